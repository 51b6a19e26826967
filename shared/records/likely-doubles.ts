// Records of one unit that may tell of the same thing twice: same kind and day (`domain.md` §12.2); said, never decided.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { isJsonObject, type JsonValue } from './json-value.ts';
import type { SyncedDocument } from './record.ts';

/** What is asked of the record itself, which may not be saved yet. */
export type PossibleDouble = Pick<
  SyncedDocument,
  'id' | 'type' | 'orgUnitId' | 'occurredOn' | 'values' | 'aboutId'
>;

/**
 * Out of `candidates`, in their order. A unit rarely holds two meetings or two volunteer activities on one day, so of
 * what gathers people somewhere unit, kind and day are enough; of anything else its title must be the same too: five
 * women may be visited in one afternoon. What stands in one record only (`oncePer`) is a double on whatever day, of
 * whatever unit. What was voided or deleted is nobody's double.
 */
export function likelyDoubles(
  definition: RecordDefinition,
  record: PossibleDouble,
  candidates: readonly SyncedDocument[],
): readonly SyncedDocument[] {
  if (definition.life !== 'event') return [];
  const isSame = definition.oncePer === undefined ? sameEvent : sameOfItsKind;
  return candidates.filter(
    (other) =>
      other.id !== record.id &&
      other.type === record.type &&
      !other._deleted &&
      other.reviewState !== 'void' &&
      isSame(definition, record, other),
  );
}

function sameEvent(definition: RecordDefinition, record: PossibleDouble, other: SyncedDocument): boolean {
  const isGathering = definition.fields.some(({ id }) => id === 'place');
  return (
    other.orgUnitId === record.orgUnitId &&
    other.occurredOn === record.occurredOn &&
    other.aboutId === record.aboutId &&
    (isGathering || titleKey(definition, other) === titleKey(definition, record))
  );
}

function sameOfItsKind(
  { oncePer = [] }: RecordDefinition,
  record: PossibleDouble,
  other: SyncedDocument,
): boolean {
  return oncePer.every((id) => keyOf(record.values[id]) === keyOf(other.values[id]));
}

/** The values that make up the first line in a list, without regard to blanks and full-width forms. */
function titleKey({ title }: RecordDefinition, { values }: Pick<SyncedDocument, 'values'>): string {
  return title.map((part) => ('field' in part ? keyOf(values[part.field]) : '')).join('|');
}

/** People are compared by their id; who was only typed, by name. */
function keyOf(value: JsonValue | undefined): string {
  if (Array.isArray(value)) return value.map(keyOf).join(',');
  if (value !== undefined && isJsonObject(value) && typeof value.name === 'string')
    return typeof value.id === 'string' ? value.id : keyOf(value.name);
  const text = typeof value === 'string' ? value : JSON.stringify(value ?? null);
  return text.normalize('NFKC').replaceAll(/\s/g, '');
}
