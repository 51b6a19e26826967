// Parts of an office file, written as they are made: the whole text of a long sheet is never in memory at once.
import { setImmediate } from 'node:timers/promises';
import { Zip, ZipDeflate } from 'fflate';

export type Part = { readonly name: string; readonly pieces: Iterable<string> };

/** Between two pieces other requests get their turn. */
export async function zipParts(parts: readonly Part[]): Promise<Uint8Array<ArrayBuffer>> {
  const written: Uint8Array[] = [];
  const zip = new Zip((error, bytes) => {
    if (error !== null) throw error;
    written.push(bytes);
  });
  const encoder = new TextEncoder();
  for (const { name, pieces } of parts) {
    const file = new ZipDeflate(name, { level: 6 });
    zip.add(file);
    for (const piece of pieces) {
      file.push(encoder.encode(piece));
      await setImmediate();
    }
    file.push(new Uint8Array(0), true);
  }
  zip.end();
  return Uint8Array.from(Buffer.concat(written));
}
