// A ledger (台账): records and people as numbered lines with totals; a view, never typed.
import type { DescribeOptions } from '../forms/describe-record.ts';
import type { OrgTree } from '../org/org-unit.ts';
import type { CollectionName, DocumentId, SyncedDocument } from '../records/record.ts';
import type { Registry } from '../record-types/define-registry.ts';
import type { LedgerPlan } from './define-ledger.ts';
import { createLineReader, type LedgerSurroundings } from './ledger-line.ts';
import { createPersonOf } from './people-of.ts';
import { sourceOf, type LedgerQuestion } from './ledger-question.ts';
import { peopleNamed, type LedgerCell } from './ledger-row.ts';

export type LedgerLine = {
  readonly id: DocumentId;
  readonly collection: Extract<CollectionName, 'records' | 'people'>;
  readonly cells: readonly LedgerCell[];
};
export type Ledger = {
  readonly columns: readonly { readonly id: string; readonly label: string; readonly isTotal: boolean }[];
  readonly lines: readonly LedgerLine[];
  /** Under each column that is added up; '' elsewhere. */
  readonly totals: readonly (number | '')[];
};

/** Records, and people where they are lines; whatever does not belong to the ledger is passed over. */
export type LedgerMaterial = LedgerSurroundings & { readonly documents: readonly SyncedDocument[] };

export type LedgerDeps = DescribeOptions & {
  readonly registry: Pick<Registry, 'get'>;
  readonly tree: OrgTree;
};

/** Takes documents one by one in whatever order, and keeps no more of them than their line. */
export type LedgerCount = {
  readonly add: (document: SyncedDocument) => void;
  readonly read: () => Ledger;
};

type Kept = LedgerLine & { readonly key: string };

export function createLedger(
  plan: LedgerPlan,
  question: LedgerQuestion,
  surroundings: LedgerSurroundings,
  deps: LedgerDeps,
): LedgerCount {
  const personOf = createPersonOf(surroundings.people);
  const readLine = createLineReader(plan.columns.slice(1), surroundings, personOf, deps);
  const words = question.text?.trim().toLowerCase() ?? '';
  const kept: Kept[] = [];
  const named = new Set<DocumentId>();
  return {
    add: (document) => {
      const source = sourceOf(document, plan, question, deps.tree);
      if (source === undefined) return;
      for (const id of peopleNamed(source.definition, document)) named.add(personOf(id)?.id ?? id);
      const cells = readLine(document, source);
      const { collection } = source.definition;
      if (words === '' || holds(cells, words))
        kept.push({ id: document.id, collection, cells, key: keyOf(plan, document) });
    },
    read: () => {
      // Whoever is named by a record of a register is not there a second time as a person.
      const lines = kept
        .filter(({ collection, id }) => collection === 'records' || !named.has(id))
        .sort((a, b) => (a.key < b.key ? -1 : 1))
        .map(({ id, collection, cells }, index) => ({ id, collection, cells: [index + 1, ...cells] }));
      const columns = plan.columns.map(({ id, label, total }) => ({
        ...{ id, label: label[deps.locale] },
        isTotal: total === true,
      }));
      const totals = columns.map(({ isTotal }, place) => (isTotal ? sumOf(lines, place) : ''));
      return chooseColumns({ columns, lines, totals }, question.columns);
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
  const { columns, lines, totals } = ledger;
  const places = columns.flatMap(({ id }, place) => (place === 0 || ids.includes(id) ? [place] : []));
  const pick = <T>(all: readonly T[]): readonly T[] => all.filter((_, place) => places.includes(place));
  return {
    columns: pick(columns),
    lines: lines.map((line) => ({ ...line, cells: pick(line.cells) })),
    totals: pick(totals),
  };
}

/** A register stands in the order of the units, anything else in that of the day. */
function keyOf({ isRegister }: LedgerPlan, { orgUnitId, occurredOn, id }: SyncedDocument): string {
  return isRegister === true ? `${orgUnitId} ${occurredOn} ${id}` : `${occurredOn} ${orgUnitId} ${id}`;
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
