// Draws the PNG icons of the manifest from banbiantian.svg: `node client/icons/draw-icons.ts`, by hand.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import sharp from 'sharp';

const source = await readFile(new URL('banbiantian.svg', import.meta.url), 'utf8');
// A maskable icon keeps its picture inside the middle 80 %, so the whole square is background.
const rounded = source.replace('<rect width="512" height="512"', '<rect width="512" height="512" rx="104"');

const icons = [
  { svg: rounded, size: 192, file: 'icon-192.png' },
  { svg: rounded, size: 512, file: 'icon-512.png' },
  { svg: source, size: 180, file: 'apple-touch-icon.png' },
  { svg: source, size: 512, file: 'icon-maskable-512.png' },
];

for (const { svg, size, file } of icons) {
  const target = new URL(`../public/icons/${file}`, import.meta.url);
  const png = sharp(Buffer.from(svg), { density: 288 })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true });
  await png.toFile(fileURLToPath(target));
}
