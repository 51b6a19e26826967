// AES-256-GCM by Node's own crypto, its IVs counted instead of random: the same run seals the same bytes.
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import type {
  JournalPorts,
  PageCipher,
  PageStore,
} from '../../client/database/journaled-storage/journal-ports.ts';

const tagLength = 16;

export function createTestCipher(password = 'huaguo'): PageCipher {
  const key = createHash('sha256').update(password).digest();
  let sealed = 0;
  return {
    seal: async (text, place) => {
      const iv = new Uint8Array(12);
      new DataView(iv.buffer).setUint32(0, (sealed += 1));
      const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
      const bytes = Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
      return { iv, ciphertext: Uint8Array.from(bytes).buffer };
    },
    open: async ({ iv, ciphertext }, place) => {
      const bytes = Buffer.from(ciphertext);
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, iv).setAAD(Buffer.from(place));
        decipher.setAuthTag(bytes.subarray(-tagLength));
        return decipher.update(bytes.subarray(0, -tagLength), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        return undefined;
      }
    },
  };
}

/** All ports of a journal on this disk; the pause is over at once. */
export function testPorts(pages: PageStore, cipher: PageCipher = createTestCipher()): JournalPorts {
  return {
    pages,
    cipher,
    pause: () => Promise.resolve(),
    hash: (text) => createHash('sha256').update(text).digest('hex').slice(0, 32),
  };
}
