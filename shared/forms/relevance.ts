// Which fields of a form apply now, and which of those must be filled in.
import type { JsonObject } from '../records/json-value.ts';
import type { SyncedDocument } from '../records/record.ts';
import { isTrue, type ExpressionScope } from './expression.ts';
import type { Field } from './field-types.ts';

/** The part of a document that a person fills in. */
export type EntryContent = Pick<
  SyncedDocument,
  'values' | 'occurredOn' | 'photos' | 'hostUnitId' | 'partnerUnitIds'
> & { readonly tags?: SyncedDocument['tags'] };

/** What expressions read: the values, and the envelope's date and tags under their own names. */
export function scopeOf(
  entry: Pick<EntryContent, 'values' | 'occurredOn' | 'tags'>,
  today: string,
): ExpressionScope {
  const values: JsonObject = { ...entry.values, occurredOn: entry.occurredOn, tags: entry.tags ?? [] };
  return { values, today };
}

/** True when the field applies; a field without `relevant` always does. */
export function isRelevant(field: Field, scope: ExpressionScope): boolean {
  return field.relevant === undefined || isTrue(field.relevant, scope);
}

/** True when the field must be filled in now. */
export function isRequired(field: Field, scope: ExpressionScope): boolean {
  const required = field.required ?? false;
  return typeof required === 'boolean' ? required : isTrue(required, scope);
}
