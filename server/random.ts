// Randomness, handed to whoever needs it, so that tests can fix it.
import { randomBytes } from 'node:crypto';

export type Random = { readonly bytes: (count: number) => Uint8Array };

export const systemRandom: Random = { bytes: (count) => randomBytes(count) };

/** Random text for tokens, stamps and epochs. */
export function randomText(random: Random, bytes: number): string {
  return Buffer.from(random.bytes(bytes)).toString('base64url');
}
