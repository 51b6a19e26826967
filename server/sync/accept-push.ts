// The only writer: takes a push, gives a verdict per row, and commits it all as one step of the server's order.
import { settlementOf } from '../../shared/conflicts/settlement.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ErrorCode } from '../../shared/errors/error-codes.ts';
import type { CollectionName, DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { carryOverOf } from '../../shared/review/carry-over.ts';
import type { PushReply, PushRequest, RowVerdict } from '../../shared/sync/protocol.ts';
import type { Caller } from '../access/caller.ts';
import type { OrgTrees } from '../access/org-trees.ts';
import { localDateOf, type Clock } from '../clock.ts';
import type { Logger } from '../logger.ts';
import type { Random } from '../random.ts';
import { endsTransaction } from '../store/batch-error.ts';
import type { Change } from '../store/feed.ts';
import type { DocumentName, Store, StoreTransaction } from '../store/store.ts';
import type { ChangeFeed } from './change-feed.ts';
import { erasedVerdict, screenErased, withWhatStands } from './erased-people.ts';
import { judgeRow } from './judge-row.ts';
import { quarantined, type Judgement } from './judgement.ts';
import { publishChanges } from './publish-changes.ts';
import { rawJsonText } from './raw-json.ts';
import { replayVerdict, storedVerdict } from './replay-verdict.ts';
import type { RowContext } from './row-context.ts';
import { isHistoryKnown, type Seen } from './seen.ts';
import { screenRow, type ScreenedRow } from './screen-row.ts';

export type AcceptPushDeps = {
  readonly store: Store;
  readonly registry: Registry;
  readonly trees: OrgTrees;
  readonly clock: Clock;
  readonly random: Random;
  readonly feed: ChangeFeed;
  readonly log: Logger;
};

/**
 * What else belongs to the transaction that judges: `before` when its documents are held and no row was judged, `after` with the
 * verdicts. What either throws, the whole push throws, and nothing of it has happened.
 */
export type Alongside = {
  readonly before: (tx: StoreTransaction) => Promise<void>;
  readonly after: (tx: StoreTransaction, verdicts: readonly RowVerdict[]) => Promise<void>;
};

export type PushCall = {
  readonly caller: Caller;
  readonly collection: CollectionName;
  readonly request: PushRequest;
  readonly seen?: Seen;
  readonly locale: 'zh' | 'en';
  readonly alongside?: Alongside;
  /** Every new row of an account that is disabled goes to quarantine with this code; without one its push is refused whole. */
  readonly disabledAs?: ErrorCode;
};

export type AcceptPush = (call: PushCall) => Promise<PushReply>;

/** Builds the push: the pokes go out only when the transaction has committed. */
export function createAcceptPush(deps: AcceptPushDeps): AcceptPush {
  return async (call) => {
    const context = { collection: call.collection, deviceId: call.caller.deviceId, registry: deps.registry };
    const rows = call.request.rows.map((row) => screenRow(row, context));
    const { reply, changes } = await deps.store.write((tx) => pushInTransaction(deps, call, tx, rows));
    deps.feed.announce(changes);
    return reply;
  };
}

type PushOutcome = { readonly reply: PushReply; readonly changes: readonly Change[] };

async function pushInTransaction(
  deps: AcceptPushDeps,
  asked: PushCall,
  tx: StoreTransaction,
  rows: readonly ScreenedRow[],
): Promise<PushOutcome> {
  if (!(await isHistoryKnown(tx, asked.seen))) throw new AppError('epochChanged');
  await tx.deployment.holdTree('share');
  const call = { ...asked, ...(await standingNow(deps, tx, asked)) };
  await tx.hold(rows.flatMap((row) => documentsOf(call.collection, row)));
  await call.alongside?.before(tx);
  // After its documents are held: whoever is being erased in this moment is by then, or waits for us.
  const erased = await tx.erasures.ids();
  const screened = rows.map((sent) => ({ sent, row: screenErased(sent, erased) }));
  const ahead = {
    account: call.caller.account.id,
    mutationIds: [...new Set(rows.map((row) => row.receiptId))],
    documents: rows.flatMap((row) => (row.isGood ? documentsOf(call.collection, row) : [])),
  };
  const judge = (on: StoreTransaction): Promise<PushOutcome> => judgeRows(deps, call, on, screened, erased);
  // One row alone asks for no more than it needs.
  return rows.length > 1 ? tx.batch(ahead, judge) : judge(tx);
}

/** `refuseAs`: undefined while the account may write. */
type Standing = { readonly caller: Caller; readonly refuseAs: ErrorCode | undefined };

/** The tree and the account may have changed since the session was looked at; they stay as they are now until this commits. */
async function standingNow(
  { trees }: AcceptPushDeps,
  tx: StoreTransaction,
  { caller, disabledAs }: PushCall,
): Promise<Standing> {
  const { account } = caller;
  const isDisabled = (await tx.accounts.get(account.id))?.isDisabled === true;
  if (isDisabled && disabledAs === undefined) throw new AppError('signInNeeded');
  const { tree } = await trees.at(tx);
  const level = tree.unit(account.orgUnitId)?.level ?? account.level;
  return {
    caller: { ...caller, tree, account: { ...account, level } },
    refuseAs: isDisabled ? disabledAs : undefined,
  };
}

async function judgeRows(
  deps: AcceptPushDeps,
  call: PushCall & Standing,
  tx: StoreTransaction,
  rows: readonly { readonly sent: ScreenedRow; readonly row: ScreenedRow }[],
  erased: ReadonlySet<DocumentId>,
): Promise<PushOutcome> {
  const now = deps.clock.now();
  const changes = new Map<string, Change>();
  const verdicts: RowVerdict[] = [];
  for (const { sent, row } of rows) {
    const context: RowContext = {
      ...{ tx, caller: call.caller, trees: deps.trees, registry: deps.registry },
      ...{ collection: call.collection, locale: call.locale },
      ...{ at: now.toISOString(), today: localDateOf(now), changes: [] },
    };
    const isErased = call.collection === 'people' && erased.has(row.id);
    const verdict = isErased
      ? await erasedVerdict(context, row)
      : await takeRow(deps, context, row, call.refuseAs);
    // A row from which an erased name was taken differs for that alone.
    if (verdict.code === 'clonedDevice' && row === sent) await noteCopied(context);
    verdicts.push(row === sent ? verdict : await withWhatStands(context, verdict));
    for (const change of context.changes) changes.set(`${change.collection}/${change.id}`, change);
  }
  await call.alongside?.after(tx, verdicts);
  const all = [...changes.values()];
  const published = await publishChanges(tx, all, deps.random, now.toISOString());
  return {
    reply: {
      pushId: call.request.pushId,
      epoch: call.caller.epoch,
      committed: published.committed,
      rows: verdicts,
    },
    changes: published.changes,
  };
}

function noteCopied({ tx, caller, at }: RowContext): Promise<void> {
  return tx.devices.noteCopied(caller.deviceId, caller.account.id, at);
}

/** What judging a row will read and may write: itself, and what it concerns, is linked to, carries over or settles. */
function documentsOf(collection: CollectionName, row: ScreenedRow): readonly DocumentName[] {
  const named = row.isGood ? [row.document.aboutId, row.document.sameEventAs] : [];
  const records = named.flatMap((id) => (id === undefined ? [] : [{ collection: 'records' as const, id }]));
  const carried = row.isGood ? (carryOverOf(row.document)?.records ?? []) : [];
  const settled = row.isGood ? settledBy(row.document) : [];
  return [
    { collection, id: row.id },
    ...records,
    ...carried.map(({ id }) => ({ collection: 'records' as const, id })),
    ...settled,
  ];
}

function settledBy(document: SyncedDocument): readonly DocumentName[] {
  const settlement = settlementOf(document);
  if (settlement === null || document.aboutId === undefined) return [];
  const { collection, documentId: id } = settlement;
  return [
    { collection: 'conflicts', id: document.aboutId },
    { collection, id },
  ];
}

/** Receipt first: the same mutation twice in flight gets one verdict, and the second asker that same one. */
async function takeRow(
  deps: AcceptPushDeps,
  context: RowContext,
  row: ScreenedRow,
  refuseAs: ErrorCode | undefined,
): Promise<RowVerdict> {
  const key = { account: context.caller.account.id, mutationId: row.receiptId };
  const receipt = {
    ...key,
    deviceId: context.caller.deviceId,
    collection: context.collection,
    docId: row.id,
    seq: row.seq,
    contentHash: row.contentHash,
    at: context.at,
  };
  const isNew = await context.tx.receipts.claim(receipt);
  const judge = async (): Promise<Judgement> =>
    refuseAs === undefined ? judgeSafely(deps, context, row) : quarantined(context, refuseAs);
  const judgement = isNew ? await judge() : await replayVerdict(context, key, row);
  const isClone = !isNew && judgement.code === 'clonedDevice';
  if (isNew) await context.tx.receipts.settle(key, storedVerdict(judgement), judgement.isApplied);
  if (judgement.status === 'quarantined' && (isNew || isClone)) {
    const mutationId = isClone ? `${row.receiptId}#${row.contentHash.slice(0, 16)}` : row.receiptId;
    await context.tx.receipts.quarantine({
      ...receipt,
      mutationId,
      raw: rawJsonText(row.row),
      code: judgement.code ?? 'defect',
      fields: judgement.fields ?? [],
    });
    deps.log.info('rowQuarantined', { account: key.account, record: row.id, code: judgement.code });
  }
  const { isApplied: _isApplied, ...verdict } = judgement;
  return { id: row.id, mutationId: row.mutationId, ...verdict };
}

/**
 * A row on which our own code fails is kept aside like any other: it must not hold up the rows behind it. A storage
 * that cannot write is no fault of the row: it fails the whole push, which leaves nothing behind and is sent again.
 */
async function judgeSafely(deps: AcceptPushDeps, context: RowContext, row: ScreenedRow): Promise<Judgement> {
  if (!row.isGood) return setAside(context, row, row.fault.code, row.fault.fields);
  try {
    return await context.tx.savepoint(() => judgeRow(context, row));
  } catch (error) {
    if (endsTransaction(error)) throw error;
    context.changes.length = 0;
    deps.log.defect('rowFailed', error, { record: row.id, collection: context.collection });
    return setAside(context, row, 'rowFailed', []);
  }
}

/** With what stands: an edit that could not even be looked at must not take the document away from its device. */
async function setAside(
  context: RowContext,
  { id }: ScreenedRow,
  code: ErrorCode,
  fields: readonly string[],
): Promise<Judgement> {
  const master = id === '' ? undefined : await context.tx.documents.get(context.collection, id);
  return quarantined(context, code, fields, master?.document);
}
