// Photos: announced, sent in chunks, committed by hash, kept without metadata, shown only through a document in scope.
import { createHash } from 'node:crypto';
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { BlobReply } from '../../shared/sync/protocol.ts';
import { blobChunkBytes } from '../../shared/sync/protocol-version.ts';
import type { Caller } from '../access/caller.ts';
import type { Clock } from '../clock.ts';
import { ownerOf, type BlobStore } from '../store/blob-store.ts';
import type { BlobUpload } from '../store/blobs.ts';
import type { Store, StoreView } from '../store/store.ts';
import type { MakeDerivative } from './make-derivative.ts';

export type PhotoAnnouncement = { readonly sha256: string; readonly bytes: number; readonly mime: string };

export type Photos = {
  readonly announce: (caller: Caller, photo: PhotoAnnouncement) => Promise<BlobReply>;
  readonly putChunk: (caller: Caller, sha256: string, index: number, bytes: Uint8Array) => Promise<BlobReply>;
  readonly commit: (caller: Caller, sha256: string) => Promise<BlobReply>;
  /** The derivative; `notFound` for whatever the caller may not see. */
  readonly read: (
    caller: Caller,
    sha256: string,
  ) => Promise<{ readonly bytes: Uint8Array; readonly mime: string }>;
};

export type PhotoDeps = {
  readonly store: Store;
  readonly files: BlobStore;
  readonly clock: Clock;
  readonly makeDerivative: MakeDerivative;
};

/** Collections whose documents list photos. */
const listing = ['records', 'people'] as const;

export function createPhotos(deps: PhotoDeps): Photos {
  return {
    announce: (caller, photo) => announce(deps, caller, photo),
    putChunk: (caller, sha256, index, bytes) => putChunk(deps, caller, sha256, index, bytes),
    commit: (caller, sha256) => commit(deps, caller, sha256),
    read: async (caller, sha256) => {
      const blob = await deps.store.read(async (view) =>
        (await mayRead(view, caller, sha256)) ? view.blobs.blob(sha256) : undefined,
      );
      if (blob === undefined || (await deps.files.sizeOf(sha256)) === undefined)
        throw new AppError('notFound');
      return { bytes: await deps.files.derivative(sha256), mime: blob.mime };
    },
  };
}

async function mayRead(view: StoreView, caller: Caller, sha256: string): Promise<boolean> {
  for (const collection of listing) {
    if (
      await view.blobs.isListedWithin(
        sha256,
        collection,
        grantedKeys(caller.account, collection, caller.tree),
      )
    )
      return true;
  }
  return false;
}

/**
 * That a photo is already here is said only to who may see it or sent it all, and only if its file is: a database that was put back
 * without its photos asks for them again.
 */
async function announce(deps: PhotoDeps, caller: Caller, photo: PhotoAnnouncement): Promise<BlobReply> {
  if (!/^image\/(jpeg|png|webp)$/.test(photo.mime))
    throw new AppError('badRequest', 'a photo is JPEG, PNG or WebP');
  const hasFile = (await deps.files.sizeOf(photo.sha256)) !== undefined;
  const isHere = await deps.store.read(
    async (view) =>
      hasFile &&
      (await view.blobs.blob(photo.sha256)) !== undefined &&
      (await mayRead(view, caller, photo.sha256)),
  );
  if (isHere) return { sha256: photo.sha256, missing: [], done: true };
  return deps.store.write(async (tx) => {
    await tx.blobs.announce({ ...photo, account: caller.account.id }, deps.clock.now().toISOString());
    const upload = await uploadOf(tx, caller, photo.sha256);
    if (upload.bytes !== photo.bytes)
      throw new AppError('badRequest', 'the photo was announced with another size');
    if (hasFile || !upload.isDone) return stateOf(tx, upload);
    await tx.blobs.reopen(photo.sha256, caller.account.id);
    return stateOf(tx, { ...upload, isDone: false });
  });
}

async function putChunk(
  deps: PhotoDeps,
  caller: Caller,
  sha256: string,
  index: number,
  bytes: Uint8Array,
): Promise<BlobReply> {
  const [upload, chunks] = await deps.store.read(
    async (view) =>
      [await uploadOf(view, caller, sha256), await view.blobs.chunks(sha256, caller.account.id)] as const,
  );
  if (upload.isDone) return { sha256, missing: [], done: true };
  if (bytes.byteLength !== lengthOfChunk(upload, index))
    throw new AppError('badRequest', 'the chunk has the wrong number or length');
  const chunkHash = createHash('sha256').update(bytes).digest('hex');
  const known = chunks.find((chunk) => chunk.chunk === index);
  if (known !== undefined && known.sha256 !== chunkHash)
    throw new AppError('badRequest', 'the chunk came before with other bytes');
  if (known === undefined) await deps.files.putChunk(sha256, ownerOf(caller.account.id), index, bytes);
  const chunk = { chunk: index, sha256: chunkHash, bytes: bytes.byteLength };
  const state = await deps.store.write(async (tx) => {
    // Gone meanwhile with the person whose photo it was: nothing of it stays.
    const standing = await tx.blobs.upload(sha256, caller.account.id);
    if (standing === undefined) {
      await deps.files.dropChunks(sha256, ownerOf(caller.account.id));
      return undefined;
    }
    if (known === undefined) await tx.blobs.addChunk(sha256, caller.account.id, chunk);
    return stateOf(tx, standing);
  });
  if (state === undefined) throw new AppError('notFound');
  return state;
}

async function commit(deps: PhotoDeps, caller: Caller, sha256: string): Promise<BlobReply> {
  const [upload, state] = await deps.store.read(async (view) => {
    const found = await uploadOf(view, caller, sha256);
    return [found, await stateOf(view, found)] as const;
  });
  if (state.done || state.missing.length > 0) return state;
  const original = await readPieces(deps, caller, upload);
  if (original === undefined) return { sha256, missing: [], done: true };
  /** What will never become a photo takes no room. */
  const refuse = async (error: unknown): Promise<never> => {
    if (error instanceof AppError) {
      await deps.store.write((tx) => tx.blobs.forget(sha256, caller.account.id));
      await deps.files.dropChunks(sha256, ownerOf(caller.account.id));
    }
    throw error;
  };
  if (createHash('sha256').update(original).digest('hex') !== sha256)
    return refuse(new AppError('badRequest', 'the bytes do not have the announced hash'));
  const derivative = await deps.makeDerivative(original).catch(refuse);
  const blob = {
    bytes: original.byteLength,
    mime: derivative.mime,
    derivativeBytes: derivative.bytes.byteLength,
  };
  const at = deps.clock.now().toISOString();
  const isKept = await deps.store.write(async (tx) => {
    if (!(await tx.blobs.finish(sha256, caller.account.id, blob, at))) return false;
    // Whoever takes the photo away waits until this commits, or did so before.
    await deps.files.putDerivative(sha256, derivative.bytes);
    return true;
  });
  if (!isKept) throw new AppError('notFound');
  await deps.files.dropChunks(sha256, ownerOf(caller.account.id));
  return { sha256, missing: [], done: true };
}

/** Undefined when another commit of this photo came to its end meanwhile, and took the pieces away. */
async function readPieces(
  { store, files }: PhotoDeps,
  caller: Caller,
  upload: BlobUpload,
): Promise<Uint8Array | undefined> {
  const pieces: Uint8Array[] = [];
  try {
    for (let index = 0; index < chunkCount(upload); index += 1)
      pieces.push(await files.chunk(upload.sha256, ownerOf(caller.account.id), index));
  } catch (error) {
    const { isDone } = await store.read((view) => uploadOf(view, caller, upload.sha256));
    if (isDone) return undefined;
    throw error;
  }
  return Buffer.concat(pieces);
}

async function uploadOf(view: Pick<StoreView, 'blobs'>, caller: Caller, sha256: string): Promise<BlobUpload> {
  const upload = await view.blobs.upload(sha256, caller.account.id);
  if (upload === undefined) throw new AppError('notFound');
  return upload;
}

async function stateOf(view: Pick<StoreView, 'blobs'>, upload: BlobUpload): Promise<BlobReply> {
  if (upload.isDone) return { sha256: upload.sha256, missing: [], done: true };
  const present = new Set(
    (await view.blobs.chunks(upload.sha256, upload.account)).map((chunk) => chunk.chunk),
  );
  const missing = Array.from({ length: chunkCount(upload) }, (_, index) => index).filter(
    (index) => !present.has(index),
  );
  return { sha256: upload.sha256, missing, done: false };
}

function chunkCount(upload: BlobUpload): number {
  return Math.ceil(upload.bytes / blobChunkBytes);
}

/** Full chunks and a shorter last one; no other index has a length. */
function lengthOfChunk(upload: BlobUpload, index: number): number | undefined {
  if (index < 0 || index >= chunkCount(upload)) return undefined;
  return index === chunkCount(upload) - 1 ? upload.bytes - index * blobChunkBytes : blobChunkBytes;
}
