// 结转: late records of a locked month are counted in a later, open one from now on; or that is taken back. Each is a document.
import * as z from 'zod/mini';
import type { SyncedDocument } from '../records/record.ts';
import { carriedToOf, carryOverType, isLate, monthOf, monthSchema, type Month } from './period-lock.ts';

/** A late record is carried so many months on, at most: a year's figures stay those of a year. */
export const mostMonthsCarried = 12;

/** Records in one document, at most. */
const mostRecords = 100;

export const carryOverValuesSchema = z.object({
  action: z.enum(['carry', 'takeBack']),
  /** In which they happened; it is locked. */
  month: monthSchema,
  /** In which they count, or counted; it is open. */
  toMonth: monthSchema,
  /** The unit of whoever says it. */
  byUnitId: z.string().check(z.maxLength(32)),
  /** As they were seen: if one of them is another by now, nothing is carried. */
  records: z
    .array(
      z.object({ id: z.string().check(z.minLength(1), z.maxLength(64)), rev: z.number().check(z.int()) }),
    )
    .check(z.minLength(1), z.maxLength(mostRecords)),
});
export type CarryOverValues = z.infer<typeof carryOverValuesSchema>;

/** The values of such a document, or null when it is none. */
export function carryOverOf(document: Pick<SyncedDocument, 'type' | 'values'>): CarryOverValues | null {
  if (document.type !== carryOverType) return null;
  const parsed = carryOverValuesSchema.safeParse(document.values);
  return parsed.success ? parsed.data : null;
}

/** Into a later month that has begun, not too far on. */
export function mayCarryTo(month: Month, toMonth: Month, today: string): boolean {
  const distance = numberOf(toMonth) - numberOf(month);
  return distance > 0 && distance <= mostMonthsCarried && toMonth <= monthOf(today);
}

/** The record is as it was seen, and there is something to carry or to take back. */
export function canBeCarried(
  record: SyncedDocument,
  { action, month, toMonth }: Pick<CarryOverValues, 'action' | 'month' | 'toMonth'>,
  rev: number,
): boolean {
  if (record._deleted || record.rev !== rev || record.lockedPeriod !== month) return false;
  return action === 'carry' ? isLate(record) : carriedToOf(record) === toMonth;
}

/** The first day on which a record may have happened that counts from this day on. */
export function earliestCarried(from: string): string {
  const number = numberOf(monthOf(from)) - mostMonthsCarried;
  return `${String(Math.floor(number / 12)).padStart(4, '0')}-${String((number % 12) + 1).padStart(2, '0')}-01`;
}

function numberOf(month: Month): number {
  return Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1;
}
