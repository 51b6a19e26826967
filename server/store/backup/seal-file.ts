// A backup encrypted to an offline public key: X25519 with a key of its own for each file, then AES-256-GCM piece by piece.
import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { open, type FileHandle } from 'node:fs/promises';

/** First bytes of an encrypted backup; a plain one begins as an SQLite file does. */
export const sealedMark = Buffer.from('BBT-SEALED-1\n');
const publicKeyBytes = 44;
const pieceBytes = 1024 * 1024;
const tagBytes = 16;

/** Writes `target` anew, flushed to the disk. `publicKey`: an X25519 key. */
export async function sealFile(source: string, target: string, publicKey: KeyObject): Promise<void> {
  const own = generateKeyPairSync('x25519');
  const key = keyOf(own.privateKey, publicKey);
  await withFiles(source, target, async (from, to) => {
    await to.write(sealedMark);
    await to.write(own.publicKey.export({ type: 'spki', format: 'der' }));
    const { size } = await from.stat();
    const pieces = Math.max(1, Math.ceil(size / pieceBytes));
    for (let piece = 0; piece < pieces; piece += 1) {
      const bytes = await readExactly(from, Math.min(pieceBytes, size - piece * pieceBytes));
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(piece));
      cipher.setAAD(lastMark(piece === pieces - 1));
      await to.write(Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]));
    }
  });
}

/** Throws in words for another key, and for a file that was changed or cut. */
export async function unsealFile(source: string, target: string, privateKey: KeyObject): Promise<void> {
  await withFiles(source, target, async (from, to) => {
    await readExactly(from, sealedMark.length);
    const der = await readExactly(from, publicKeyBytes);
    const key = keyOf(privateKey, createPublicKey({ key: der, format: 'der', type: 'spki' }));
    const { size } = await from.stat();
    let left = size - sealedMark.length - publicKeyBytes;
    for (let piece = 0; piece === 0 || left > 0; piece += 1) {
      const length = Math.min(pieceBytes + tagBytes, left);
      left -= length;
      await to.write(openPiece(await readExactly(from, length), key, piece, left === 0));
    }
  });
}

function openPiece(bytes: Buffer, key: Buffer, piece: number, isLast: boolean): Buffer {
  const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(piece));
  decipher.setAAD(lastMark(isLast));
  decipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
  try {
    return Buffer.concat([decipher.update(bytes.subarray(0, bytes.length - tagBytes)), decipher.final()]);
  } catch (error) {
    throw new Error('The backup does not open: it was made for another key, or it was changed or cut.', {
      cause: error,
    });
  }
}

function keyOf(privateKey: KeyObject, publicKey: KeyObject): Buffer {
  const shared = diffieHellman({ privateKey, publicKey });
  return Buffer.from(hkdfSync('sha256', shared, Buffer.alloc(0), 'banbiantian backup', 32));
}

/** Every file has a key of its own, so the number of the piece suffices. */
function nonceOf(piece: number): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(piece, 8);
  return nonce;
}

/** Bound to the last piece: a file that is cut between two pieces does not open. */
function lastMark(isLast: boolean): Buffer {
  return Buffer.from(isLast ? 'last' : 'more');
}

async function readExactly(file: FileHandle, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(Math.max(0, length));
  const { bytesRead } = await file.read(buffer, 0, buffer.length);
  if (bytesRead < length || length < 0) throw new Error('The backup is cut short.');
  return buffer;
}

async function withFiles(
  source: string,
  target: string,
  work: (from: FileHandle, to: FileHandle) => Promise<void>,
): Promise<void> {
  const from = await open(source, 'r');
  try {
    const to = await open(target, 'wx', 0o600);
    try {
      await work(from, to);
      await to.sync();
    } finally {
      await to.close();
    }
  } finally {
    await from.close();
  }
}
