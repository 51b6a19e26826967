// To whom a record is addressed, as its definition says: the units that its author named in it.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { isTrue } from '../forms/expression.ts';
import { scopeOf, type EntryContent } from '../forms/relevance.ts';
import { isJsonObject, itemsOf } from '../records/json-value.ts';
import type { SyncedDocument, UnitId } from '../records/record.ts';

/** Undefined for a definition that addresses nobody: then whatever stands in the envelope stays. */
export function audienceOf(
  definition: RecordDefinition,
  entry: Pick<EntryContent, 'values' | 'occurredOn'>,
): SyncedDocument['audience'] | undefined {
  const { addressedTo } = definition;
  if (addressedTo === undefined) return undefined;
  const isBelow = isTrue(addressedTo.below ?? false, scopeOf(entry, entry.occurredOn));
  const reach = isBelow ? 'below' : 'this';
  const units = unitsIn(addressedTo.field, entry);
  return [...new Set(units)].map((unit) => ({ unit, reach }));
}

function unitsIn(path: string, { values }: Pick<EntryContent, 'values'>): readonly UnitId[] {
  const [field = '', inRow] = path.split('.');
  const held = itemsOf(values[field]);
  const found = inRow === undefined ? held : held.map((row) => (isJsonObject(row) ? row[inRow] : undefined));
  return found.filter((unit): unit is UnitId => typeof unit === 'string');
}
