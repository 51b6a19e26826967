// The way back after a restore: this device names what it holds, and brings what the server lacks; only then it begins afresh.
import { contentHash, withoutStorageFields } from '../../shared/records/content-hash.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import {
  bringReplySchema,
  offerReplySchema,
  recoveredCollections,
  recoveryLimits,
  type BroughtResult,
  type RecoveredCollection,
} from '../../shared/recovery/recovery-protocol.ts';
import { mutationIdOf } from '../../shared/sync/mutation-id.ts';
import { pushLimits } from '../../shared/sync/protocol-version.ts';
import type { ApiClient } from '../api-client.ts';
import type { Clock } from '../database/clock.ts';
import type { QuarantineEntry, Receipt } from '../database/local-documents.ts';
import type { SyncedCollections } from '../database/open-database.ts';
import type { QuarantineRepository } from '../database/quarantine-repository.ts';
import type { ReceiptsRepository } from '../database/receipts-repository.ts';
import { allDocuments } from '../database/synced-collection.ts';
import { isLeft } from '../replication/left-tombstone.ts';

export type BringBackDeps = {
  readonly collections: SyncedCollections;
  readonly quarantine: Pick<QuarantineRepository, 'keep'>;
  readonly receipts: Pick<ReceiptsRepository, 'note'>;
  readonly api: Pick<ApiClient, 'ask'>;
  readonly clock: Clock;
  readonly deviceId: string;
};

/** Half of what a push may hold: the frame and the escaping of text come on top. */
const mostBytes = pushLimits.bytes / 2;

/**
 * 'ok': the server holds, or keeps for somebody's word, everything that this device held; what it refused is kept here, in words.
 * 'unreachable': some of it may have arrived; said again it is the same.
 */
export async function bringBack(deps: BringBackDeps): Promise<'ok' | 'unreachable'> {
  for (const collection of recoveredCollections) {
    const held = (await allDocuments(deps.collections[collection])).filter((document) =>
      isWorthOffering(document, deps.deviceId),
    );
    for (const some of chunksOf(held, (chunk) => chunk.length >= recoveryLimits.offered)) {
      const wanted = await askWanted(deps, collection, some);
      if (wanted === undefined) return 'unreachable';
      const lacking = some.filter(({ id }) => wanted.has(id));
      if (!(await bringAll(deps, collection, lacking))) return 'unreachable';
    }
  }
  return 'ok';
}

/** What left this device is not its to tell of; what others deleted is told by them. */
function isWorthOffering(document: SyncedDocument, deviceId: string): boolean {
  return !isLeft(document) && (!document._deleted || document.edit.deviceId === deviceId);
}

async function askWanted(
  { api }: BringBackDeps,
  collection: RecoveredCollection,
  held: readonly SyncedDocument[],
): Promise<ReadonlySet<string> | undefined> {
  const documents = held.map((document) => ({ id: document.id, hash: contentHash(document) }));
  const outcome = await api.ask(`/api/recovery/${collection}/offer`, offerReplySchema, { documents });
  return outcome.kind === 'ok' ? new Set(outcome.body.wanted) : undefined;
}

async function bringAll(
  deps: BringBackDeps,
  collection: RecoveredCollection,
  documents: readonly SyncedDocument[],
): Promise<boolean> {
  const isFull = (chunk: readonly SyncedDocument[]): boolean =>
    chunk.length >= recoveryLimits.brought || JSON.stringify(chunk).length > mostBytes;
  for (const some of chunksOf(documents, isFull)) {
    const outcome = await deps.api.ask(`/api/recovery/${collection}/bring`, bringReplySchema, {
      documents: some.map(withoutStorageFields),
    });
    if (outcome.kind !== 'ok') return false;
    await note(deps, collection, some, outcome.body.results);
  }
  return true;
}

async function note(
  { quarantine, receipts, clock, deviceId }: BringBackDeps,
  collection: RecoveredCollection,
  sent: readonly SyncedDocument[],
  results: readonly BroughtResult[],
): Promise<void> {
  const resultOf = new Map(results.map((result) => [result.id, result]));
  const at = clock.instant();
  const refused = sent.flatMap((document): readonly QuarantineEntry[] => {
    const result = resultOf.get(document.id);
    if (result?.outcome !== 'refused') return [];
    const { code = 'epochChanged', message = '', fields = [] } = result;
    const named = { id: mutationIdOf(document), collectionName: collection, documentId: document.id };
    const { type, edit } = document;
    return [
      { ...named, type, seq: edit.seq, code, message, fields, document, keptBy: 'server', at, isOpen: true },
    ];
  });
  await quarantine.keep(refused);
  const own = sent.filter(({ edit }) => edit.deviceId === deviceId);
  await receipts.note(
    own.map(({ id, edit }): Receipt => {
      const status = resultOf.get(id)?.outcome === 'refused' ? 'quarantined' : 'accepted';
      return { id, collectionName: collection, seq: edit.seq, rev: 0, status, at };
    }),
  );
}

function chunksOf<T>(
  items: readonly T[],
  isFull: (chunk: readonly T[]) => boolean,
): readonly (readonly T[])[] {
  const chunks: T[][] = [];
  for (const item of items) {
    const last = chunks.at(-1);
    if (last === undefined || isFull(last)) chunks.push([item]);
    else last.push(item);
  }
  return chunks;
}
