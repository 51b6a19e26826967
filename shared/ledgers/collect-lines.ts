// The lines of a ledger before they are numbered: one for each record or person, or for each row of a group.
import { reasonOutside } from '../indicators/count-figures.ts';
import { isCounted } from '../indicators/evaluate-indicator.ts';
import { carriedToOf } from '../review/period-lock.ts';
import { isJsonObject, itemsOf } from '../records/json-value.ts';
import type { CollectionName, DocumentId, SyncedDocument } from '../records/record.ts';
import { createPersonIdOf, readAsStanding } from '../people/merged-people.ts';
import type { LedgerDeps } from './build-ledger.ts';
import type { LedgerPlan } from './define-ledger.ts';
import { cellText, type LedgerCell } from './ledger-cell.ts';
import { createLineReader, type LedgerSurroundings } from './ledger-line.ts';
import { createPersonOf, peopleNamed } from './people-of.ts';
import { isRowAsked, lastDayOf, sourceOf, type LedgerQuestion } from './ledger-question.ts';

/** `id`, `collection`: what the line leads to. Its cells are without the number. */
export type CollectedLine = {
  readonly key: string;
  readonly id: DocumentId;
  readonly collection: Extract<CollectionName, 'records' | 'people' | 'orgUnits'>;
  readonly cells: readonly LedgerCell[];
  /** By which the lines are put in order. */
  readonly place: string;
  /** False for what is linked to another record of its event: it adds nothing to a sum. */
  readonly isCounted: boolean;
};

export type LineCollector = {
  readonly add: (document: SyncedDocument) => void;
  readonly read: () => {
    readonly lines: readonly CollectedLine[];
    readonly late: number;
    /** Said below the table. */
    readonly notes: readonly string[];
  };
};

export function createLineCollector(
  plan: LedgerPlan,
  question: LedgerQuestion,
  surroundings: LedgerSurroundings,
  deps: LedgerDeps,
): LineCollector {
  const personOf = createPersonOf(surroundings.people);
  const personIdOf = createPersonIdOf(surroundings.people);
  const readLines = createLineReader(plan.columns.slice(1), surroundings, lastDayOf(plan, question), deps);
  const collected: CollectedLine[] = [];
  const kept = createKeeper();
  const named = new Set<DocumentId>();
  let [late, withoutRows, carried] = [0, 0, 0];
  return {
    add: (document) => {
      const source = sourceOf(readAsStanding(document, personIdOf), plan, question, deps.tree);
      if (source === undefined) return;
      const reason = question.lockedOnly === true ? reasonOutside(document, deps) : undefined;
      if (reason === 'late') late += 1;
      if (reason !== undefined && source.definition.collection === 'records') return;
      if (carriedToOf(document) !== undefined) carried += 1;
      for (const id of peopleNamed(source.definition.fields, document.values))
        named.add(personOf(id)?.id ?? id);
      const asked = keysAsked(document, source, question, deps);
      if (asked?.size === 0) withoutRows += 1;
      for (const [index, { row, unit = '', cells }] of readLines(document, source).entries())
        if (holdsWords(cells, question) && (row === undefined || asked?.has(row) !== false))
          collected.push({
            key: row === undefined ? document.id : `${document.id} ${index}`,
            ...{ id: document.id, collection: source.definition.collection, cells: cells.map(kept) },
            place:
              placeOf(plan, document) +
              (row === undefined ? '' : ` ${unit} ${String(index).padStart(5, '0')}`),
            isCounted: isCounted(document),
          });
    },
    read: () => ({
      // Whoever is named by a record of a register is not there a second time as a person.
      lines: collected.filter(({ collection, id }) => collection === 'records' || !named.has(id)),
      late,
      notes: [
        ...(withoutRows === 0 ? [] : [withoutRowsText(plan, withoutRows, deps)]),
        ...(carried === 0 ? [] : [carriedText(carried, deps)]),
      ],
    }),
  };
}

/** The same words are held once: a long ledger says the same in thousands of lines. */
function createKeeper(): (cell: LedgerCell) => LedgerCell {
  const words = new Map<string, string>();
  return (cell) => {
    if (typeof cell !== 'string') return cell;
    const held = words.get(cell);
    if (held === undefined) words.set(cell, cell);
    return held ?? cell;
  };
}

/** The keys of the rows that are lines of this ledger; undefined where each record is one line. */
function keysAsked(
  document: SyncedDocument,
  source: LedgerPlan['sources'][number],
  question: LedgerQuestion,
  { tree }: LedgerDeps,
): ReadonlySet<string> | undefined {
  if (source.eachRowOf === undefined) return undefined;
  const rows = itemsOf(document.values[source.eachRowOf]).filter((row) => isJsonObject(row));
  const asked = rows.filter((row) => isRowAsked(row, document, source, question, tree));
  return new Set(asked.map(({ key }) => (typeof key === 'string' ? key : '')));
}

/** A register stands in the order of the units, anything else in that of the day. */
function placeOf({ isRegister }: LedgerPlan, { orgUnitId, occurredOn, id }: SyncedDocument): string {
  return isRegister === true ? `${orgUnitId} ${occurredOn} ${id}` : `${occurredOn} ${orgUnitId} ${id}`;
}

function carriedText(count: number, { locale }: LedgerDeps): string {
  return locale === 'en'
    ? `${count} of them came late for an earlier month and were carried over into this period.`
    : `其中结转${count}条：锁定后报，由县、市结转计入本期。`;
}

/** Searched are the words that are seen, so that nobody can try masked numbers. */
export function holdsWords(cells: readonly LedgerCell[], { text = '' }: LedgerQuestion): boolean {
  const words = text.trim().toLowerCase();
  if (words === '') return true;
  return cells.some((cell) =>
    (typeof cell === 'object' && 'day' in cell ? cell.day : cellText(cell, 'zh'))
      .toLowerCase()
      .includes(words),
  );
}

function withoutRowsText(plan: LedgerPlan, count: number, { locale }: LedgerDeps): string {
  const [source] = plan.sources;
  const group = source?.definition.fields.find(({ id }) => id === source.eachRowOf);
  const [kind, rows] = [source?.definition.label[locale] ?? '', group?.label[locale] ?? ''];
  return locale === 'zh'
    ? `另有${count}条“${kind}”没有填“${rows}”，不在表内。`
    : `${count} more of “${kind}” have no “${rows}” and are not in the table.`;
}
