// A ledger (台账): records and people as numbered lines with totals; a view, never typed.
import type { DescribeOptions } from '../forms/describe-record.ts';
import { reasonOutside } from '../indicators/count-figures.ts';
import { isCounted } from '../indicators/evaluate-indicator.ts';
import type { OrgTree } from '../org/org-unit.ts';
import type { CollectionName, DocumentId, SyncedDocument } from '../records/record.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { createPersonIdOf, readAsStanding } from '../people/merged-people.ts';
import type { PeriodWords } from '../review/period-lock.ts';
import type { LedgerPlan } from './define-ledger.ts';
import { createLineReader, type LedgerSurroundings } from './ledger-line.ts';
import { createPersonOf } from './people-of.ts';
import { linesOf, sourceOf, type LedgerQuestion } from './ledger-question.ts';
import { peopleNamed, type LedgerCell } from './ledger-row.ts';

export type LedgerLine = {
  /** Unique in the ledger: one document may have several lines. */
  readonly key: string;
  readonly id: DocumentId;
  readonly collection: Extract<CollectionName, 'records' | 'people'>;
  readonly cells: readonly LedgerCell[];
};
export type Ledger = {
  readonly columns: readonly { readonly id: string; readonly label: string; readonly isTotal: boolean }[];
  readonly lines: readonly LedgerLine[];
  /** Under each column that is added up; '' elsewhere. What is linked to another record of its event is a line and adds nothing. */
  readonly totals: readonly (number | '')[];
  /** Left out of a ledger that is `lockedOnly`, because they came after their month was locked. */
  readonly late: number;
};

/** Records, and people where they are lines; whatever does not belong to the ledger is passed over. */
export type LedgerMaterial = LedgerSurroundings & { readonly documents: readonly SyncedDocument[] };

export type LedgerDeps = DescribeOptions & {
  readonly registry: Pick<Registry, 'get'>;
  readonly tree: OrgTree;
  /** Which months are locked; asked for by a question that is `lockedOnly`. */
  readonly words?: PeriodWords;
};

/** Takes documents one by one in whatever order, and keeps no more of them than their line. */
export type LedgerCount = {
  readonly add: (document: SyncedDocument) => void;
  readonly read: () => Ledger;
};

type Kept = LedgerLine & { readonly order: string; readonly isCounted: boolean };

export function createLedger(
  plan: LedgerPlan,
  question: LedgerQuestion,
  surroundings: LedgerSurroundings,
  deps: LedgerDeps,
): LedgerCount {
  const personOf = createPersonOf(surroundings.people);
  const personIdOf = createPersonIdOf(surroundings.people);
  const readLine = createLineReader(plan.columns.slice(1), surroundings, personOf, deps);
  const words = question.text?.trim().toLowerCase() ?? '';
  const kept: Kept[] = [];
  const named = new Set<DocumentId>();
  let late = 0;
  return {
    add: (document) => {
      const source = sourceOf(readAsStanding(document, personIdOf), plan, question, deps.tree);
      if (source === undefined) return;
      const reason = question.lockedOnly === true ? reasonOutside(document, deps) : undefined;
      if (reason === 'late') late += 1;
      if (reason !== undefined && source.definition.collection === 'records') return;
      for (const id of peopleNamed(source.definition, document)) named.add(personOf(id)?.id ?? id);
      const { collection } = source.definition;
      for (const line of linesOf(document, source, question, deps.tree)) {
        const cells = readLine(line, source);
        if (words !== '' && !holds(cells, words)) continue;
        kept.push({
          ...{ key: line.key, id: document.id, collection, cells },
          ...{ order: orderOf(plan, document, line.key), isCounted: isCounted(document) },
        });
      }
    },
    read: () => {
      // Whoever is named by a record of a register is not there a second time as a person.
      const inOrder = kept
        .filter(({ collection, id }) => collection === 'records' || !named.has(id))
        .sort((a, b) => (a.order < b.order ? -1 : 1));
      const lines = inOrder.map(({ key, id, collection, cells }, index) => ({
        ...{ key, id, collection },
        cells: [index + 1, ...cells],
      }));
      const counted = lines.filter((_, index) => inOrder[index]?.isCounted);
      const columns = plan.columns.map(({ id, label, total }) => ({
        ...{ id, label: label[deps.locale] },
        isTotal: total === true,
      }));
      const totals = columns.map(({ isTotal }, place) => (isTotal ? sumOf(counted, place) : ''));
      return chooseColumns({ columns, lines, totals, late }, question.columns);
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

/** Only these columns, all where none are named; the number of the line stays, it leads to the record. */
export function chooseColumns(ledger: Ledger, ids: readonly string[] | undefined): Ledger {
  if (ids === undefined) return ledger;
  const { columns, lines, totals, late } = ledger;
  const places = columns.flatMap(({ id }, place) => (place === 0 || ids.includes(id) ? [place] : []));
  const pick = <T>(all: readonly T[]): readonly T[] => all.filter((_, place) => places.includes(place));
  return {
    columns: pick(columns),
    lines: lines.map((line) => ({ ...line, cells: pick(line.cells) })),
    totals: pick(totals),
    late,
  };
}

/** A register stands in the order of the units, anything else in that of the day. */
function orderOf({ isRegister }: LedgerPlan, { orgUnitId, occurredOn }: SyncedDocument, key: string): string {
  return isRegister === true ? `${orgUnitId} ${occurredOn} ${key}` : `${occurredOn} ${orgUnitId} ${key}`;
}

/** Searched are the words that are seen, so that nobody can try masked numbers. */
function holds(cells: readonly LedgerCell[], words: string): boolean {
  return cells.some((cell) =>
    (typeof cell === 'object' ? cell.day : String(cell)).toLowerCase().includes(words),
  );
}

/** In hundredths, so that cents add up. */
function sumOf(lines: readonly LedgerLine[], place: number): number {
  const hundredths = lines.reduce((sum, { cells }) => {
    const cell = cells[place];
    return sum + (typeof cell === 'number' ? Math.round(cell * 100) : 0);
  }, 0);
  return hundredths / 100;
}
