// A ledger (台账): records and people as numbered lines with totals; a view, never typed.
import { lineText, type DescribeOptions } from '../forms/describe-record.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import type { OrgTree } from '../org/org-unit.ts';
import { masked } from '../people/mask-values.ts';
import type { DocumentId, SyncedDocument } from '../records/record.ts';
import { standingState } from '../records/standing-state.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { stateWords } from '../review/state-words.ts';
import type { LedgerColumnPlan, LedgerPlan } from './define-ledger.ts';
import { sourceOf, type LedgerQuestion } from './ledger-question.ts';
import {
  drawnCell,
  peopleNamed,
  type LedgerCell,
  type LedgerSubject,
  type LedgerSubjects,
} from './ledger-row.ts';

export type LedgerLine = { readonly document: SyncedDocument; readonly cells: readonly LedgerCell[] };
export type Ledger = {
  readonly columns: readonly { readonly id: string; readonly label: string; readonly isTotal: boolean }[];
  readonly lines: readonly LedgerLine[];
  /** Under each column that is added up; '' elsewhere. */
  readonly totals: readonly (number | '')[];
};

/** What a ledger is made of; whatever does not belong to it is passed over. */
export type LedgerMaterial = {
  /** Records, and people where they are lines. */
  readonly documents: readonly SyncedDocument[];
  /** Records that continue those. */
  readonly continuations: readonly SyncedDocument[];
  /** Whom those may name. */
  readonly people: readonly SyncedDocument[];
};

export type LedgerDeps = DescribeOptions & {
  readonly registry: Pick<Registry, 'get'>;
  readonly tree: OrgTree;
};

/** The ledger of this material, in whatever order it comes. */
export function buildLedger(
  plan: LedgerPlan,
  question: LedgerQuestion,
  material: LedgerMaterial,
  deps: LedgerDeps,
): Ledger {
  const read = createLineReader(plan, material, deps);
  const words = question.text?.trim().toLowerCase() ?? '';
  const lines: LedgerLine[] = [];
  for (const { document, source } of membersOf(plan, question, material, deps)) {
    const cells = read(document, source, lines.length + 1);
    if (words === '' || holds(cells, words)) lines.push({ document, cells });
  }
  const columns = plan.columns.map(({ id, label, total }) => ({
    ...{ id, label: label[deps.locale] },
    isTotal: total === true,
  }));
  const totals = columns.map(({ isTotal }, place) => (isTotal ? sumOf(lines, place) : ''));
  return chooseColumns({ columns, lines, totals }, question.columns);
}

type Member = { readonly document: SyncedDocument; readonly source: LedgerPlan['sources'][number] };

/** In the order of the lines. Whoever is named by a record of a register is not there a second time as a person. */
function membersOf(
  plan: LedgerPlan,
  question: LedgerQuestion,
  { documents }: LedgerMaterial,
  { tree }: LedgerDeps,
): readonly Member[] {
  const members = documents.flatMap((document): Member[] => {
    const source = sourceOf(document, plan, question, tree);
    return source === undefined ? [] : [{ document, source }];
  });
  const named = new Set(members.flatMap(({ document, source }) => peopleNamed(source.definition, document)));
  const isAgain = ({ document, source }: Member): boolean =>
    source.definition.collection === 'people' && named.has(document.id);
  const keyOf = ({ document: { orgUnitId, occurredOn, id } }: Member): string =>
    plan.isRegister === true ? `${orgUnitId} ${occurredOn} ${id}` : `${occurredOn} ${orgUnitId} ${id}`;
  return members
    .filter((member) => !isAgain(member))
    .map((member) => ({ member, key: keyOf(member) }))
    .sort((a, b) => (a.key < b.key ? -1 : 1))
    .map(({ member }) => member);
}

type ReadLine = (
  document: SyncedDocument,
  source: LedgerPlan['sources'][number],
  number: number,
) => readonly LedgerCell[];

function createLineReader(plan: LedgerPlan, material: LedgerMaterial, deps: LedgerDeps): ReadLine {
  const about = groupByAbout(material.continuations);
  const people = new Map(material.people.map((person) => [person.id, person]));
  const subjectOf = (document: SyncedDocument): LedgerSubject | undefined => {
    const definition = deps.registry.get(document.type);
    if (definition === undefined) return undefined;
    return { definition, entry: masked(definition, upgradeRecord(definition, document)) };
  };
  const namedIn = ({ definition }: LedgerSubject, document: SyncedDocument): LedgerSubject | undefined => {
    const person = peopleNamed(definition, document)
      .map((id) => people.get(id))
      .find((known) => known !== undefined);
    return person === undefined ? undefined : subjectOf(person);
  };
  return (document, source, number) => {
    const subject = subjectOf(document);
    if (subject === undefined) return [];
    const person = people.size === 0 ? undefined : namedIn(subject, document);
    const subjects = { ...subject, ...(person === undefined ? {} : { person }) };
    return plan.columns.map((column) => {
      if (column.cell === 'number') return number;
      if (column.cell === 'standing')
        return standingState(about.get(document.id) ?? [], deps.registry).label?.[deps.locale] ?? '';
      return cellOf(column, source, document, subjects, deps);
    });
  };
}

function cellOf(
  { id, cell, total }: LedgerColumnPlan,
  source: LedgerPlan['sources'][number],
  document: SyncedDocument,
  subjects: LedgerSubjects,
  options: DescribeOptions,
): LedgerCell {
  const { definition, entry } = subjects;
  const own = source.cells?.[id] ?? cell;
  if (typeof own === 'object') return drawnCell(own, subjects, total === true, options);
  if (own === 'unit') return options.unitName?.(document.orgUnitId) ?? document.orgUnitId;
  if (own === 'day') return { day: document.occurredOn };
  if (own === 'content') return lineText(definition.summary, definition, entry, options);
  if (own === 'review')
    return definition.collection === 'people' ? '' : stateWords[document.reviewState][options.locale];
  const title = lineText(definition.title, definition, entry, options);
  return `${definition.label[options.locale]}${options.locale === 'zh' ? '：' : ': '}${title}`;
}

/** Searched are the words that are seen, so that nobody can try masked numbers. */
function holds(cells: readonly LedgerCell[], words: string): boolean {
  return cells
    .slice(1)
    .some((cell) => (typeof cell === 'object' ? cell.day : String(cell)).toLowerCase().includes(words));
}

/** Only these columns, all where none are named; the number of the line stays, it leads to the record. */
export function chooseColumns(ledger: Ledger, ids: readonly string[] | undefined): Ledger {
  if (ids === undefined) return ledger;
  const { columns, lines, totals } = ledger;
  const places = columns.flatMap(({ id }, place) => (place === 0 || ids.includes(id) ? [place] : []));
  const pick = <T>(all: readonly T[]): readonly T[] => all.filter((_, place) => places.includes(place));
  return {
    columns: pick(columns),
    lines: lines.map(({ document, cells }) => ({ document, cells: pick(cells) })),
    totals: pick(totals),
  };
}

/** In hundredths, so that cents add up. */
function sumOf(lines: readonly LedgerLine[], place: number): number {
  const hundredths = lines.reduce((sum, { cells }) => {
    const cell = cells[place];
    return sum + (typeof cell === 'number' ? Math.round(cell * 100) : 0);
  }, 0);
  return hundredths / 100;
}

function groupByAbout(
  records: readonly SyncedDocument[],
): ReadonlyMap<DocumentId, readonly SyncedDocument[]> {
  const groups = new Map<DocumentId, SyncedDocument[]>();
  for (const record of records) {
    if (record.aboutId === undefined) continue;
    const group = groups.get(record.aboutId);
    if (group === undefined) groups.set(record.aboutId, [record]);
    else group.push(record);
  }
  return groups;
}
