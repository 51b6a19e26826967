// A report as it is kept: everything that it was written from, and its text as it stands now.
import * as z from 'zod/mini';
import type { Label } from '../../shared/forms/field-types.ts';
import { reportStates, type ReportHead, type ReportState } from '../../shared/reports/report-protocol.ts';
import type { Report } from '../../shared/reports/report-model.ts';
import type { CheckedReport } from './read-report.ts';
import type { ReportRow } from '../store/reports.ts';

/**
 * `definitions`: how each fact is counted, as it was when it was read. `names`: of people in the records that it was taken from, to
 * check the text by. `lists` and `page`: what the outline asks of its document.
 */
export type ReportContent = Pick<CheckedReport, 'lists' | 'page'> & {
  readonly report: Report;
  readonly definitions: Readonly<Record<string, Label>>;
  readonly names: readonly string[];
};

/** Only this server writes it; its shape was checked when it was made. */
const contentSchema = z.custom<ReportContent>(
  (value) => typeof value === 'object' && value !== null && 'report' in value && 'definitions' in value,
);

export function contentOf(row: Pick<ReportRow, 'json'>): ReportContent {
  return contentSchema.parse(JSON.parse(row.json));
}

export function stateOf(row: Pick<ReportRow, 'id' | 'state'>): ReportState {
  const state = reportStates.find((known) => known === row.state);
  if (state === undefined) throw new Error(`report ${row.id} is in an unknown state`);
  return state;
}

export function headOf(row: Omit<ReportRow, 'json'>): ReportHead {
  const { id, rev, unitId, outlineId, from, until, title, isPreview, updatedAt, updatedBy } = row;
  return {
    ...{ id, rev, unitId, outlineId, from, until, title, isPreview, updatedAt, updatedBy },
    state: stateOf(row),
    ...(row.number === '' ? {} : { number: row.number }),
    ...(row.issuedOn === '' ? {} : { issuedOn: row.issuedOn }),
  };
}
