// The values of a row's cells in their places: fields, the envelope, and the rows of groups.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { isPresent } from '../forms/expression.ts';
import { isEnvelopeField, type GroupField } from '../forms/field-types.ts';
import { fillFromIdentity } from '../forms/identity-fields.ts';
import { initialEntry } from '../forms/initial-values.ts';
import type { EntryContent } from '../forms/relevance.ts';
import { itemsOf, type JsonValue } from '../records/json-value.ts';
import { giftHead, isWayOfGiving, givenIn } from './gift-columns.ts';
import type { Also } from './import-question.ts';
import type { ImportTarget } from './import-target.ts';

/** One cell's value on its way; `isOpen` while it is being asked about, `isLeftEmpty` when a person left it so. */
export type Placed = {
  readonly target: ImportTarget;
  readonly header: string;
  readonly value: JsonValue | undefined;
  readonly isOpen: boolean;
  readonly isLeftEmpty: boolean;
  /** What the answer about it brings along. */
  readonly also?: Also;
};

export type PlaceContext = {
  readonly definition: RecordDefinition;
  readonly constants: Readonly<Record<string, JsonValue>>;
  readonly ownUnitId: string;
  readonly today: string;
};

/** The entry; a field without a value starts as in a new form, but never as it was last time. */
export function placeValues(placed: readonly Placed[], context: PlaceContext): EntryContent {
  const { definition, constants, ownUnitId, today } = context;
  const single = placed.filter(({ target }) => target.group === undefined);
  const valueOf = (id: string): JsonValue | undefined =>
    single.find(({ target, value }) => target.id === id && value !== undefined)?.value ?? constants[id];
  const hasDay = definition.fields.some(({ id }) => id === 'occurredOn');
  const day = valueOf('occurredOn');
  const isAsked = single.some(({ target, isOpen }) => target.id === 'occurredOn' && isOpen);
  const occurredOn = typeof day === 'string' ? day : hasDay && !isAsked ? '' : today;
  const host = valueOf('hostUnitId');
  const tags = textsOf(valueOf('tags'));
  const fresh = initialEntry(definition, { today: occurredOn || today, orgUnitId: ownUnitId });
  const values: Record<string, JsonValue> = { ...fresh.values };
  for (const [id, value] of Object.entries(constants))
    if (!isEnvelopeField(id) && !id.includes('.')) values[id] = value;
  for (const { target, value, header } of single)
    if (value !== undefined && !isEnvelopeField(target.id))
      values[target.id] = joined(values, single, { target, value, header });
  Object.assign(
    values,
    toldByNumbers(definition, values, (id) => valueOf(id) !== undefined),
  );
  for (const { target, isLeftEmpty } of single) if (isLeftEmpty) Object.assign(values, unknownMark(target));
  const notes = placed.flatMap(({ also }) => also?.note ?? []);
  for (const field of definition.fields) {
    if (field.kind !== 'group') continue;
    const split = splitGifts(definition, values, ofGroup(field, placed));
    const rows = groupRows(field, split.placed, constants, split.isBoth);
    if (rows.length > 0) values[field.id] = rows;
    notes.push(...split.notes);
  }
  addAlso(values, placed, notes);
  return {
    values,
    occurredOn,
    photos: [],
    hostUnitId: typeof host === 'string' ? host : ownUnitId,
    partnerUnitIds: textsOf(valueOf('partnerUnitIds')),
    ...(tags.length === 0 ? {} : { tags }),
  };
}

/** What an identity number tells, where no column says it: a column that contradicts the number is asked about. */
function toldByNumbers(
  definition: RecordDefinition,
  values: Readonly<Record<string, JsonValue>>,
  isWritten: (id: string) => boolean,
): Readonly<Record<string, JsonValue>> {
  const told: Record<string, JsonValue> = {};
  for (const field of definition.fields) {
    if (field.kind !== 'identityNumber' || field.tells === undefined) continue;
    const filled = fillFromIdentity(definition, field, values);
    for (const id of [field.tells.birthDate, field.tells.sex]) {
      const value = filled[id];
      if (value !== undefined && !isWritten(id)) told[id] = value;
    }
  }
  return told;
}

function textsOf(value: JsonValue | undefined): string[] {
  return itemsOf(value).filter((each): each is string => typeof each === 'string');
}

/** Several columns of one text field stand one after the other, each with its head. */
function joined(
  values: Readonly<Record<string, JsonValue>>,
  single: readonly Placed[],
  { target, value, header }: Pick<Placed, 'target' | 'header'> & { readonly value: JsonValue },
): JsonValue {
  const sharing = single.filter((each) => each.target.id === target.id);
  if (sharing.length < 2 || typeof value !== 'string') return value;
  const before = values[target.id];
  const isFirst = sharing.find((each) => each.value !== undefined)?.header === header;
  return isFirst || typeof before !== 'string' ? `${header}：${value}` : `${before}；${header}：${value}`;
}

/** Where a field makes way for a mark such as 折价不详, leaving it empty sets the mark. */
export function unknownMark({ field }: ImportTarget): Readonly<Record<string, JsonValue>> {
  const { relevant } = field;
  if (relevant === null || typeof relevant !== 'object' || !('not' in relevant)) return {};
  const inner = relevant.not;
  if (inner === null || typeof inner !== 'object' || !('eq' in inner) || inner.eq[1] !== true) return {};
  const [mark] = inner.eq;
  return mark !== null && typeof mark === 'object' && 'field' in mark ? { [mark.field]: true } : {};
}

function addAlso(
  values: Record<string, JsonValue>,
  placed: readonly Placed[],
  notes: readonly string[],
): void {
  for (const { also, isLeftEmpty } of placed)
    for (const [id, value] of Object.entries(isLeftEmpty ? {} : (also?.values ?? {})))
      values[id] = [...new Set([...textsOf(values[id]), ...textsOf(value)])];
  if (notes.length === 0) return;
  const said = textsOf(values['note']);
  values['note'] = [...said, ...notes].join('；');
}

function ofGroup(group: GroupField, placed: readonly Placed[]): readonly Placed[] {
  return placed.filter(({ target }) => target.group?.id === group.id);
}

type Split = {
  readonly placed: readonly Placed[];
  readonly notes: readonly string[];
  readonly isBoth: boolean;
};

/** Money and goods in one row: as money, the goods are words of the note; as goods, the money is one of them. */
function splitGifts(
  { fields }: RecordDefinition,
  values: Readonly<Record<string, JsonValue>>,
  placed: readonly Placed[],
): Split {
  const way = fields.find(isWayOfGiving);
  if (way === undefined || givenIn(placed)?.kind !== 'both') return { placed, notes: [], isBoth: false };
  if (values[way.id] !== 'money') return { placed, notes: [], isBoth: true };
  const goods = placed.filter(({ header }) => giftHead(header) === 'worth');
  const notes = goods.flatMap(({ header, value, also }) => {
    if (also?.note !== undefined) return [];
    if (typeof value === 'number') return [`另有${header}${value / 100}元`];
    return typeof value === 'string' ? [`另有${header}：${value}`] : [];
  });
  return { placed: placed.filter((each) => !goods.includes(each)), notes, isBoth: false };
}

/**
 * A field with several columns makes a row of each; what has one column belongs to all of them. Rows without an amount
 * or a name of their own are none.
 */
function groupRows(
  group: GroupField,
  mine: readonly Placed[],
  constants: Readonly<Record<string, JsonValue>>,
  isBoth: boolean,
): readonly Record<string, JsonValue>[] {
  return gatherRows(group, mine).map(({ cells, header, place }) => {
    const row = rowOf(group, cells, constants, place);
    // A person was told that the money becomes one of the gifts.
    const item = group.fields.find(({ kind, required }) => kind === 'text' && required === true);
    return isBoth && item !== undefined && giftHead(header) === 'cash' && row[item.id] === undefined
      ? { ...row, [item.id]: header }
      : row;
  });
}

type GatheredRow = { readonly place: number; readonly header: string; readonly cells: readonly Placed[] };

function gatherRows(group: GroupField, mine: readonly Placed[]): readonly GatheredRow[] {
  const columnsOf = (id: string): readonly Placed[] => mine.filter(({ target }) => target.field.id === id);
  const count = Math.max(0, ...group.fields.map(({ id }) => columnsOf(id).length));
  return Array.from({ length: count }, (_, place) => {
    const cells = group.fields.flatMap(({ id }) => {
      const columns = columnsOf(id);
      const cell = columns.length === 1 ? columns[0] : columns[place];
      return cell === undefined ? [] : [cell];
    });
    const own = cells.filter(({ target }) => count === 1 || columnsOf(target.field.id).length > 1);
    return own.some(isSaid) ? [{ place, cells, header: own[0]?.header ?? '' }] : [];
  }).flat();
}

/** The head of the column from which a row of a group was made. */
export function headOfRow(group: GroupField, placed: readonly Placed[], rowKey: string): string | undefined {
  return gatherRows(group, ofGroup(group, placed)).find(({ place }) => keyOf(place) === rowKey)?.header;
}

function keyOf(place: number): string {
  return `row-${place + 1}`;
}

/** Something is given: an amount of nothing is nothing, a source alone gives nothing. */
function isSaid({ target, value, isOpen, isLeftEmpty }: Placed): boolean {
  if (target.field.kind === 'choice' || target.field.kind === 'boolean') return false;
  if (isOpen || isLeftEmpty) return true;
  return value !== undefined && value !== 0 && isPresent(value);
}

function rowOf(
  group: GroupField,
  cells: readonly Placed[],
  constants: Readonly<Record<string, JsonValue>>,
  place: number,
): Record<string, JsonValue> {
  const row: Record<string, JsonValue> = { key: keyOf(place) };
  for (const field of group.fields) {
    const constant = constants[`${group.id}.${field.id}`];
    if (constant !== undefined) row[field.id] = constant;
  }
  for (const { target, value, isLeftEmpty } of cells) {
    if (value !== undefined) row[target.field.id] = value;
    if (isLeftEmpty) Object.assign(row, unknownMark(target));
  }
  return row;
}
