// The way back after a restore: this device names what it holds, and brings what the server lacks; only then it begins afresh.
import { contentHash, withoutStorageFields } from '../../shared/records/content-hash.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import {
  bringReplySchema,
  offerReplySchema,
  recoveredCollections,
  recoveryLimits,
  type BringReply,
  type BroughtResult,
  type BroughtRow,
  type RecoveredCollection,
} from '../../shared/recovery/recovery-protocol.ts';
import { mutationIdOf } from '../../shared/sync/mutation-id.ts';
import { pushLimits } from '../../shared/sync/protocol-version.ts';
import type { ApiClient } from '../api-client.ts';
import type { Outcome } from '../api-outcome.ts';
import type { Clock } from '../database/clock.ts';
import type { QuarantineEntry, Receipt } from '../database/local-documents.ts';
import type { QuarantineRepository } from '../database/quarantine-repository.ts';
import type { ReceiptsRepository } from '../database/receipts-repository.ts';
import { assumedMastersOf } from '../replication/assumed-masters.ts';
import { isLeft } from '../replication/left-tombstone.ts';
import { ReplicationStopped, type Pause } from '../replication/pause.ts';
import type { Replication } from '../replication/replicate.ts';

export type BringBackDeps = {
  /** All that is held of a collection, tombstones too. */
  readonly documentsOf: (collection: RecoveredCollection) => Promise<readonly SyncedDocument[]>;
  readonly quarantine: Pick<QuarantineRepository, 'keep'>;
  readonly receipts: Pick<ReceiptsRepository, 'note'>;
  readonly api: Pick<ApiClient, 'ask'>;
  readonly basesOf: BasesOf;
  readonly clock: Clock;
  readonly deviceId: string;
  /** Under which the database was begun. */
  readonly epoch: string;
};

/** A document on its way, and its hash. */
export type Held = { readonly document: SyncedDocument; readonly hash: string };
/** With the hash of what its edit began from (`bringSchema`). */
type Lacking = Held & { readonly base: string };
/** Undefined while nobody knows what an edit began from. */
export type BasesOf = (
  collection: RecoveredCollection,
  held: readonly Held[],
) => Promise<((each: Held) => string) | undefined>;

/** Room for the frame around the rows. */
const mostBytes = pushLimits.bytes - 4096;

/**
 * 'ok': the server holds, or keeps for somebody's word, everything that this device held; what it refused is kept here, in words.
 * 'unreachable': some of it may have arrived; said again it is the same.
 */
export async function bringBack(deps: BringBackDeps): Promise<'ok' | 'unreachable'> {
  for (const collection of recoveredCollections) {
    const held = (await deps.documentsOf(collection)).filter((document) =>
      isWorthOffering(document, deps.deviceId),
    );
    for (let from = 0; from < held.length; from += recoveryLimits.offered) {
      const some = held
        .slice(from, from + recoveryLimits.offered)
        .map((document): Held => ({ document, hash: contentHash(document) }));
      const wanted = await askWanted(deps, collection, some);
      if (wanted === undefined) return 'unreachable';
      const lacking = some.filter(({ document }) => wanted.has(document.id));
      if (!(await bringAll(deps, collection, lacking))) return 'unreachable';
    }
  }
  return 'ok';
}

/** Begun as soon as the device knows of a restore, and tried until it is done or the replication stops: nobody need tap for it. */
export async function bringBackUntilDone(
  bring: () => Promise<'ok' | 'unreachable'>,
  pause: Pause,
): Promise<void> {
  try {
    for (let failures = 1; ; failures += 1) {
      pause.throwIfStopped();
      // A storage that takes nothing now is tried again like a server that is away.
      if ((await bring().catch(() => 'unreachable')) === 'ok') return;
      await pause.wait(failures);
    }
  } catch (error) {
    if (!(error instanceof ReplicationStopped)) throw error;
  }
}

/** What left this device is not its to tell of; what others deleted is told by them. */
function isWorthOffering(document: SyncedDocument, deviceId: string): boolean {
  return !isLeft(document) && (!document._deleted || document.edit.deviceId === deviceId);
}

/** What the server had of them when this device last knew. */
export function assumedBases(replication: Pick<Replication, 'stateOf'>): BasesOf {
  return async (collection, held) => {
    const state = replication.stateOf(collection);
    // Before replication has begun: another time.
    if (state === undefined) return undefined;
    const ids = held.map(({ document }) => document.id);
    const assumed = await assumedMastersOf(state, ids);
    return ({ document: { id } }) => {
      const master = assumed.get(id);
      return master === undefined || isLeft(master) ? '' : contentHash(master);
    };
  };
}

async function askWanted(
  { api, deviceId }: BringBackDeps,
  collection: RecoveredCollection,
  held: readonly Held[],
): Promise<ReadonlySet<DocumentId> | undefined> {
  const documents = held.map(({ document: { id, edit }, hash }) =>
    edit.deviceId === deviceId ? { id, hash, seq: edit.seq } : { id, hash },
  );
  const outcome = await api.ask(`/api/recovery/${collection}/offer`, offerReplySchema, { documents });
  return outcome.kind === 'ok' ? new Set(outcome.body.wanted) : undefined;
}

async function bringAll(
  deps: BringBackDeps,
  collection: RecoveredCollection,
  held: readonly Held[],
): Promise<boolean> {
  if (held.length === 0) return true;
  const baseOf = await deps.basesOf(collection, held);
  if (baseOf === undefined) return false;
  const lacking = held.map((each): Lacking => ({ ...each, base: baseOf(each) }));
  for (const some of inCalls(lacking)) if (!(await bringSome(deps, collection, some))) return false;
  return true;
}

/** False when the server is away. What it will not even look at is sought by halves, and one alone stays here as refused. */
async function bringSome(
  deps: BringBackDeps,
  collection: RecoveredCollection,
  some: readonly Lacking[],
): Promise<boolean> {
  const outcome = await deps.api.ask(`/api/recovery/${collection}/bring`, bringReplySchema, {
    epoch: deps.epoch,
    rows: some.map(rowOf),
  });
  const results = outcome.kind === 'ok' ? fittingResults(some, outcome.body) : undefined;
  if (results !== undefined) {
    await note(deps, collection, some, results);
    return true;
  }
  if (!isAboutBody(outcome)) return false;
  const [first] = some;
  if (some.length === 1 && first !== undefined) {
    await note(
      deps,
      collection,
      some,
      [{ id: first.document.id, outcome: 'refused', code: outcome.code, message: outcome.detail ?? '' }],
      'device',
    );
    return true;
  }
  const middle = Math.ceil(some.length / 2);
  for (const half of [some.slice(0, middle), some.slice(middle)])
    if (!(await bringSome(deps, collection, half))) return false;
  return true;
}

function isAboutBody<T>(outcome: Outcome<T>): outcome is Extract<Outcome<T>, { kind: 'refused' }> {
  return outcome.kind === 'refused' && (outcome.status === 400 || outcome.status === 413);
}

/** One per row, in order, or the answer is none. */
function fittingResults(
  sent: readonly Lacking[],
  { results }: BringReply,
): readonly BroughtResult[] | undefined {
  if (results.length !== sent.length) return undefined;
  const isBad = (result: BroughtResult): boolean => result.outcome === 'refused';
  return results.every((result, index) => isBad(result) || result.id === sent[index]?.document.id)
    ? results
    : undefined;
}

function rowOf({ document, base }: Lacking): BroughtRow {
  return { document: withoutStorageFields(document), base };
}

/** As many rows and bytes as one call may hold; what is too large alone goes alone. */
function inCalls(lacking: readonly Lacking[]): readonly (readonly Lacking[])[] {
  const calls: Lacking[][] = [];
  let bytes = 0;
  for (const each of lacking) {
    const size = new TextEncoder().encode(JSON.stringify(rowOf(each))).length + 1;
    const last = calls.at(-1);
    bytes += size;
    if (last !== undefined && last.length < recoveryLimits.brought && bytes <= mostBytes) last.push(each);
    else {
      calls.push([each]);
      bytes = size;
    }
  }
  return calls;
}

async function note(
  { quarantine, receipts, clock, deviceId }: BringBackDeps,
  collection: RecoveredCollection,
  sent: readonly Lacking[],
  results: readonly BroughtResult[],
  keptBy: QuarantineEntry['keptBy'] = 'server',
): Promise<void> {
  const at = clock.instant();
  const judged = sent.map(({ document }, index) => ({ document, result: results[index] }));
  const refused = judged.flatMap(({ document, result }): readonly QuarantineEntry[] => {
    if (result?.outcome !== 'refused') return [];
    const { code = 'epochChanged', message = '', fields = [] } = result;
    const named = { id: mutationIdOf(document), collectionName: collection, documentId: document.id };
    const { type, edit } = document;
    return [{ ...named, type, seq: edit.seq, code, message, fields, document, keptBy, at, isOpen: true }];
  });
  await quarantine.keep(refused);
  const own = judged.filter(({ document }) => document.edit.deviceId === deviceId);
  await receipts.note(
    own.map(({ document: { id, edit }, result }): Receipt => {
      const status = result?.outcome === 'refused' ? 'quarantined' : 'accepted';
      return { id, collectionName: collection, seq: edit.seq, rev: 0, status, at };
    }),
  );
}
