// The present state of a standing record: derived from the records about it, never stored.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { isTrue } from '../forms/expression.ts';
import type { Choice, Label } from '../forms/field-types.ts';
import { scopeOf } from '../forms/relevance.ts';
import { isLocalDate } from '../forms/local-date.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { isJsonObject, type JsonValue } from './json-value.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { DocumentId, LocalDate, SyncedDocument, UnitId } from './record.ts';

export type StandingState = {
  /** What the newest record about it says; absent while there is none that says anything. */
  readonly label?: Label;
  /** Id of the option that `label` names. */
  readonly state?: string;
  readonly isClosed: boolean;
  /** Day of the newest record about it. */
  readonly continuedOn?: LocalDate;
};

/** Records that were voided say nothing; the order in which they are given does not matter. */
export function standingState(
  about: readonly SyncedDocument[],
  registry: Pick<Registry, 'get'>,
): StandingState {
  const newestFirst = about
    .filter((record) => !record._deleted && record.reviewState !== 'void')
    .slice()
    .sort((a, b) => (keyOf(a) < keyOf(b) ? 1 : -1));
  const said = newestFirst
    .map((record) => saidState(record, registry.get(record.type)))
    .find((each) => each !== undefined);
  return {
    isClosed: newestFirst.some((record) => closes(record, registry.get(record.type))),
    ...(said === undefined ? {} : { label: said.label, state: said.id }),
    ...(newestFirst[0] === undefined ? {} : { continuedOn: newestFirst[0].occurredOn }),
  };
}

/**
 * How it stands with one unit. Where each addressed unit goes on for itself (`answeredByEach`): by what that unit and
 * its author's recorded; else by all that was recorded.
 */
export function standingStateFor(
  unit: UnitId,
  record: Pick<SyncedDocument, 'type' | 'orgUnitId'>,
  about: readonly SyncedDocument[],
  registry: Pick<Registry, 'get'>,
): StandingState {
  if (registry.get(record.type)?.answeredByEach !== true) return standingState(about, registry);
  const concerns = new Set([unit, record.orgUnitId]);
  return standingState(
    about.filter((each) => concerns.has(each.orgUnitId)),
    registry,
  );
}

/** Is the record addressed to this unit, by name or as one below an addressed one? */
export function isAddressedTo(
  record: Pick<SyncedDocument, 'audience'>,
  unit: UnitId,
  tree: OrgTree,
): boolean {
  return record.audience.some((entry) =>
    entry.reach === 'below' ? isWithin(tree, unit, entry.unit) : entry.unit === unit,
  );
}

export type MatterContext = {
  readonly unitId: UnitId;
  readonly tree: OrgTree;
  readonly registry: Pick<Registry, 'get'>;
  /** Records that continue others, in any order; those about other records do not matter. */
  readonly continuations: readonly SyncedDocument[];
};

/** Of these standing records those that are open for the unit, in the order in which they came. */
export function openMatters(
  matters: readonly SyncedDocument[],
  { unitId, tree, registry, continuations }: MatterContext,
): readonly SyncedDocument[] {
  const about = new Map<DocumentId, SyncedDocument[]>();
  for (const each of continuations)
    if (each.aboutId !== undefined) about.set(each.aboutId, [...(about.get(each.aboutId) ?? []), each]);
  return matters.filter(
    (record) =>
      record.reviewState !== 'void' &&
      (record.orgUnitId === unitId || isAddressedTo(record, unitId, tree)) &&
      !standingStateFor(unitId, record, about.get(record.id) ?? [], registry).isClosed,
  );
}

/** The next day on which something is due, else the last one that has passed; undefined without a date. */
export function dueOn(
  definition: RecordDefinition,
  record: Pick<SyncedDocument, 'values' | 'occurredOn'>,
  today: LocalDate,
): LocalDate | undefined {
  const [field = '', inRow] = (definition.dueOn ?? '').split('.');
  if (field === 'occurredOn') return record.occurredOn;
  const value = record.values[field] ?? null;
  const days = (inRow === undefined ? [value] : rowValues(value, inRow)).filter(isDay).slice().sort();
  return days.find((day) => day >= today) ?? days.at(-1);
}

/** Is it she who is waited for? Accounts are no people of the registry: the name tells. */
export function isWaitingFor(
  name: string,
  { waitsFor = '' }: Pick<RecordDefinition, 'waitsFor'>,
  { values }: Pick<SyncedDocument, 'values'>,
): boolean {
  const person = values[waitsFor];
  return isJsonObject(person) && person.name === name;
}

function keyOf(record: SyncedDocument): string {
  return `${record.occurredOn} ${record.createdAt} ${record.id}`;
}

function saidState(record: SyncedDocument, definition: RecordDefinition | undefined): Choice | undefined {
  const field = definition?.fields.find((candidate) => candidate.id === definition.stateField);
  if (field?.kind !== 'choice') return undefined;
  return field.options.find((option) => option.id === record.values[field.id]);
}

function closes(record: SyncedDocument, definition: RecordDefinition | undefined): boolean {
  return definition?.closes !== undefined && isTrue(definition.closes, scopeOf(record, record.occurredOn));
}

function rowValues(rows: JsonValue, field: string): readonly JsonValue[] {
  if (!Array.isArray(rows)) return [];
  return rows.map((row: JsonValue) => (isJsonObject(row) ? (row[field] ?? null) : null));
}

function isDay(value: JsonValue): value is string {
  return typeof value === 'string' && isLocalDate(value);
}
