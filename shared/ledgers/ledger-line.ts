// The cells of the lines of one record or person: what the plan of a ledger draws from it, the number of the line excepted.
import { lineText, type DescribeOptions } from '../forms/describe-record.ts';
import type { Field } from '../forms/field-types.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import { masked } from '../people/mask-values.ts';
import { isJsonObject, itemsOf, type JsonObject } from '../records/json-value.ts';
import type { DocumentId, SyncedDocument, UnitId } from '../records/record.ts';
import { standingStateFor, type StandingState } from '../records/standing-state.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { stateWords } from '../review/state-words.ts';
import { rowFields, type LedgerColumnPlan, type LedgerPlan, type StandingCell } from './define-ledger.ts';
import { drawnCell } from './drawn-cell.ts';
import type { LedgerCell } from './ledger-cell.ts';
import type { LedgerSubject, LedgerSubjects } from './ledger-row.ts';
import { unitOfRow } from './ledger-question.ts';
import { createPersonOf, peopleNamed } from './people-of.ts';

/** What stands around the lines. */
export type LedgerSurroundings = {
  /** Records that continue those of the ledger. */
  readonly continuations: readonly SyncedDocument[];
  /** Records that those of the ledger continue, where it tells of them. */
  readonly preceding?: readonly SyncedDocument[];
  /** Whom those may name. */
  readonly people: readonly SyncedDocument[];
};

export type LineOptions = DescribeOptions & {
  readonly registry: Pick<Registry, 'get'>;
  /** The name of an account; undefined for those of whom nothing is known here. */
  readonly authorName?: (accountId: string) => string | undefined;
};

type Source = LedgerPlan['sources'][number];
/** `row`: its key, where each row of a group is a line. `unit`: which the row is about. */
export type LineCells = {
  readonly row?: string;
  readonly unit?: UnitId | undefined;
  readonly cells: readonly LedgerCell[];
};
export type ReadLines = (document: SyncedDocument, source: Source) => readonly LineCells[];

/** `until`: the last day on which what continues a record still counts. */
export function createLineReader(
  columns: readonly LedgerColumnPlan[],
  surroundings: LedgerSurroundings,
  until: string,
  options: LineOptions,
): ReadLines {
  const personOf = createPersonOf(surroundings.people);
  const continuing = createContinuingOf(surroundings.continuations, until);
  const preceding = new Map((surroundings.preceding ?? []).map((record) => [record.id, record]));
  const subjectOf = (document: SyncedDocument | undefined): LedgerSubject | undefined => {
    const definition = document === undefined ? undefined : options.registry.get(document.type);
    if (document === undefined || definition === undefined) return undefined;
    return { definition, entry: masked(definition, upgradeRecord(definition, document)) };
  };
  const personIn = (fields: readonly Field[], values: JsonObject): LedgerSubject | undefined => {
    const known = peopleNamed(fields, values).map((id) => personOf(id));
    return subjectOf(known.find((each) => each !== undefined));
  };
  return (document, source) => {
    const { definition } = source;
    const entry = masked(definition, upgradeRecord(definition, document));
    const followers = continuing(document.id);
    const about = subjectOf(preceding.get(document.aboutId ?? ''));
    const author = authorText(document, options);
    const cellsOf = (more: Pick<LedgerSubjects, 'row' | 'person'>, unit?: UnitId): readonly LedgerCell[] => {
      const heard = definition.answeredByEach === true ? followersOf(unit, followers) : followers;
      const subjects: LedgerSubjects = {
        ...{ definition, entry, following: heard.flatMap((record) => subjectOf(record) ?? []), ...more },
        ...(about === undefined ? {} : { about }),
        ...(author === undefined ? {} : { author }),
      };
      const state = standingStateFor(unit ?? document.orgUnitId, document, followers, options.registry);
      return columns.map((column) => cellOf(column, source, document, { subjects, state }, options));
    };
    if (source.eachRowOf === undefined)
      return [{ cells: cellsOf(personPart(personIn(definition.fields, document.values))) }];
    const fields = rowFields(source);
    return itemsOf(entry.values[source.eachRowOf])
      .filter((row) => isJsonObject(row))
      .map((values) => {
        const unit = unitOfRow(values, source);
        const row = typeof values.key === 'string' ? values.key : '';
        const more = { row: { fields, values }, ...personPart(personIn(fields, values)) };
        return { row, unit, cells: cellsOf(more, unit) };
      });
  };
}

/** What this unit recorded; all of it where the line is about no unit. */
function followersOf(
  unit: UnitId | undefined,
  followers: readonly SyncedDocument[],
): readonly SyncedDocument[] {
  return followers.filter(({ orgUnitId }) => unit === undefined || orgUnitId === unit);
}

function personPart(person: LedgerSubject | undefined): Pick<LedgerSubjects, 'person'> {
  return person === undefined ? {} : { person };
}

function authorText({ createdBy }: SyncedDocument, options: LineOptions): string | undefined {
  const name = options.authorName?.(createdBy);
  if (name === undefined) return undefined;
  return options.locale === 'zh' ? `${name}（记录人）` : `${name} (wrote it down)`;
}

function standingText(
  cell: 'standing' | StandingCell,
  { label, isClosed }: StandingState,
  { locale }: DescribeOptions,
): string {
  const { open, closed } = cell === 'standing' ? {} : cell.standing;
  return ((isClosed ? closed : undefined) ?? label ?? open)?.[locale] ?? '';
}

function cellOf(
  { id, cell, total, amount }: LedgerColumnPlan,
  source: Source,
  document: SyncedDocument,
  { subjects, state }: { readonly subjects: LedgerSubjects; readonly state: StandingState },
  options: DescribeOptions,
): LedgerCell {
  const { definition, entry } = subjects;
  if (cell === 'standing' || (typeof cell === 'object' && 'standing' in cell))
    return standingText(cell, state, options);
  const own = source.cells?.[id] ?? cell;
  if (typeof own === 'object')
    return 'standing' in own || 'countWhere' in own || 'shareOf' in own
      ? ''
      : drawnCell(own, subjects, total === true || amount === true, options);
  if (own === 'blank') return '';
  if (own === 'unit') return options.unitName?.(document.orgUnitId) ?? document.orgUnitId;
  if (own === 'day') return { day: document.occurredOn };
  if (own === 'content') return lineText(definition.summary, definition, entry, options);
  if (own === 'review')
    return definition.collection === 'people' ? '' : stateWords[document.reviewState][options.locale];
  const title = lineText(definition.title, definition, entry, options);
  return `${definition.label[options.locale]}${options.locale === 'zh' ? '：' : ': '}${title}`;
}

/** The records that continue one, oldest first; what was voided, or came after the last day, says nothing. */
export function createContinuingOf(
  continuations: readonly SyncedDocument[],
  until: string,
): (id: DocumentId) => readonly SyncedDocument[] {
  const groups = new Map<DocumentId, SyncedDocument[]>();
  for (const record of continuations) {
    if (record.aboutId === undefined || record.occurredOn > until) continue;
    if (record.reviewState === 'void' || record._deleted) continue;
    const group = groups.get(record.aboutId);
    if (group === undefined) groups.set(record.aboutId, [record]);
    else group.push(record);
  }
  for (const group of groups.values()) group.sort((a, b) => (ageOf(a) < ageOf(b) ? -1 : 1));
  return (id) => groups.get(id) ?? [];
}

function ageOf({ occurredOn, createdAt, id }: SyncedDocument): string {
  return `${occurredOn} ${createdAt} ${id}`;
}
