// The verdict on a pushed confirmation or reopening of a month, and what it does to the records that came late.
import { mayConfirmPeriod, mayReopenPeriod } from '../../shared/access/period-policy.ts';
import type { ErrorCode } from '../../shared/errors/error-codes.ts';
import { periodNamed } from '../../shared/org/reporting-period.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import {
  isCoveredBy,
  isLate,
  isMonthOver,
  periodLockOf,
  wordOf,
  type PeriodLockValues,
  type PeriodWord,
} from '../../shared/review/period-lock.ts';
import { parseStored } from '../store/stored-document.ts';
import { keepDecision } from './keep-decision.ts';
import { quarantined, type Judgement } from './judgement.ts';
import { locksAt } from './period-locks.ts';
import { withServerFields, writeDocument, type RowContext } from './row-context.ts';

/** Applied by compare-and-swap on the last word on the month; a reopening lets in what was late. */
export async function judgePeriodLock(context: RowContext, document: SyncedDocument): Promise<Judgement> {
  const values = periodLockOf(document);
  if (values === null) return quarantined(context, 'invalidValue', ['month']);
  const words = await context.tx.periods.wordsOn([document.orgUnitId], values.month);
  const before = words(document.orgUnitId, values.month);
  const fault = faultOf(context, document, values, before);
  if (fault !== null) return quarantined(context, fault);
  const isStale = before?.decisionId !== values.follows || !isNews(values, before);
  const stored = await keepDecision(
    context,
    document,
    isStale ? { outcome: 'refused', outcomeCode: 'periodMoved' } : { outcome: 'applied' },
  );
  if (isStale) return { ...quarantined(context, 'periodMoved', [], stored), isApplied: true };
  const word = wordOf(stored, values);
  await context.tx.periods.say(word);
  if (!word.isLocked) await letIn(context, word);
  return { status: 'accepted', rev: 1, isApplied: true };
}

function faultOf(
  context: RowContext,
  document: SyncedDocument,
  values: PeriodLockValues,
  before: PeriodWord | undefined,
): ErrorCode | null {
  const { account, tree } = context.caller;
  if (!mayConfirmPeriod(account, document.orgUnitId, tree) || values.byUnitId !== account.orgUnitId)
    return 'mayNotLock';
  if (values.action === 'confirm') return isMonthOver(values.month, context.today) ? null : 'periodNotOver';
  if ((values.reason ?? '').trim() === '') return 'decisionNeedsReason';
  const isAnothers = before?.isLocked === true && !mayReopenPeriod(account, before, tree);
  return isAnothers ? 'mayNotLock' : null;
}

/** A locked month is not locked again, nor an open one opened. */
function isNews(values: PeriodLockValues, before: PeriodWord | undefined): boolean {
  return (values.action === 'confirm') !== (before?.isLocked ?? false);
}

/** Late records of the month lose their mark, where no other lock lies over them. */
async function letIn(context: RowContext, word: PeriodWord): Promise<void> {
  const late: SyncedDocument[] = [];
  const { from, until } = periodNamed('month', `${word.month}-01`);
  const question = { collection: 'records', keys: [`up:${word.unitId}`], from, until } as const;
  await context.tx.query.between(question, (text) => {
    const record = parseStored(text);
    if (isLate(record) && isCoveredBy(word, record.orgUnitId, context.caller.tree)) late.push(record);
  });
  const ids = late.map(({ id }) => id);
  // As they stand now that they are held: whoever reviews or erases asks no lock of what is late.
  for (const { document: record } of (await context.tx.documents.getMany('records', ids)).values()) {
    if (record._deleted || !isLate(record) || (await locksAt(context, record)).length > 0) continue;
    const { rev, reviewState, receivedAt } = record;
    const opened = withServerFields(record, { rev: rev + 1, reviewState, receivedAt });
    await writeDocument(context, 'records', opened, context.caller.account.id);
  }
}
