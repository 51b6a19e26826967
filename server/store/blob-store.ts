// Photo bytes as files: chunks on their way in, derivatives to serve. A file is there whole or not at all.
import { createHash, randomUUID } from 'node:crypto';
import { mkdir, open, readFile, rename, rm, stat, unlink } from 'node:fs/promises';
import { dirname, join } from 'node:path';

export type BlobStore = {
  readonly putChunk: (sha256: string, owner: string, index: number, bytes: Uint8Array) => Promise<void>;
  readonly chunk: (sha256: string, owner: string, index: number) => Promise<Uint8Array>;
  readonly dropChunks: (sha256: string, owner: string) => Promise<void>;
  readonly putDerivative: (sha256: string, bytes: Uint8Array) => Promise<void>;
  readonly derivative: (sha256: string) => Promise<Uint8Array>;
  /** Its file goes; nothing happens when there is none. */
  readonly drop: (sha256: string) => Promise<void>;
  /** Bytes of the file of a finished photo; undefined when there is none. */
  readonly sizeOf: (sha256: string) => Promise<number | undefined>;
};

/** `owner` and `sha256` become parts of a path: both must be hex. */
export function createBlobStore(directory: string): BlobStore {
  const chunkDir = (sha256: string, owner: string) =>
    join(directory, 'chunks', checked(sha256), checked(owner));
  const derivativePath = (sha256: string) =>
    join(directory, 'derivatives', checked(sha256).slice(0, 2), sha256);
  return {
    putChunk: (sha256, owner, index, bytes) =>
      writeWhole(join(chunkDir(sha256, owner), String(index)), bytes),
    chunk: (sha256, owner, index) => readFile(join(chunkDir(sha256, owner), String(index))),
    dropChunks: (sha256, owner) => rm(chunkDir(sha256, owner), { recursive: true, force: true }),
    putDerivative: (sha256, bytes) => writeWhole(derivativePath(sha256), bytes),
    derivative: (sha256) => readFile(derivativePath(sha256)),
    drop: (sha256) => rm(derivativePath(sha256), { force: true }),
    sizeOf: async (sha256) => (await stat(derivativePath(sha256)).catch(() => undefined))?.size,
  };
}

/** Accounts upload apart from each other, in a folder that tells nothing of the name. */
export function ownerOf(account: string): string {
  return createHash('sha256').update(account).digest('hex').slice(0, 32);
}

function checked(name: string): string {
  if (!/^[0-9a-f]{16,64}$/.test(name)) throw new Error('a blob is named by a hash');
  return name;
}

/** Temporary file, flushed to the disk, then renamed, and the directory flushed: a power cut leaves no half file. */
async function writeWhole(path: string, bytes: Uint8Array): Promise<void> {
  const directory = dirname(path);
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const temporary = `${path}.${randomUUID()}.part`;
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await unlink(temporary).catch(() => undefined);
    throw error;
  }
  await syncDirectory(directory);
}

async function syncDirectory(directory: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(directory, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
