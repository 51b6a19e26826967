// The verdict on a pushed 结转: late records of a locked month count in an open one from now on, or that is taken back.
import { mayConfirmPeriod, stoppingLock } from '../../shared/access/period-policy.ts';
import type { ErrorCode } from '../../shared/errors/error-codes.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import {
  canBeCarried,
  carryOverOf,
  mayCarryTo,
  type CarryOverValues,
} from '../../shared/review/carry-over.ts';
import { keepDecision } from './keep-decision.ts';
import { quarantined, type Judgement } from './judgement.ts';
import { locksAt } from './period-locks.ts';
import { withServerFields, writeDocument, type RowContext } from './row-context.ts';

/** Applied by compare-and-swap on every record that it names, all or none of them. */
export async function judgeCarryOver(context: RowContext, document: SyncedDocument): Promise<Judgement> {
  const values = carryOverOf(document);
  if (values === null) return quarantined(context, 'invalidValue', ['toMonth']);
  const records = await recordsOf(context, document, values);
  const fault = await faultOf(context, document, values, records ?? []);
  if (fault !== null) return quarantined(context, fault, ['toMonth']);
  const stored = await keepDecision(
    context,
    document,
    records === undefined ? { outcome: 'refused', outcomeCode: 'periodMoved' } : { outcome: 'applied' },
  );
  if (records === undefined) return { ...quarantined(context, 'periodMoved', [], stored), isApplied: true };
  for (const record of records) await carry(context, record, values);
  return { status: 'accepted', rev: 1, isApplied: true };
}

/** Undefined when one of them is not there any more as it was seen. */
async function recordsOf(
  { tx, caller }: RowContext,
  { orgUnitId }: SyncedDocument,
  values: CarryOverValues,
): Promise<readonly SyncedDocument[] | undefined> {
  const records: SyncedDocument[] = [];
  for (const { id, rev } of values.records) {
    const record = (await tx.documents.get('records', id))?.document;
    if (record === undefined || !isWithin(caller.tree, record.orgUnitId, orgUnitId)) return undefined;
    if (!canBeCarried(record, values, rev)) return undefined;
    records.push(record);
  }
  return records;
}

/** Who could open the month again may say in which other one its late records count; what is locked takes in none and lets none go. */
async function faultOf(
  context: RowContext,
  document: SyncedDocument,
  { byUnitId, month, toMonth }: CarryOverValues,
  records: readonly SyncedDocument[],
): Promise<ErrorCode | null> {
  const { account, tree } = context.caller;
  if (!mayConfirmPeriod(account, document.orgUnitId, tree) || byUnitId !== account.orgUnitId)
    return 'mayNotLock';
  if (!mayCarryTo(month, toMonth, context.today)) return 'invalidValue';
  for (const orgUnitId of new Set([document.orgUnitId, ...records.map((record) => record.orgUnitId)])) {
    const own = await locksAt(context, { orgUnitId, occurredOn: `${month}-01` });
    if (stoppingLock(account, own, tree) !== undefined) return 'mayNotLock';
    if ((await locksAt(context, { orgUnitId, occurredOn: `${toMonth}-01` })).length > 0)
      return 'periodLocked';
  }
  return null;
}

async function carry(
  context: RowContext,
  record: SyncedDocument,
  { action, toMonth }: CarryOverValues,
): Promise<void> {
  const { rev, reviewState, receivedAt, lockedPeriod } = record;
  const next = withServerFields(record, {
    ...{ rev: rev + 1, reviewState, receivedAt, lockedPeriod },
    ...(action === 'carry' ? { carriedTo: toMonth } : {}),
  });
  // Nobody becomes the author of what stands there by saying when it counts.
  const writer = (await context.tx.documents.lastWriter('records', record.id)) ?? record.createdBy;
  await writeDocument(context, 'records', next, writer);
}
