// Pages sealed by AES-256-GCM under the account's key: a random IV each, bound to their place.
import type { PageCipher, Sealed } from './journal-ports.ts';

export function createWebCryptoCipher(crypto: Crypto, key: CryptoKey): PageCipher {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  const algorithm = (iv: Uint8Array<ArrayBuffer>, place: string): AesGcmParams => ({
    name: 'AES-GCM',
    iv,
    additionalData: encoder.encode(place),
  });
  return {
    seal: async (text, place): Promise<Sealed> => {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const ciphertext = await crypto.subtle.encrypt(algorithm(iv, place), key, encoder.encode(text));
      return { iv, ciphertext };
    },
    open: async ({ iv, ciphertext }, place) => {
      try {
        return decoder.decode(await crypto.subtle.decrypt(algorithm(iv, place), key, ciphertext));
      } catch {
        return undefined;
      }
    },
  };
}
