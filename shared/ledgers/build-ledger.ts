// A ledger (台账): records and people as numbered lines with totals; a view, never typed.
import type { OrgTree } from '../org/org-unit.ts';
import type { DocumentId, SyncedDocument } from '../records/record.ts';
import type { PeriodWords } from '../review/period-lock.ts';
import { createLineCollector, type CollectedLine } from './collect-lines.ts';
import { createUnitCollector, shareText } from './collect-units.ts';
import type { LedgerColumnPlan, LedgerPlan } from './define-ledger.ts';
import { numberIn, sumOfCells, type LedgerCell } from './ledger-cell.ts';
import type { LedgerSurroundings, LineOptions } from './ledger-line.ts';
import type { LedgerQuestion } from './ledger-question.ts';

export type LedgerLine = {
  /** Of this line alone, also where a record is several. */
  readonly key: string;
  /** What it leads to: a record, a person, or the records of a unit. */
  readonly id: DocumentId;
  readonly collection: CollectedLine['collection'];
  readonly cells: readonly LedgerCell[];
};
export type Ledger = {
  readonly columns: readonly { readonly id: string; readonly label: string; readonly isTotal: boolean }[];
  readonly lines: readonly LedgerLine[];
  /** Under each column that is added up; '' elsewhere. What is linked to another record of its event is a line and adds nothing. */
  readonly totals: readonly LedgerCell[];
  /** Left out of a ledger that is `lockedOnly`, because they came after their month was locked. */
  readonly late: number;
  /** Sentences below the table: what is not in it, what its lines come to. */
  readonly notes: readonly string[];
};

/** Records, and people where they are lines; whatever does not belong to the ledger is passed over. */
export type LedgerMaterial = LedgerSurroundings & { readonly documents: readonly SyncedDocument[] };

export type LedgerDeps = LineOptions & {
  readonly tree: OrgTree;
  /** Which months are locked; asked for by a question that is `lockedOnly`. */
  readonly words?: PeriodWords;
};

/** Takes documents one by one in whatever order, and keeps no more of them than their lines. */
export type LedgerCount = {
  readonly add: (document: SyncedDocument) => void;
  readonly read: () => Ledger;
};

export function createLedger(
  plan: LedgerPlan,
  question: LedgerQuestion,
  surroundings: LedgerSurroundings,
  deps: LedgerDeps,
): LedgerCount {
  const { eachUnit } = plan;
  const collector =
    eachUnit === undefined
      ? createLineCollector(plan, question, surroundings, deps)
      : createUnitCollector({ ...plan, eachUnit }, question, surroundings, deps);
  return {
    add: collector.add,
    read: () => {
      const { lines: collected, late, notes } = collector.read();
      const inOrder = collected.slice().sort((a, b) => (a.place < b.place ? -1 : 1));
      const lines = inOrder.map(({ key, id, collection, cells }, index) => ({
        ...{ key, id, collection },
        cells: [index + 1, ...cells],
      }));
      const counted = lines.filter((_, index) => inOrder[index]?.isCounted);
      const columns = columnsOf(plan, deps.locale);
      const totals = totalsOf(plan.columns, counted);
      return chooseColumns({ columns, lines, totals, late, notes }, question.columns);
    },
  };
}

/** The ledger of material that is all at hand. */
export function buildLedger(
  plan: LedgerPlan,
  question: LedgerQuestion,
  material: LedgerMaterial,
  deps: LedgerDeps,
): Ledger {
  const ledger = createLedger(plan, question, material, deps);
  for (const document of material.documents) ledger.add(document);
  return ledger.read();
}

export function columnsOf({ columns }: LedgerPlan, locale: 'zh' | 'en'): Ledger['columns'] {
  return columns.map(({ id, label, total }) => ({ id, label: label[locale], isTotal: total === true }));
}

/** Only these columns, all where none are named; the number of the line stays, it leads to the record. */
export function chooseColumns(ledger: Ledger, ids: readonly string[] | undefined): Ledger {
  if (ids === undefined) return ledger;
  const { columns, lines, totals } = ledger;
  const places = columns.flatMap(({ id }, place) => (place === 0 || ids.includes(id) ? [place] : []));
  const pick = <T>(all: readonly T[]): readonly T[] => all.filter((_, place) => places.includes(place));
  return {
    ...ledger,
    columns: pick(columns),
    lines: lines.map((line) => ({ ...line, cells: pick(line.cells) })),
    totals: pick(totals),
  };
}

/** A share is that of the sums. */
function totalsOf(columns: readonly LedgerColumnPlan[], lines: readonly LedgerLine[]): readonly LedgerCell[] {
  const sums = columns.map(({ total }, place): LedgerCell =>
    total === true ? sumOfCells(lines.map(({ cells }) => cells[place])) : '',
  );
  return columns.map(({ cell }, place) =>
    typeof cell === 'object' && 'shareOf' in cell
      ? shareText(cell, (id) => numberIn(sums[columns.findIndex((column) => column.id === id)]))
      : (sums[place] ?? ''),
  );
}
