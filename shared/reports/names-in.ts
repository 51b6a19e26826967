// The names of people in records, wherever they stand: what a report must not hold.
import { isJsonObject, type JsonValue } from '../records/json-value.ts';
import type { SyncedDocument } from '../records/record.ts';

/** Of person fields (`{ id, name }` or `{ name }`), in rows of groups too. */
export function namesIn(records: readonly SyncedDocument[]): ReadonlySet<string> {
  const names = new Set<string>();
  const visit = (value: JsonValue, isField: boolean): void => {
    if (Array.isArray(value)) value.forEach((each: JsonValue) => visit(each, isField));
    else if (isJsonObject(value)) {
      const { name, key } = value;
      // A row of a group has a key; its `name` is no person's.
      if (isField && key === undefined && typeof name === 'string') names.add(name);
      Object.values(value).forEach((each) => visit(each, true));
    }
  };
  for (const { values } of records) visit(values, false);
  return names;
}
