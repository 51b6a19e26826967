// How a new record starts: defaults of the definition, and what last time's record can lend.
import type { JsonValue } from '../records/json-value.ts';
import type { SyncedDocument } from '../records/record.ts';
import { nearestFestival } from '../policy/festivals.ts';
import type { RecordDefinition } from './define-record-type.ts';
import { isEnvelopeField, type Field } from './field-types.ts';
import type { EntryContent } from './relevance.ts';

/** `last`: the newest record of the kind, for fields that start as they were last time. */
export type InitialContext = {
  readonly today: string;
  readonly orgUnitId: string;
  readonly last?: SyncedDocument;
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

/** 沿用上次: everything of the last record but its date, photos and persons' numbers. */
export function entryLikeLast(definition: RecordDefinition, context: InitialContext): EntryContent {
  const fresh = initialEntry(definition, context);
  if (context.last === undefined) return fresh;
  const known = new Set(definition.fields.map((field) => field.id));
  const kept = Object.entries(context.last.values).filter(([id]) => known.has(id));
  return {
    ...fresh,
    values: { ...fresh.values, ...Object.fromEntries(kept) },
    partnerUnitIds: context.last.partnerUnitIds,
  };
}

function initialValue(field: Field, context: InitialContext): JsonValue | undefined {
  const { initial } = field;
  if (initial === undefined) return undefined;
  if ('value' in initial) return initial.value;
  if (initial.from === 'today') return context.today;
  if (initial.from === 'ownUnit') return context.orgUnitId;
  if (initial.from === 'last') return context.last?.values[field.id];
  return nearestFestival(context.today) ?? undefined;
}
