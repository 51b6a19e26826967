// The tables of a workbook, gathered by their heads: sheets with the same head share one mapping.
import { findTable, type SheetTable } from '../../shared/import/find-table.ts';
import type { ImportTarget } from '../../shared/import/import-target.ts';
import { headersOf, proposeMapping, type ColumnMapping } from '../../shared/import/propose-mapping.ts';
import type { ReadContext } from '../../shared/import/reading.ts';
import { periodOf, yearOf, type createSurroundings } from '../../shared/import/sheet-context.ts';
import type { WorkbookGrid } from '../../shared/import/workbook-grid.ts';

export type ImportTable = {
  readonly id: string;
  readonly table: SheetTable;
  readonly context: ReadContext;
  readonly isIncluded: boolean;
};

export type TableGroup = {
  readonly headers: string;
  readonly tables: readonly ImportTable[];
  readonly mapping: ColumnMapping;
  /** From an earlier import of the same kind with the same heads. */
  readonly isRemembered: boolean;
};

export type FoundTables = {
  readonly groups: readonly TableGroup[];
  /** Names of sheets without a table, and of hidden ones. */
  readonly passedOver: readonly string[];
};

type MappingMemory = (headers: string) => Promise<ColumnMapping | undefined>;

export async function findTables(
  workbook: WorkbookGrid,
  fileName: string,
  targets: readonly ImportTarget[],
  around: ReturnType<typeof createSurroundings>,
  remembered: MappingMemory,
): Promise<FoundTables> {
  const passedOver: string[] = [];
  const byHeaders = new Map<string, ImportTable[]>();
  for (const [index, sheet] of workbook.sheets.entries()) {
    const table = sheet.isHidden ? undefined : findTable(sheet);
    if (table === undefined) {
      passedOver.push(sheet.name);
      continue;
    }
    const context = {
      ...around,
      year: yearOf(table, fileName),
      period: periodOf(table, fileName),
      isTenThousands: false,
    };
    const headers = headersOf(table);
    const found = { id: String(index + 1), table, context, isIncluded: true };
    byHeaders.set(headers, [...(byHeaders.get(headers) ?? []), found]);
  }
  const groups = await Promise.all(
    [...byHeaders].map(([headers, tables]) => groupOf(headers, tables, targets, remembered)),
  );
  return { groups: groups.filter(({ tables }) => tables.length > 0), passedOver };
}

async function groupOf(
  headers: string,
  tables: readonly ImportTable[],
  targets: readonly ImportTarget[],
  remembered: MappingMemory,
): Promise<TableGroup> {
  const [first] = tables;
  const known = await remembered(headers);
  const isKnown = known !== undefined && known.columns.length === first?.table.columns.length;
  const ids = new Set(targets.map(({ id }) => id));
  const isHere = (id: string | null): string | null => (id !== null && ids.has(id) ? id : null);
  const proposed =
    first === undefined
      ? { columns: [], constants: {} }
      : proposeMapping(first.table, targets, first.context);
  return {
    ...{ headers, tables, isRemembered: isKnown },
    mapping: isKnown ? { ...known, columns: known.columns.map(isHere) } : proposed,
  };
}
