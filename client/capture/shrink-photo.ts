// A photo as the camera gave it becomes the JPEG that is kept: turned upright, shrunk, without place or time inside.
import { photoLimits, shrunkSize } from './photo-size.ts';

/** Undefined when the browser cannot read the file as a picture. */
export async function shrinkPhoto(file: Blob): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (bitmap === undefined) return undefined;
  const { width, height } = shrunkSize(bitmap);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  context?.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  const jpeg = await new Promise<Blob | null>((resolve) => {
    canvas.toBlob(resolve, 'image/jpeg', photoLimits.quality);
  });
  return jpeg === null || context === null ? undefined : new Uint8Array(await jpeg.arrayBuffer());
}
