// The key to which devices seal what they have not sent: derived from the server's secret, so that all processes have the same.
import { createDecipheriv, createECDH, createHash, hkdfSync, type ECDH } from 'node:crypto';
import { boundTextOf, type SealedItem } from '../../shared/sealed/sealed-protocol.ts';

export type SealingKey = {
  readonly id: string;
  /** P-256, uncompressed, in base64url. */
  readonly publicKey: string;
  /** The text inside; undefined when it was sealed to another key, or changed since. */
  readonly open: (item: SealedItem) => string | undefined;
};

const tagBytes = 16;

export function createSealingKey(serverKey: Uint8Array): SealingKey {
  const pair = pairFrom(serverKey);
  const publicKey = pair.getPublicKey('base64url');
  const id = keyIdOf(publicKey);
  return { id, publicKey, open: (item) => (item.sealingKeyId === id ? opened(pair, item) : undefined) };
}

/** How a public key is called: the beginning of its SHA-256, in base64url. */
export function keyIdOf(publicKey: string): string {
  return createHash('sha256').update(Buffer.from(publicKey, 'base64url')).digest('base64url').slice(0, 22);
}

/** A number that is no private key of the curve is as rare as a guessed one; the next one is taken. */
function pairFrom(serverKey: Uint8Array): ECDH {
  for (let turn = 0; ; turn += 1) {
    const pair = createECDH('prime256v1');
    const secret = hkdfSync('sha256', serverKey, '', `bbt-sealing-key-${turn}`, 32);
    try {
      pair.setPrivateKey(Buffer.from(secret));
      return pair;
    } catch (error) {
      if (turn > 8) throw error;
    }
  }
}

function opened(pair: ECDH, item: SealedItem): string | undefined {
  try {
    const ephemeral = Buffer.from(item.ephemeralKey, 'base64url');
    const bound = boundTextOf(item);
    const key = hkdfSync('sha256', pair.computeSecret(ephemeral), ephemeral, bound, 32);
    const sealed = Buffer.from(item.ciphertext, 'base64url');
    const decipher = createDecipheriv('aes-256-gcm', Buffer.from(key), Buffer.from(item.iv, 'base64url'), {
      authTagLength: tagBytes,
    });
    decipher.setAAD(Buffer.from(bound));
    decipher.setAuthTag(sealed.subarray(-tagBytes));
    const text = Buffer.concat([decipher.update(sealed.subarray(0, -tagBytes)), decipher.final()]);
    return new TextDecoder('utf-8', { fatal: true }).decode(text);
  } catch {
    return undefined;
  }
}
