// Queries on reports: how each stands now, and its steps.
import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** `json`: the report with all that it is bound to, as `server/reports/` wrote it. `number`, `issuedOn`: '' until recorded. */
export type ReportRow = {
  readonly id: string;
  readonly rev: number;
  readonly unitId: string;
  readonly outlineId: string;
  readonly from: string;
  readonly until: string;
  readonly title: string;
  readonly state: string;
  readonly isPreview: boolean;
  readonly updatedAt: string;
  readonly updatedBy: string;
  readonly number: string;
  readonly issuedOn: string;
  readonly json: string;
};
export type ReportStep = {
  readonly rev: number;
  readonly at: string;
  readonly account: string;
  readonly act: string;
  readonly reason: string;
};

export type ReportReads = {
  readonly get: (id: string) => Promise<ReportRow | undefined>;
  /** Of these units, the last changed first, without their contents. */
  readonly list: (unitIds: readonly string[]) => Promise<readonly Omit<ReportRow, 'json'>[]>;
  readonly steps: (id: string) => Promise<readonly ReportStep[]>;
};
export type ReportWrites = {
  readonly create: (row: ReportRow, step: ReportStep) => Promise<void>;
  /** What a final report was written from, by id and revision: it stays, however old it gets. */
  readonly bind: (reportId: string, revisions: Readonly<Record<string, number>>) => Promise<void>;
  /**
   * Puts the row in the place of revision `before`; false when another one stands there by now. A step of the same act by the same account
   * since `mergeSince` is taken into the new one: an hour of typing is a few steps, not a thousand.
   */
  readonly change: (row: ReportRow, before: number, step: ReportStep, mergeSince: string) => Promise<boolean>;
};

const headColumns = [
  ...['id', 'rev', 'unit', 'outline', 'from_day', 'until_day', 'title', 'state', 'preview'],
  ...['updated_at', 'updated_by', 'number', 'issued_on'],
] as const;

export function createReportQueries(db: Kysely<Tables>): ReportReads & ReportWrites {
  const addStep = (row: ReportRow, step: ReportStep) =>
    db
      .insertInto('report_steps')
      .values({ id: row.id, ...step, json: row.json })
      .execute();
  return {
    get: async (id) => {
      const row = await db.selectFrom('reports').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : { ...toHead(row), json: row.json };
    },
    list: async (unitIds) => {
      if (unitIds.length === 0) return [];
      const rows = await db
        .selectFrom('reports')
        .select(headColumns)
        .where('unit', 'in', unitIds)
        .orderBy('updated_at', 'desc')
        .orderBy('id')
        .execute();
      return rows.map(toHead);
    },
    steps: (id) =>
      db
        .selectFrom('report_steps')
        .select(['rev', 'at', 'account', 'act', 'reason'])
        .where('id', '=', id)
        .orderBy('rev')
        .execute(),
    create: async (row, step) => {
      await db.insertInto('reports').values(toRow(row)).execute();
      await addStep(row, step);
    },
    bind: async (reportId, revisions) => {
      const rows = Object.entries(revisions).map(([id, rev]) => ({ id, rev, report: reportId }));
      for (let done = 0; done < rows.length; done += most)
        await db
          .insertInto('report_revisions')
          .values(rows.slice(done, done + most))
          .onConflict((conflict) => conflict.columns(['id', 'rev', 'report']).doNothing())
          .execute();
    },
    change: async (row, before, step, mergeSince) => {
      const { id: _id, ...changed } = toRow(row);
      const result = await db
        .updateTable('reports')
        .set(changed)
        .where('id', '=', row.id)
        .where('rev', '=', before)
        .executeTakeFirst();
      if (result.numUpdatedRows !== 1n) return false;
      await db
        .deleteFrom('report_steps')
        .where('id', '=', row.id)
        .where('rev', '=', before)
        .where('act', '=', step.act)
        .where('account', '=', step.account)
        .where('at', '>=', mergeSince)
        .where('act', '=', 'edit')
        .execute();
      await addStep(row, step);
      return true;
    },
  };
}

/** Rows of one statement. */
const most = 5_000;

type HeadColumns = Omit<Tables['reports'], 'json'>;

function toHead(row: HeadColumns): Omit<ReportRow, 'json'> {
  return {
    ...{ id: row.id, rev: row.rev, unitId: row.unit, outlineId: row.outline },
    ...{ from: row.from_day, until: row.until_day, title: row.title, state: row.state },
    ...{ isPreview: row.preview === 1, updatedAt: row.updated_at, updatedBy: row.updated_by },
    ...{ number: row.number ?? '', issuedOn: row.issued_on ?? '' },
  };
}

function toRow(report: ReportRow): Tables['reports'] {
  return {
    ...{ id: report.id, rev: report.rev, unit: report.unitId, outline: report.outlineId },
    ...{ from_day: report.from, until_day: report.until, title: report.title, state: report.state },
    ...{ preview: report.isPreview ? 1 : 0, updated_at: report.updatedAt, updated_by: report.updatedBy },
    ...{ number: report.number === '' ? null : report.number },
    ...{ issued_on: report.issuedOn === '' ? null : report.issuedOn, json: report.json },
  };
}
