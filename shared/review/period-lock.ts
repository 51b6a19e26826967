// 按期确认、锁期: a month of a unit is confirmed and thereby locked, and opened again with a reason; each is a document.
import * as z from 'zod/mini';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { LocalDate, SyncedDocument, UnitId } from '../records/record.ts';

/** Type of such a document in `decisions`; its unit is the one whose month it is, with everything below. */
export const periodLockType = 'period-lock';

/** Type of a document that carries late records over (`carry-over.ts`). */
export const carryOverType = 'carry-over';

/** `YYYY-MM` in Asia/Shanghai. */
export type Month = string;
export const monthSchema = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));

const id = z.string().check(z.minLength(1), z.maxLength(64));

export const periodLockValuesSchema = z.object({
  action: z.enum(['confirm', 'reopen']),
  month: monthSchema,
  /** The unit of whoever says it: that unit, or one above it, may take it back. */
  byUnitId: z.string().check(z.maxLength(32)),
  /** The last word on this month that the officer had seen; absent when there was none. Another one since refuses this. */
  follows: z.exactOptional(id),
  /** Why a month is opened again. */
  reason: z.exactOptional(z.string().check(z.maxLength(500))),
  /** What was still unreviewed as it was confirmed, and which records the page had proposed to look at. */
  unreviewed: z.exactOptional(z.number().check(z.int(), z.minimum(0))),
  sample: z.exactOptional(z.array(id).check(z.maxLength(50))),
});
export type PeriodLockValues = z.infer<typeof periodLockValuesSchema>;

/** The values of a period's document, or null when it is none. */
export function periodLockOf(document: Pick<SyncedDocument, 'type' | 'values'>): PeriodLockValues | null {
  if (document.type !== periodLockType) return null;
  const parsed = periodLockValuesSchema.safeParse(document.values);
  return parsed.success ? parsed.data : null;
}

/** The last word on a month of a unit. */
export type PeriodWord = {
  readonly unitId: UnitId;
  readonly month: Month;
  readonly isLocked: boolean;
  readonly byUnitId: UnitId;
  /** The document that says so, who wrote it, and when the server took it. */
  readonly decisionId: string;
  readonly by: string;
  readonly at: string;
};

/** Answers for one month of one unit itself; units above are asked by `locksOver`. */
export type PeriodWords = (unitId: UnitId, month: Month) => PeriodWord | undefined;

/** Out of documents in any order: of those that were applied, the one that no other one follows. */
export function periodWordsOf(documents: readonly SyncedDocument[]): PeriodWords {
  const applied = documents.flatMap((document) => {
    const values = periodLockOf(document);
    return values === null || document._deleted || document.outcome !== 'applied'
      ? []
      : [{ document, values }];
  });
  const followed = new Set(applied.map(({ values }) => values.follows));
  const heads = new Map<string, PeriodWord>();
  for (const { document, values } of applied)
    if (!followed.has(document.id))
      heads.set(keyOf(document.orgUnitId, values.month), wordOf(document, values));
  return (unitId, month) => heads.get(keyOf(unitId, month));
}

export function wordOf(document: SyncedDocument, values: PeriodLockValues): PeriodWord {
  return {
    unitId: document.orgUnitId,
    month: values.month,
    isLocked: values.action === 'confirm',
    byUnitId: values.byUnitId,
    decisionId: document.id,
    by: document.createdBy,
    at: document.receivedAt ?? document.createdAt,
  };
}

/** Those that lock a day of a unit: of the unit itself and of the units above it, the highest first. */
export function locksOver(
  place: CountedPlace & { readonly orgUnitId: UnitId },
  tree: OrgTree,
  words: PeriodWords,
): readonly PeriodWord[] {
  const month = monthOf(countedOn(place));
  return tree
    .withAncestors(place.orgUnitId)
    .flatMap((unit) => {
      const word = words(unit, month);
      return word?.isLocked === true ? [word] : [];
    })
    .reverse();
}

/** What the server says of a record's month: that it came when it was locked, and into which one it was carried over since. */
type MonthMarks = { readonly lockedPeriod?: string | undefined; readonly carriedTo?: unknown };
/** When something happened, and where it counts if that is another month. */
type CountedPlace = { readonly occurredOn: LocalDate; readonly carriedTo?: unknown };

/** Arrived after its month was locked: outside the locked figures until the month is opened again or it is carried over. */
export function isLate(record: MonthMarks): boolean {
  return record.lockedPeriod !== undefined && carriedToOf(record) === undefined;
}

/** The open month into which a late record was carried over (结转); undefined for one that counts in its own. */
export function carriedToOf({ carriedTo }: MonthMarks): Month | undefined {
  return typeof carriedTo === 'string' ? carriedTo : undefined;
}

/** The day by which a record belongs to a period: its own, or the first of the month it was carried over to. */
export function countedOn(record: CountedPlace): LocalDate {
  const month = carriedToOf(record);
  return month === undefined ? record.occurredOn : `${month}-01`;
}

export function monthOf(day: LocalDate): Month {
  return day.slice(0, 7);
}

/** Only a month that has ended is confirmed. */
export function isMonthOver(month: Month, today: LocalDate): boolean {
  return month < monthOf(today);
}

/** Every unit that a lock covers. */
export function isCoveredBy(word: Pick<PeriodWord, 'unitId'>, unitId: UnitId, tree: OrgTree): boolean {
  return isWithin(tree, unitId, word.unitId);
}

function keyOf(unitId: UnitId, month: Month): string {
  return `${unitId} ${month}`;
}
