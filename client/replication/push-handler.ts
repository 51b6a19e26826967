// Rows out, a verdict per row back: the table of refusals (`sync.md` §1). Never answers RxDB `[]` for a refusal.
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import type { PushReply, PushRequest } from '../../shared/sync/protocol.ts';
import type { Outcome, Refused } from '../api-outcome.ts';
import type { Clock } from '../database/clock.ts';
import type { QuarantineRepository } from '../database/quarantine-repository.ts';
import type { ReceiptsRepository } from '../database/receipts-repository.ts';
import type { JudgedRevs } from './judged-revs.ts';
import { leftTombstone } from './left-tombstone.ts';
import { ReplicationStopped, type Pause } from './pause.ts';
import { batchesOf, halvesOf, isNews, pushRow, type DeviceRow, type PushRow } from './push-rows.ts';
import {
  blameOf,
  masterFor,
  quarantineEntry,
  receiptOf,
  verifiedVerdicts,
  type Blame,
  type Judged,
} from './push-verdicts.ts';
import type { SyncConditions } from './sync-conditions.ts';

export type PushDeps = {
  readonly collection: CollectionName;
  readonly deviceId: string;
  readonly push: (request: PushRequest) => Promise<Outcome<PushReply>>;
  readonly quarantine: Pick<QuarantineRepository, 'keep'>;
  readonly receipts: Pick<ReceiptsRepository, 'note'>;
  readonly judged: Pick<JudgedRevs, 'note'>;
  /** Conflicts over what was sent; durable when it resolves. */
  readonly keepPutAside: (conflicts: readonly SyncedDocument[]) => Promise<void>;
  readonly conditions: SyncConditions;
  readonly pause: Pause;
  /** Failures in a row; outlives a restart of the replication, so that the waits go on growing. */
  readonly pace: { failures: number };
  readonly isServerHealthy: () => Promise<boolean>;
  /** Cancels this replication and starts it anew, because its start-up pull does not wait for push. */
  readonly restart: () => void;
  readonly newId: () => string;
  readonly clock: Clock;
};

/** RxDB's push handler: the masters of rows that do not stand as they were sent. */
export type PushHandler = (rows: readonly DeviceRow[]) => Promise<SyncedDocument[]>;

/** What one try came to. `failed` is everything this app does not know. */
type Try =
  | { readonly kind: 'judged'; readonly judged: readonly Judged[] }
  | { readonly kind: 'tooLarge' | 'malformed'; readonly refusal: Refused }
  | { readonly kind: 'signIn' | 'startAfresh' }
  | { readonly kind: 'later'; readonly seconds: number | undefined }
  | { readonly kind: 'failed' };

const failuresBeforeBisecting = 5;
/** More than one, should the first be a second poison row. */
const mostWitnesses = 3;

export function createPushHandler(deps: PushDeps): PushHandler {
  return async (rows) => {
    const news = rows.filter((row) => isNews(row, deps.deviceId));
    const masters: SyncedDocument[] = [];
    for (const batch of batchesOf(news.map(pushRow))) masters.push(...(await deliver(deps, batch)));
    return masters;
  };
}

/** Tries until the server has judged every row, or a row alone is to blame. `round`: the rows among which it is sought. */
async function deliver(
  deps: PushDeps,
  batch: readonly PushRow[],
  round?: readonly PushRow[],
): Promise<readonly SyncedDocument[]> {
  for (;;) {
    deps.pause.throwIfStopped();
    const tried = await tryOnce(deps, batch);
    if (tried.kind === 'judged') return settle(deps, tried.judged);
    if (tried.kind === 'tooLarge')
      return narrow(deps, batch, round, {
        code: 'documentTooLarge',
        message: tried.refusal.detail ?? '',
        fields: [],
        keptBy: 'device',
      });
    if (tried.kind === 'malformed' && (batch.length > 1 || (await isTaken(deps, [])))) {
      return narrow(deps, batch, round, {
        code: tried.refusal.code,
        message: tried.refusal.detail ?? '',
        fields: [],
        keptBy: 'device',
      });
    }
    if (tried.kind === 'signIn')
      await deps.pause.until(deps.conditions.signInNeeded, (isNeeded) => !isNeeded);
    else if (tried.kind === 'startAfresh') await deps.pause.forGood();
    else if (tried.kind === 'later') await deps.pause.wait((deps.pace.failures += 1), tried.seconds);
    else {
      const found = await afterFailure(deps, batch, round);
      if (found !== undefined) return found;
    }
  }
}

async function tryOnce(deps: PushDeps, batch: readonly PushRow[]): Promise<Try> {
  const pushId = deps.newId();
  const outcome = await deps.push({ pushId, rows: batch.map((row) => row.wire) });
  if (outcome.kind === 'ok') {
    const judged = verifiedVerdicts(pushId, batch, outcome.body);
    return judged === undefined ? { kind: 'failed' } : { kind: 'judged', judged };
  }
  if (outcome.kind === 'unreachable') {
    // A slow link makes a row late, not wrong: alone it is tried again for as long as it takes.
    const isSlow = outcome.cause === 'timeout' && batch.length === 1;
    return isSlow || isBusy(outcome.status)
      ? { kind: 'later', seconds: outcome.retryAfterSeconds }
      : { kind: 'failed' };
  }
  return readRefusal(deps, outcome);
}

/** The table. */
function readRefusal(deps: PushDeps, refusal: Refused): Try {
  const { status, code } = refusal;
  if (status === 400) return { kind: 'malformed', refusal };
  if (status === 413) return { kind: 'tooLarge', refusal };
  if (isBusy(status)) return { kind: 'later', seconds: refusal.retryAfterSeconds };
  if (status === 401 && deps.conditions.signInNeeded.get()) return { kind: 'signIn' };
  if (status === 409 && code === 'epochChanged') {
    deps.conditions.mustStartAfresh.set('epochChanged');
    return { kind: 'startAfresh' };
  }
  return { kind: 'failed' };
}

function isBusy(status: number | undefined): boolean {
  return status === 429 || status === 503;
}

/** Waits; after five failures of push alone looks for one row that is to blame, and lets pull go on meanwhile. */
async function afterFailure(
  deps: PushDeps,
  batch: readonly PushRow[],
  round: readonly PushRow[] | undefined,
): Promise<readonly SyncedDocument[] | undefined> {
  deps.pace.failures += 1;
  const isPushAlone =
    (round !== undefined || deps.pace.failures >= failuresBeforeBisecting) && (await deps.isServerHealthy());
  if (isPushAlone && (batch.length > 1 || (await isRowToBlame(deps, batch, round ?? batch)))) {
    const blame: Blame = { code: 'rowFailed', message: '', fields: [], keptBy: 'device' };
    return narrow(deps, batch, round ?? batch, blame);
  }
  await deps.pause.wait(deps.pace.failures);
  if (!isPushAlone) return undefined;
  deps.restart();
  throw new ReplicationStopped();
}

/**
 * Another row of the round is taken: so it is this row, and not a server that can answer but not write (a full disk). A
 * row alone is never to blame: it waits until others are with it.
 */
async function isRowToBlame(
  deps: PushDeps,
  [suspect]: readonly PushRow[],
  round: readonly PushRow[],
): Promise<boolean> {
  for (const witness of round.filter((row) => row !== suspect).slice(0, mostWitnesses))
    if (await isTaken(deps, [witness])) return true;
  return false;
}

/** What is taken here is sent again with its own part of the batch: the server answers a repeat with the same verdict. */
async function isTaken(deps: PushDeps, rows: readonly PushRow[]): Promise<boolean> {
  return (await tryOnce(deps, rows)).kind === 'judged';
}

/** Two halves, or for a row alone the local quarantine: the others go on. */
async function narrow(
  deps: PushDeps,
  batch: readonly PushRow[],
  round: readonly PushRow[] | undefined,
  blame: Blame,
): Promise<readonly SyncedDocument[]> {
  const [first, second] = halvesOf(batch);
  if (second.length > 0)
    return [...(await deliver(deps, first, round)), ...(await deliver(deps, second, round))];
  await deps.quarantine.keep(
    batch.map((row) => quarantineEntry(deps.collection, row, blame, deps.clock.instant())),
  );
  deps.pace.failures = 0;
  // What the server had stands again on this device; a record that it never had goes.
  return batch.map((row) => row.assumed ?? leftTombstone(row.document.id));
}

/** First what was refused or put aside is kept, then receipts are durable, and only then RxDB hears of it. */
async function settle(deps: PushDeps, judged: readonly Judged[]): Promise<readonly SyncedDocument[]> {
  deps.pace.failures = 0;
  const at = deps.clock.instant();
  const refused = judged.filter(({ verdict }) => verdict.status === 'quarantined');
  await deps.quarantine.keep(
    refused.map(({ row, verdict }) => quarantineEntry(deps.collection, row, blameOf(verdict), at)),
  );
  const conflicts = judged.flatMap(({ verdict }) => verdict.conflicts ?? []);
  if (conflicts.length > 0) await deps.keepPutAside(conflicts);
  for (const { row, verdict } of judged)
    deps.judged.note(deps.collection, row.document.id, verdict.rev ?? verdict.master?.rev ?? 0);
  await deps.receipts.note(judged.map((each) => receiptOf(deps.collection, each, at)));
  return judged.flatMap((each) => masterFor(each) ?? []);
}
