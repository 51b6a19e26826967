// Workbooks read as the import page reads them, without a page: tables, mapping, rows, questions.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordDefinition } from '../../../shared/forms/define-record-type.ts';
import { findTable, type SheetTable } from '../../../shared/import/find-table.ts';
import type { Answers } from '../../../shared/import/import-question.ts';
import { targetsOf } from '../../../shared/import/import-target.ts';
import { proposeMapping } from '../../../shared/import/propose-mapping.ts';
import type { ReadPlan } from '../../../shared/import/read-plan.ts';
import { readRow, type ReadRow } from '../../../shared/import/read-row.ts';
import type { KnownPerson } from '../../../shared/import/reading.ts';
import { createSurroundings, periodOf, yearOf } from '../../../shared/import/sheet-context.ts';
import type { WorkbookGrid } from '../../../shared/import/workbook-grid.ts';
import { readWorkbook } from '../../../client/import/read-workbook.ts';
import { readOrgCsv } from '../../../server/operations/read-org-csv.ts';
import { rootPath } from '../run-command.ts';

export const importDay = '2026-11-27';

/** Every unit of the county, as a township may name many of them. */
const units = readOrgCsv(readFileSync(join(rootPath, 'server/demo/org-units-4203.csv'), 'utf8')).filter(
  ({ id }) => id.startsWith('420303'),
);

export function surroundings(people: readonly KnownPerson[] = []) {
  return createSurroundings({ today: importDay, units, people });
}

export function gridOf(file: Uint8Array): WorkbookGrid {
  const reading = readWorkbook(file);
  if (reading.kind === 'refused') throw new Error(`the workbook is refused: ${reading.fault}`);
  return reading.workbook;
}

export function fixture(name: string): WorkbookGrid {
  return gridOf(readFileSync(join(rootPath, 'tests/fixtures/workbooks', name)));
}

/** One plan for each sheet that holds a table, with the proposed mapping. */
export function plansFor(workbook: WorkbookGrid, definition: RecordDefinition): readonly ReadPlan[] {
  const targets = targetsOf(definition);
  return workbook.sheets.flatMap((sheet) => {
    const table = findTable(sheet);
    if (table === undefined) return [];
    const words = { year: yearOf(table, ''), period: periodOf(table, '') };
    const context = { ...surroundings(), ...words, isTenThousands: false };
    const mapping = proposeMapping(table, targets, context);
    return [{ definition, targets, table, tableId: sheet.name, mapping, context, ownUnitId: '420303001' }];
  });
}

export function rowsOf(plans: readonly ReadPlan[], answers: Answers = new Map()): readonly ReadRow[] {
  return plans.flatMap((plan) => plan.table.rows.map((row) => readRow(plan, row, answers)));
}

/** Head → target, of the columns that go somewhere. */
export function mappedHeads({ table, mapping }: Pick<ReadPlan, 'table' | 'mapping'>): Record<string, string> {
  return Object.fromEntries(
    table.columns.flatMap(({ label }, place) => {
      const target = mapping.columns[place];
      return target === null || target === undefined ? [] : [[label, target]];
    }),
  );
}

/** Doubtful cells as `E8 51余 rough`, without what the table does not say at all. */
export function doubtfulCells(rows: readonly ReadRow[]): readonly string[] {
  return rows.flatMap(({ questions }) =>
    questions
      .filter(({ doubt }) => doubt !== 'missing')
      .map(({ column, row, written, doubt }) => `${column}${row} ${written} ${doubt}`),
  );
}

export function leftNumbers(table: SheetTable): readonly string[] {
  return table.left.map(({ number, kind }) => `${number} ${kind}`);
}
