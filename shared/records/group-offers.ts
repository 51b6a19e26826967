// Rows that a form offers of what the unit has in hand: its open matters, what came back to it, the people it looks after.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { lineText, type DescribeOptions } from '../forms/describe-record.ts';
import { isTrue } from '../forms/expression.ts';
import type { GroupField, GroupOffers } from '../forms/field-types.ts';
import { scopeOf } from '../forms/relevance.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import type { PersonIdOf } from '../people/merged-people.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { isJsonObject, type JsonObject, type JsonValue } from './json-value.ts';
import { dueOn, openMatters, type MatterContext } from './standing-state.ts';
import type { DocumentId, LocalDate, SyncedDocument } from './record.ts';

export type OfferContext = Omit<MatterContext, 'registry' | 'continuations'> & {
  readonly registry: Registry;
  readonly today: LocalDate;
  readonly describe: DescribeOptions;
  readonly personIdOf: PersonIdOf;
  /** Kinds that only say who or what there is: nobody has to see to them. */
  readonly heldTypes: ReadonlySet<string>;
  /** The kind of the form itself: it is not handed over with itself. */
  readonly ownType: string;
};

/** `values` become a row once she has ticked it; it still lacks its key. */
export type OfferedRow = {
  readonly record: SyncedDocument;
  readonly values: JsonObject;
  /** Who or what: the first line. */
  readonly title: string;
  readonly dueOn?: LocalDate;
  readonly isReturned: boolean;
};

/** Kinds of which records are needed to know what to offer; those that continue others are among them. */
export function typesToOfferFrom(
  offers: GroupOffers,
  { registry, heldTypes, ownType }: Pick<OfferContext, 'registry' | 'heldTypes' | 'ownType'>,
): readonly string[] {
  const isWanted = (definition: RecordDefinition): boolean =>
    definition.continues !== undefined ||
    (offers.of === 'peopleInCare'
      ? definition.caresFor !== undefined
      : isMatter(definition, heldTypes, ownType));
  return registry.all.filter(isWanted).map(({ id }) => id);
}

/** A standing kind that somebody sees to, and that is no care for a person. */
function isMatter(
  { id, life, caresFor }: RecordDefinition,
  heldTypes: ReadonlySet<string>,
  ownType: string,
): boolean {
  return life === 'standing' && id !== ownType && caresFor === undefined && !heldTypes.has(id);
}

/**
 * `records`: those of the kinds above that the device holds, and whatever came back. What stands in `rows` already is not
 * offered again. What came back first, then by the day that is due, what has none last.
 */
export function offeredRows(
  field: GroupField,
  records: readonly SyncedDocument[],
  rows: readonly JsonObject[],
  context: OfferContext,
): readonly OfferedRow[] {
  const { offers } = field;
  if (offers === undefined) return [];
  const live = records.filter(({ _deleted, reviewState }) => !_deleted && reviewState !== 'void');
  return offers.of === 'openMatters'
    ? offeredMatters(field, offers, live, rows, context)
    : offeredPeople(field, offers, live, rows, context);
}

type Offers<Kind extends GroupOffers['of']> = Extract<GroupOffers, { readonly of: Kind }>;

function offeredMatters(
  field: GroupField,
  offers: Offers<'openMatters'>,
  records: readonly SyncedDocument[],
  rows: readonly JsonObject[],
  context: OfferContext,
): readonly OfferedRow[] {
  const { registry, unitId, heldTypes, ownType } = context;
  const held = new Set(rows.map((row) => row[offers.record]));
  const ofKind = records.filter(({ type }) => {
    const definition = registry.get(type);
    return definition !== undefined && isMatter(definition, heldTypes, ownType);
  });
  const returned = records.filter(
    ({ type, reviewState, orgUnitId }) =>
      reviewState === 'returned' && orgUnitId === unitId && type !== ownType,
  );
  const open = openMatters(ofKind, { ...context, continuations: continuationsIn(records, registry) });
  return [...new Set([...returned, ...open])]
    .filter(({ id }) => !held.has(id))
    .flatMap((record) => {
      const definition = registry.get(record.type);
      const isReturned = returned.includes(record);
      return definition === undefined
        ? []
        : [matterRow(field, offers, definition, { record, isReturned }, context)];
    })
    .sort((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1));
}

function matterRow(
  field: GroupField,
  offers: Offers<'openMatters'>,
  definition: RecordDefinition,
  { record, isReturned }: Pick<OfferedRow, 'record' | 'isReturned'>,
  { describe, today }: OfferContext,
): OfferedRow {
  const written = upgradeRecord(definition, record);
  const day = definition.life === 'standing' ? dueOn(definition, written, today) : undefined;
  const { byType, returned, other, field: kind } = offers.kind;
  const name = lineText(definition.title, definition, written, describe);
  const title = [definition.label[describe.locale], name]
    .filter((part) => part !== '')
    .join(describe.locale === 'zh' ? '：' : ': ');
  const values = {
    [kind]: isReturned ? returned : (byType[record.type] ?? other),
    [offers.content]: cut(field, offers.content, title),
    ...(day === undefined ? {} : { [offers.dueOn]: day }),
    [offers.record]: record.id,
  };
  return { record, values, title, isReturned, ...(day === undefined ? {} : { dueOn: day }) };
}

function orderOf({ isReturned, dueOn: day, record }: OfferedRow): string {
  return `${isReturned ? 0 : 1} ${day ?? '9999'} ${record.occurredOn} ${record.id}`;
}

type Care = { readonly record: SyncedDocument; readonly person: JsonObject; readonly what: string };

/** One row a person, whatever there is of her: the oldest standing record leads, what is to be done is said of all. */
function offeredPeople(
  field: GroupField,
  offers: Offers<'peopleInCare'>,
  records: readonly SyncedDocument[],
  rows: readonly JsonObject[],
  context: OfferContext,
): readonly OfferedRow[] {
  const held = new Set(rows.map((row) => personKey(row[offers.person] ?? null, context)));
  const byPerson = new Map<string, Care[]>();
  for (const care of caresIn(records, context)) {
    const key = personKey(care.person, context);
    if (!held.has(key)) byPerson.set(key, [...(byPerson.get(key) ?? []), care]);
  }
  return [...byPerson.values()].flatMap((cares): OfferedRow[] => {
    const [first] = cares;
    if (first === undefined) return [];
    const what = [...new Set(cares.map((care) => care.what))].filter((words) => words !== '');
    const content = cut(field, offers.content, what.join(context.describe.locale === 'zh' ? '；' : '; '));
    const { id, name = '' } = first.person;
    const present = typeof id === 'string' ? context.describe.personName?.(id) : undefined;
    const title = present ?? (typeof name === 'string' ? name : '');
    const values = {
      ...{ [offers.person]: first.person, [offers.record]: first.record.id },
      ...(content === '' ? {} : { [offers.content]: content }),
    };
    return [{ record: first.record, values, title, isReturned: false }];
  });
}

/** Care that the unit itself gives now: standing kinds first, then events, each from the oldest on. */
function caresIn(records: readonly SyncedDocument[], context: OfferContext): readonly Care[] {
  const { registry, unitId } = context;
  const oldestFirst = [...records]
    .filter(({ orgUnitId }) => orgUnitId === unitId)
    .sort((a, b) => (dayKey(a) < dayKey(b) ? -1 : 1));
  const ofKind = (life: RecordDefinition['life']): readonly RecordDefinition[] =>
    registry.all.filter((definition) => definition.caresFor !== undefined && definition.life === life);
  const continuations = continuationsIn(records, registry);
  const standing = ofKind('standing').flatMap((definition) =>
    openMatters(
      oldestFirst.filter(({ type }) => type === definition.id),
      { ...context, continuations },
    ).flatMap((record) => careOf(definition, record, context)),
  );
  const events = ofKind('event').flatMap((definition) => newestOfEach(definition, oldestFirst, context));
  return [...standing, ...events];
}

/** What was said of somebody last counts: who was visited since needs no second visit any more. */
function newestOfEach(
  definition: RecordDefinition,
  oldestFirst: readonly SyncedDocument[],
  context: OfferContext,
): readonly Care[] {
  const newest = new Map<string, Care>();
  for (const record of oldestFirst)
    if (record.type === definition.id)
      for (const care of careOf(definition, record, context))
        newest.set(personKey(care.person, context), care);
  const { while: isStill = true } = definition.caresFor ?? {};
  return [...newest.values()].filter(({ record }) => isTrue(isStill, scopeOf(record, context.today)));
}

function careOf(
  definition: RecordDefinition,
  written: SyncedDocument,
  { describe }: OfferContext,
): readonly Care[] {
  const record = upgradeRecord(definition, written);
  const person = record.values[definition.caresFor?.person ?? ''];
  if (!isJsonObject(person)) return [];
  return [{ record, person, what: lineText(definition.caresFor?.what ?? [], definition, record, describe) }];
}

/** The person of the registry who stands for her, or the name where it was typed by hand. */
function personKey(person: JsonValue, { personIdOf }: OfferContext): string {
  if (!isJsonObject(person)) return '';
  const { id, name = '' } = person;
  return typeof id === 'string' ? personIdOf(id) : `name ${typeof name === 'string' ? name : ''}`;
}

function continuationsIn(records: readonly SyncedDocument[], registry: Registry): readonly SyncedDocument[] {
  return records.filter(({ type }) => registry.get(type)?.continues !== undefined);
}

function dayKey({ occurredOn, createdAt, id }: SyncedDocument): string {
  return `${occurredOn} ${createdAt} ${id}`;
}

/** As long as the field takes it, in code points. */
function cut(group: GroupField, id: DocumentId, text: string): string {
  const field = group.fields.find((leaf) => leaf.id === id);
  const most = field?.kind === 'text' || field?.kind === 'longText' ? (field.maxLength ?? 100) : 100;
  const points = Array.from(text);
  return points.length <= most ? text : `${points.slice(0, most - 1).join('')}…`;
}
