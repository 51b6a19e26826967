// The audit: rows that are added and never changed; each is hashed together with the one before, so that a gap is seen.
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import { canonicalJson } from '../../shared/records/content-hash.ts';
import type { Hold } from './holds.ts';
import type { Tables } from './tables.ts';

/** Who did what when, in ids, codes and counts; '' and 0 where an act has no such thing. */
export type AuditEntry = {
  readonly at: string;
  readonly account: string;
  readonly accountUnit: string;
  readonly act: 'unmask' | 'export' | 'finalise' | 'erase';
  /** Id of the document, or of the ledger. */
  readonly subject: string;
  readonly reason: string;
  /** Where the document belongs, or the unit that was asked for. */
  readonly unit: string;
  readonly from: string;
  readonly until: string;
  readonly lines: number;
  readonly format: string;
};
export type AuditRow = Omit<AuditEntry, 'act'> & { readonly number: number; readonly act: string };

export type AuditReads = {
  /** Oldest first, from one instant until before another; '' is open. */
  readonly list: (from: string, before: string) => Promise<readonly AuditRow[]>;
  /** How many rows there are, and the number of the first that does not fit the one before it. */
  readonly verify: () => Promise<{ readonly rows: number; readonly brokenAt: number | undefined }>;
};
export type AuditWrites = { readonly append: (entry: AuditEntry) => Promise<void> };

export function createAuditQueries(db: Kysely<Tables>, hold: Hold): AuditReads & AuditWrites {
  const all = () => db.selectFrom('audit').selectAll().orderBy('number');
  return {
    list: async (from, before) => {
      const since = from === '' ? all() : all().where('at', '>=', from);
      return (await (before === '' ? since : since.where('at', '<', before)).execute()).map(toRow);
    },
    verify: async () => {
      const rows = await all().execute();
      let hash = '';
      for (const [index, row] of rows.entries()) {
        if (row.number !== index + 1 || row.hash !== hashOf(row, hash))
          return { rows: rows.length, brokenAt: index + 1 };
        hash = row.hash;
      }
      return { rows: rows.length, brokenAt: undefined };
    },
    append: async (entry) => {
      await hold([{ lane: 'other', key: 'audit' }]);
      const last = await db
        .selectFrom('audit')
        .select(['number', 'hash'])
        .orderBy('number', 'desc')
        .limit(1)
        .executeTakeFirst();
      const row = {
        ...{ number: (last?.number ?? 0) + 1, at: entry.at, account: entry.account, act: entry.act },
        ...{ account_unit: entry.accountUnit, subject: entry.subject, reason: entry.reason },
        ...{ unit: entry.unit, from_day: entry.from, until_day: entry.until },
        ...{ line_count: entry.lines, format: entry.format },
      };
      await db
        .insertInto('audit')
        .values({ ...row, hash: hashOf(row, last?.hash ?? '') })
        .execute();
    },
  };
}

function hashOf(row: Omit<Tables['audit'], 'hash'> & { readonly hash?: string }, before: string): string {
  const { hash: _hash, ...said } = row;
  return createHash('sha256')
    .update(canonicalJson([before, said]))
    .digest('hex');
}

function toRow(row: Tables['audit']): AuditRow {
  return {
    ...{ number: row.number, at: row.at, account: row.account, accountUnit: row.account_unit },
    ...{ act: row.act, subject: row.subject, reason: row.reason, unit: row.unit },
    ...{ from: row.from_day, until: row.until_day, lines: row.line_count, format: row.format },
  };
}
