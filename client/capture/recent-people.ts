// Whom the records of a kind named last: offered before anything is typed.
import { isJsonObject, itemsOf, type JsonValue } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';

/** `id` is absent for a name typed by hand. */
export type RecentPerson = { readonly id?: string; readonly name: string };

/** Newest first, nobody twice; the field may stand in the record or in the rows of its groups. */
export function recentPeople(
  records: readonly Pick<SyncedDocument, 'values'>[],
  fieldId: string,
  limit: number,
): readonly RecentPerson[] {
  const found = new Map<string, RecentPerson>();
  for (const { values } of records)
    for (const person of [values, ...Object.values(values).flatMap(rowsOf)].flatMap((holder) =>
      personOf(holder[fieldId]),
    )) {
      const key = person.id ?? person.name;
      if (!found.has(key)) found.set(key, person);
    }
  return [...found.values()].slice(0, limit);
}

function rowsOf(value: JsonValue) {
  return Array.isArray(value) ? itemsOf(value).filter((row) => isJsonObject(row)) : [];
}

function personOf(value: JsonValue | undefined): readonly RecentPerson[] {
  if (!isJsonObject(value) || typeof value['name'] !== 'string' || value['name'] === '') return [];
  const { id, name } = value;
  return [typeof id === 'string' ? { id, name } : { name }];
}
