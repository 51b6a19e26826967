// What is the same for all rows of one table while they are read.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { SheetTable } from './find-table.ts';
import type { ImportTarget } from './import-target.ts';
import type { ColumnMapping } from './propose-mapping.ts';
import type { ReadContext } from './reading.ts';

export type ReadPlan = {
  readonly definition: RecordDefinition;
  readonly targets: readonly ImportTarget[];
  readonly table: SheetTable;
  /** Short and the same each time: rows are known by it and their number. */
  readonly tableId: string;
  readonly mapping: ColumnMapping;
  readonly context: ReadContext;
  readonly ownUnitId: string;
};
