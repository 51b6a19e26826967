// How a new record starts: defaults of the definition, and what last time's record can lend.
import { canonicalJson } from '../records/content-hash.ts';
import { isJsonObject, itemsOf, type JsonObject, type JsonValue } from '../records/json-value.ts';
import type { SyncedDocument } from '../records/record.ts';
import { nearestFestival } from '../policy/festivals.ts';
import type { RecordDefinition } from './define-record-type.ts';
import { isEnvelopeField, type Field, type GroupField } from './field-types.ts';
import type { EntryContent } from './relevance.ts';

/**
 * `last`: the newest record of the kind, for fields that start as they were last time. `executives`: how many executive
 * members the unit has in the registry; 0 and absent mean that nobody knows.
 */
export type InitialContext = {
  readonly today: string;
  readonly orgUnitId: string;
  readonly last?: SyncedDocument;
  readonly executives?: number;
};

/** A new entry: the date of today, the own unit as host, and each field's initial value. */
export function initialEntry(definition: RecordDefinition, context: InitialContext): EntryContent {
  const values: Record<string, JsonValue> = {};
  for (const field of definition.fields) {
    if (isEnvelopeField(field.id)) continue;
    const value = initialValue(field, context);
    if (value !== undefined) values[field.id] = value;
  }
  return { values, occurredOn: context.today, photos: [], hostUnitId: context.orgUnitId, partnerUnitIds: [] };
}

/**
 * 沿用上次: what the last record can lend (`context.last`, as today's definition reads it) goes where nothing was typed
 * yet. Its date, photos, files and signatures stay with it.
 */
export function entryLikeLast(
  definition: RecordDefinition,
  context: InitialContext,
  typed: EntryContent,
): EntryContent {
  const { last } = context;
  if (last === undefined) return typed;
  const fresh = initialEntry(definition, context);
  const values: Record<string, JsonValue> = { ...typed.values };
  for (const field of definition.fields) {
    if (isEnvelopeField(field.id) || keptByItsRecord.has(field.kind)) continue;
    const lent = last.values[field.id];
    const isUntouched = isSame(typed.values[field.id], fresh.values[field.id]);
    if (lent !== undefined && (isUntouched || values[field.id] === undefined)) values[field.id] = lent;
  }
  const partnerUnitIds = typed.partnerUnitIds.length > 0 ? typed.partnerUnitIds : last.partnerUnitIds;
  return { ...typed, values, partnerUnitIds };
}

const keptByItsRecord: ReadonlySet<Field['kind']> = new Set(['photos', 'file', 'signature', 'computed']);

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}

function initialValue(field: Field, context: InitialContext): JsonValue | undefined {
  const { initial } = field;
  if (initial === undefined) return undefined;
  if ('value' in initial) return initial.value;
  if (initial.from === 'today') return context.today;
  if (initial.from === 'ownUnit') return context.orgUnitId;
  if (initial.from === 'last') return context.last?.values[field.id];
  // Not registered yet: what was expected last time.
  if (initial.from === 'executives') return context.executives || context.last?.values[field.id];
  return nearestFestival(context.today) ?? undefined;
}

/** A new row of a group: what starts as last time is that of the row before, else of the last record's last row. */
export function initialRow(
  group: GroupField,
  key: string,
  rows: readonly JsonObject[],
  last: SyncedDocument | undefined,
): JsonObject {
  const before = [...itemsOf(last?.values[group.id]), ...rows].filter((row) => isJsonObject(row)).at(-1);
  const begun = group.fields.flatMap(({ id, initial }) => {
    if (initial === undefined) return [];
    const value = 'value' in initial ? initial.value : initial.from === 'last' ? before?.[id] : undefined;
    return value === undefined ? [] : [[id, value] as const];
  });
  return { ...Object.fromEntries(begun), key };
}
