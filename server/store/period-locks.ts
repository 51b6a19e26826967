// Queries on the months that are confirmed: the last word on each, by unit.
import type { Kysely } from 'kysely';
import type { UnitId } from '../../shared/records/record.ts';
import type { Month, PeriodWord, PeriodWords } from '../../shared/review/period-lock.ts';
import { monthName, type Hold } from './holds.ts';
import type { Tables } from './tables.ts';

export type PeriodReads = {
  /** The last word on this month of each of these units that has one. A database with row locks holds them here. */
  readonly wordsOn: (units: readonly UnitId[], month: Month) => Promise<PeriodWords>;
  /** Those on all units, from one month to another, both inside. */
  readonly wordsBetween: (from: Month, until: Month) => Promise<PeriodWords>;
  /** The same as a list, for whoever has to know whether anything was said since. */
  readonly listBetween: (from: Month, until: Month) => Promise<readonly PeriodWord[]>;
};

export type PeriodWrites = {
  readonly say: (word: PeriodWord) => Promise<void>;
};

export function createPeriodQueries(db: Kysely<Tables>, hold: Hold): PeriodReads & PeriodWrites {
  return {
    wordsOn: async (units, month) => {
      if (units.length === 0) return lookUp([]);
      await hold(
        units.map((unit) => monthName(unit, month)),
        'share',
      );
      const rows = await db
        .selectFrom('period_locks')
        .selectAll()
        .where('unit', 'in', units)
        .where('month', '=', month)
        .execute();
      return lookUp(rows.map(toWord));
    },
    wordsBetween: async (from, until) => lookUp(await listBetween(db, from, until)),
    listBetween: (from, until) => listBetween(db, from, until),
    say: async (word) => {
      await hold([monthName(word.unitId, word.month)]);
      const row = {
        unit: word.unitId,
        month: word.month,
        locked: word.isLocked ? 1 : 0,
        by_unit: word.byUnitId,
        decision: word.decisionId,
        account: word.by,
        at: word.at,
      };
      const { unit: _unit, month: _month, ...said } = row;
      await db
        .insertInto('period_locks')
        .values(row)
        .onConflict((conflict) => conflict.columns(['unit', 'month']).doUpdateSet(said))
        .execute();
    },
  };
}

async function listBetween(db: Kysely<Tables>, from: Month, until: Month): Promise<readonly PeriodWord[]> {
  const rows = await db
    .selectFrom('period_locks')
    .selectAll()
    .where('month', '>=', from)
    .where('month', '<=', until)
    .orderBy('month')
    .orderBy('unit')
    .execute();
  return rows.map(toWord);
}

function toWord(row: Tables['period_locks']): PeriodWord {
  return {
    unitId: row.unit,
    month: row.month,
    isLocked: row.locked === 1,
    byUnitId: row.by_unit,
    decisionId: row.decision,
    by: row.account,
    at: row.at,
  };
}

/** Looks up in such a list. */
export function lookUp(words: readonly PeriodWord[]): PeriodWords {
  const byKey = new Map(words.map((word) => [`${word.unitId} ${word.month}`, word]));
  return (unitId, month) => byKey.get(`${unitId} ${month}`);
}
