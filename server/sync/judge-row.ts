// The verdict on one well-formed row: is it allowed, is it new, an edit, or no news.
import { settlementType } from '../../shared/conflicts/settlement-type.ts';
import { mayRead } from '../../shared/access/feed-keys.ts';
import { mayRecordIn, refusalToWrite, type Refusal } from '../../shared/access/policy.ts';
import { isErrorCode } from '../../shared/errors/error-codes.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { SyncedDocument, UnitId } from '../../shared/records/record.ts';
import { carryOverType, periodLockType } from '../../shared/review/period-lock.ts';
import { reviewDelegationType } from '../../shared/review/review-delegation.ts';
import { writerOf } from '../access/caller.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { replayWaitingDecisions } from './apply-decision.ts';
import { entryFault } from './check-values.ts';
import { continuesRightly, linksRightly } from './check-links.ts';
import { unitsDelegatedTo } from './delegated-units.ts';
import { judgeCarryOver } from './judge-carry-over.ts';
import { judgeDecision } from './judge-decision.ts';
import { judgeDelegation } from './judge-delegation.ts';
import { judgeEdit } from './judge-edit.ts';
import { judgeSettlement } from './judge-settlement.ts';
import { judgePeriodLock } from './judge-period-lock.ts';
import { asItStands, masterFor, quarantined, type Judgement } from './judgement.ts';
import { lateMark } from './period-locks.ts';
import { withServerFields, writeDocument, type RowContext } from './row-context.ts';
import type { ScreenedRow } from './screen-row.ts';

type GoodRow = Extract<ScreenedRow, { isGood: true }>;

/** Judges a row that passed the screening and has no receipt yet. */
export async function judgeRow(context: RowContext, row: GoodRow): Promise<Judgement> {
  const { document } = row;
  const master = await context.tx.documents.get(context.collection, document.id);
  if (row.isForeign) return judgeForeign(context, master, row);
  const refusal = await refusalFor(context, master?.document, document);
  if (refusal !== null)
    return quarantined(
      context,
      refusal.code,
      refusal.field === undefined ? [] : [refusal.field],
      master?.document,
    );
  if (master !== undefined && (await isOldNews(context, document))) return judgeOldNews(context, master, row);
  if (context.collection === 'decisions') return judgeDecisionRow(context, master, row);
  const { definition } = row;
  if (definition === undefined) return quarantined(context, 'unknownType', ['type'], master?.document);
  if (master !== undefined) return judgeEdit(context, master, { ...row, baseHash: baseOf(row), definition });
  // Nothing is there to delete, and nothing is kept of it.
  return document._deleted
    ? { status: 'accepted', rev: 0, isApplied: true }
    : judgeNew(context, row, definition);
}

/** A device whose answer was lost knows no base; what it deletes it names whole, and that is the base. */
function baseOf({ document, baseHash }: GoodRow): string | undefined {
  if (!document._deleted || baseHash !== undefined) return baseHash;
  return contentHash({ ...document, _deleted: false });
}

/**
 * Whether a hidden document exists must not show: the answer to a stranger is the one that an unknown id would get,
 * and where that would be a yes, a bare no.
 */
async function refusalFor(
  context: RowContext,
  stored: SyncedDocument | undefined,
  next: SyncedDocument,
): Promise<Refusal | null> {
  const { account, tree } = context.caller;
  const isDecision = context.collection === 'decisions';
  const delegated = isDecision ? await unitsDelegatedTo(context, account.id) : new Set<UnitId>();
  if (stored === undefined || mayRead(account, context.collection, stored, tree))
    return refusalToWrite(account, context.collection, stored, next, tree, delegated);
  const toStranger = refusalToWrite(account, context.collection, undefined, next, tree, delegated);
  return toStranger ?? { code: 'recordOutsideScope' };
}

/** An edit that another device made is no edit of this one: what history holds is answered with the master. */
async function judgeForeign(
  context: RowContext,
  master: StoredDocument | undefined,
  row: GoodRow,
): Promise<Judgement> {
  const readable = masterFor(context, master?.document);
  if (readable.master !== undefined && (await isInHistory(context, row)))
    return { status: 'merged', ...readable, isApplied: false };
  return quarantined(context, 'foreignEdit', ['edit'], master?.document);
}

async function isOldNews(context: RowContext, document: SyncedDocument): Promise<boolean> {
  const last = await context.tx.receipts.lastAppliedSeq(
    context.collection,
    document.id,
    document.edit.deviceId,
  );
  return document.edit.seq <= last;
}

/**
 * A late copy of what its device has written over since, or an edit of a copy of that device which counts lower: nobody can
 * tell the two apart. What history holds is no news; anything else is kept for people, and never laid over what is newer.
 */
async function judgeOldNews(context: RowContext, master: StoredDocument, row: GoodRow): Promise<Judgement> {
  if (await isInHistory(context, row))
    return { status: 'merged', ...masterFor(context, master.document), isApplied: false };
  return quarantined(context, 'supersededEdit', [], master.document);
}

async function isInHistory(
  { tx, collection }: RowContext,
  { id, contentHash: hash }: GoodRow,
): Promise<boolean> {
  return (await tx.documents.revisionWithHash(collection, id, hash)) !== undefined;
}

async function judgeDecisionRow(
  context: RowContext,
  master: StoredDocument | undefined,
  row: GoodRow,
): Promise<Judgement> {
  if (master === undefined) {
    if (row.document.type === periodLockType) return judgePeriodLock(context, row.document);
    if (row.document.type === carryOverType) return judgeCarryOver(context, row.document);
    if (row.document.type === reviewDelegationType) return judgeDelegation(context, row.document);
    if (row.document.type === settlementType) return judgeSettlement(context, row.document);
    return judgeDecision(context, row.document);
  }
  if (master.hash !== row.contentHash) return quarantined(context, 'recordClosed', [], master.document);
  const { outcome, outcomeCode = '' } = master.document;
  // What was refused is not taken because it is said again.
  if (outcome === 'refused' && isErrorCode(outcomeCode))
    return quarantined(context, outcomeCode, [], master.document);
  return asItStands(context, master.document);
}

async function judgeNew(
  context: RowContext,
  { document, contentHash: hash }: GoodRow,
  definition: RecordDefinition,
): Promise<Judgement> {
  const { account, tree } = context.caller;
  if (!mayRecordIn(account, definition, document.orgUnitId, tree))
    return quarantined(context, 'notRecordedHere', ['type']);
  if (!(await continuesRightly(context, definition, document)))
    return quarantined(context, 'wrongContinuation', ['aboutId']);
  if (!(await linksRightly(context, document))) return quarantined(context, 'wrongLink', ['sameEventAs']);
  const fault = entryFault(context, definition, document);
  if (fault !== null) return quarantined(context, fault.code, fault.fields, undefined, fault.words);
  const reviewState = context.collection === 'records' ? 'submitted' : 'none';
  const marks = await lateMark(context, document);
  await writeDocument(
    context,
    context.collection,
    withServerFields(document, { rev: 1, reviewState, receivedAt: context.at, ...marks }),
    writerOf(context.caller),
    // The server's own fields are no part of the content.
    hash,
  );
  if (context.collection === 'records') await replayWaitingDecisions(context, document.id);
  return { status: 'accepted', rev: 1, isApplied: true };
}
