// Decodes a photo and writes it anew: upright, without EXIF, GPS, comments or hidden appendices.
import sharp from 'sharp';
import { AppError } from '../../shared/errors/app-error.ts';

export type Derivative = { readonly bytes: Uint8Array; readonly mime: string };
export type MakeDerivative = (original: Uint8Array) => Promise<Derivative>;

const mostPixels = 50_000_000;
const longestSide = 2560;
const quality = 84;

/** Only what its bytes show to be JPEG, PNG or WebP, of at most 50 megapixels; anything else is refused in words. */
export function createMakeDerivative(): MakeDerivative {
  return async (original) => {
    try {
      const image = sharp(original, { limitInputPixels: mostPixels, failOn: 'error', pages: 1 });
      const { format } = await image.metadata();
      if (format !== 'jpeg' && format !== 'png' && format !== 'webp')
        throw new AppError('badRequest', 'the file is not a photo');
      const upright = image
        .autoOrient()
        .resize({ width: longestSide, height: longestSide, fit: 'inside', withoutEnlargement: true });
      const encoded = format === 'png' ? upright.png() : upright.jpeg({ quality, mozjpeg: false });
      return { bytes: await encoded.toBuffer(), mime: format === 'png' ? 'image/png' : 'image/jpeg' };
    } catch (error) {
      throw error instanceof AppError
        ? error
        : new AppError('badRequest', 'the file is not a photo, or too large a one');
    }
  };
}
