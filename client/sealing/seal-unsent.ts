// Keeps a sealed copy of every save of the open account that has no receipt, and of photos on their way; what could not be sealed is made up for.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { isSameDocument, withoutStorageFields } from '../../shared/records/content-hash.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import { sealedLimits, type SealedRow } from '../../shared/sealed/sealed-protocol.ts';
import { mutationIdOf } from '../../shared/sync/mutation-id.ts';
import type { Timers } from '../database/clock.ts';
import { baseName, storedBase } from '../database/edit-bases.ts';
import type { PhotoEntry } from '../database/local-documents.ts';
import { storedDocument } from '../database/stored-document.ts';
import type { UnsentDocument } from '../replication/unsent-documents.ts';
import { sealSave, toBase64Url } from './seal-save.ts';
import type { SealedAccount } from './sealed-account.ts';
import type { SealedStore } from './sealed-store.ts';
import type { SealingKeys, SigningKeys } from './signing-keys.ts';

export type SealUnsent = {
  /** Looks now; true when each unsent save is sealed. */
  readonly flush: () => Promise<boolean>;
  readonly stop: () => void;
};

export type SealUnsentDeps = {
  readonly crypto: Crypto;
  readonly store: SealedStore;
  readonly timers: Timers;
  readonly keys: SigningKeys;
};

/** A photo is one thing for ever: it has no second save. */
const photoSeq = 1;
/** After a failure: a full device, a browser that refuses. */
const againMs = 60_000;
/** Room for signature, keys and names around the ciphertext, which is a third longer than the text. */
const mostText = (sealedLimits.itemBytes * 3) / 4 - 4096;

/** A copy that lies sealed. `documentId` is known of those whose document this device holds, `photo` (its hash) of photos. */
type Held = {
  readonly seq: number;
  readonly sealingKeyId: string;
  readonly documentId?: DocumentId;
  readonly photo?: string;
};

export function createSealUnsent(deps: SealUnsentDeps, account: SealedAccount): SealUnsent {
  const held = new Map<string, Held>();
  let isLoaded = false;
  let isStopped = false;
  let running: Promise<boolean> = Promise.resolve(true);
  let isWaiting = false;
  let stopTimer = (): void => undefined;
  const look = async (): Promise<boolean> => {
    isWaiting = false;
    if (isStopped) return false;
    if (!isLoaded) await load(deps, account, held);
    isLoaded = true;
    await clearReceived(deps, account, held);
    const [keys, waiting] = [await deps.keys.known(), await account.photos.inState('waiting')];
    if (keys === undefined) return account.unsent.list().length + waiting.length === 0;
    for (const unsent of account.unsent.list()) await sealOne(deps, account, held, keys, unsent);
    for (const photo of waiting) await sealPhoto(deps, account, held, keys, photo);
    return true;
  };
  const flush = (): Promise<boolean> => {
    if (isWaiting) return running;
    isWaiting = true;
    running = running.then(look).catch(() => {
      stopTimer();
      if (!isStopped) stopTimer = deps.timers.after(againMs, () => void flush());
      return false;
    });
    return running;
  };
  const stops = [
    account.unsent.changes.subscribe(() => void flush()),
    account.photos.watchWaiting().subscribe(() => void flush()),
  ];
  return {
    flush,
    stop: () => {
      isStopped = true;
      for (const stop of stops) stop();
      stopTimer();
    },
  };
}

/** How a document is called outside the encrypted journal. */
function itemId(deviceId: string, documentId: DocumentId): string {
  return bytesToHex(sha256(new TextEncoder().encode(`${deviceId} ${documentId}`)));
}

/** What lies there from before, and which documents of this account it is of. */
async function load(
  { store }: SealUnsentDeps,
  { deviceId, receipts, unsent }: SealedAccount,
  held: Map<string, Held>,
): Promise<void> {
  for (const { id, seq, item } of await store.items(deviceId))
    held.set(id, { seq, sealingKeyId: item.sealingKeyId });
  if (held.size === 0) return;
  for (const documentId of [...receipts.all.get().keys(), ...unsent.list().map(({ id }) => id)]) {
    const id = itemId(deviceId, documentId);
    const known = held.get(id);
    if (known !== undefined) held.set(id, { ...known, documentId });
  }
}

/** A receipt clears the copies of its document up to its own number; a photo that is no longer on its way, its own. */
async function clearReceived(
  { store }: SealUnsentDeps,
  { deviceId, receipts, settings, photos }: SealedAccount,
  held: Map<string, Held>,
): Promise<void> {
  for (const [id, { documentId, photo, seq }] of held) {
    const isReceived = documentId !== undefined && (receipts.get(documentId)?.seq ?? 0) >= seq;
    const isDoneWith = photo !== undefined && (await hasLeft(photos, photo));
    if (!isReceived && !isDoneWith) continue;
    await store.removeItem({ deviceId, id, seq });
    if (documentId !== undefined) await settings.remove(baseName(documentId));
    held.delete(id);
  }
}

/** One whose bytes the browser threw away can be sent no more: only its copy holds it. */
async function hasLeft({ stateOf, readOwn }: SealedAccount['photos'], hash: string): Promise<boolean> {
  const state = await stateOf(hash);
  return state !== 'waiting' && (state !== 'refused' || (await readOwn(hash)) !== undefined);
}

async function sealOne(
  { crypto, store }: SealUnsentDeps,
  account: SealedAccount,
  held: Map<string, Held>,
  { signer, sealingKey }: SealingKeys,
  { id: documentId, collection, seq }: UnsentDocument,
): Promise<void> {
  const { deviceId } = account;
  const id = itemId(deviceId, documentId);
  const known = held.get(id);
  if (known !== undefined && known.seq >= seq && known.sealingKeyId === sealingKey.id) {
    held.set(id, { ...known, documentId });
    return;
  }
  const document = await storedDocument(account.collections[collection], documentId);
  if (document === undefined || !account.unsent.isUnsent(document)) return;
  const content = contentOf(collection, document, await baseOf(account, documentId));
  if (content === undefined) return;
  const item = await sealSave(crypto, signer, sealingKey, content);
  await store.putItem({ deviceId, id, seq: document.edit.seq, item });
  held.set(id, { seq: document.edit.seq, sealingKeyId: sealingKey.id, documentId });
}

/** One that no item has room for stays where it is; the app makes none that large. */
async function sealPhoto(
  { crypto, store }: SealUnsentDeps,
  account: SealedAccount,
  held: Map<string, Held>,
  { signer, sealingKey }: SealingKeys,
  { id: hash, bytes: length, mime }: PhotoEntry,
): Promise<void> {
  const { deviceId } = account;
  const id = itemId(deviceId, hash);
  const copy = { seq: photoSeq, sealingKeyId: sealingKey.id, photo: hash };
  if (held.get(id)?.sealingKeyId === sealingKey.id) {
    held.set(id, copy);
    return;
  }
  const bytes = length > (mostText * 3) / 4 ? undefined : await account.photos.readOwn(hash);
  if (bytes === undefined) return;
  const photo = { sha256: hash, bytes: length, mime };
  const item = await sealSave(crypto, signer, sealingKey, { photo, bytes: toBase64Url(bytes) });
  await store.putItem({ deviceId, id, seq: photoSeq, item });
  held.set(id, copy);
}

function contentOf(
  collection: SealedRow['collection'],
  document: SyncedDocument,
  base: SyncedDocument | undefined,
): SealedRow | undefined {
  const row = { mutationId: mutationIdOf(document), newDocumentState: withoutStorageFields(document) };
  const whole = { collection, row: { ...row, assumedMasterState: base && withoutStorageFields(base) } };
  // A document that is too large even alone no server takes; it is set aside where the person sees it.
  return [whole, { collection, row }].find(
    (content) => new TextEncoder().encode(JSON.stringify(content)).length <= mostText,
  );
}

/** What the save began from; kept in the journal, for the app may be opened anew before the next save of the same document. */
async function baseOf(
  { unsent, settings }: SealedAccount,
  documentId: DocumentId,
): Promise<SyncedDocument | undefined> {
  const [stored, base] = [await storedBase(settings, documentId), unsent.baseOf(documentId)];
  if (base === undefined) return stored;
  if (stored === undefined || !isSameDocument(stored, base))
    await settings.write(baseName(documentId), withoutStorageFields(base));
  return base;
}
