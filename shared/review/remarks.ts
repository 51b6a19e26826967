// What about a record deserves a look of its own: a record without any remark may be approved together with others.
import { checkEntry } from '../forms/check-entry.ts';
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { Field, Label } from '../forms/field-types.ts';
import { localDateAt } from '../forms/local-date.ts';
import { upgradeRecord } from '../forms/upgrade-record.ts';
import { isJsonObject, type JsonObject } from '../records/json-value.ts';
import { likelyDoubles } from '../records/likely-doubles.ts';
import type { SyncedDocument } from '../records/record.ts';

export type Remark =
  | { readonly kind: 'warning'; readonly message: Label }
  /**
   * unknownKind: a newer app's · changed: not the version that first arrived, so there is a difference to see ·
   * double: its unit recorded something of the kind on the same day.
   */
  | { readonly kind: 'unknownKind' | 'changed' | 'double' | 'lateDate' | 'largeEstimate' | 'largeSum' };

/** From here on a rough count, or a sum of money (in fen), is looked at by itself. */
const largeEstimate = 100;
const largeSumFen = 1_000_000;

/** In the order in which a reviewer would name them. `held`: other records, among which a double is looked for. */
export function remarksOn(
  definition: RecordDefinition | undefined,
  written: SyncedDocument,
  held: readonly SyncedDocument[],
): readonly Remark[] {
  const changed: readonly Remark[] = written.rev > 1 ? [{ kind: 'changed' }] : [];
  if (definition === undefined) return [...changed, { kind: 'unknownKind' }];
  const record = upgradeRecord(definition, written);
  const problems = checkEntry(definition, record, {
    today: dayOfArrival(written),
    definitionVersion: written.definitionVersion,
  });
  const isDouble = likelyDoubles(definition, record, held).length > 0;
  const isLate = problems.some(({ fieldId }) => fieldId === 'occurredOn');
  const warnings = problems
    .filter(({ fieldId }) => fieldId !== 'occurredOn')
    .map(({ message }): Remark => ({ kind: 'warning', message }));
  return [
    ...changed,
    ...(isDouble ? [{ kind: 'double' } as const] : []),
    ...(isLate ? [{ kind: 'lateDate' } as const] : []),
    ...warnings,
    ...remarksOnAmounts(definition.fields, record.values),
  ];
}

/** The day in Asia/Shanghai: a record is not late because its review is. */
function dayOfArrival({ receivedAt, createdAt }: SyncedDocument): string {
  return localDateAt(receivedAt ?? createdAt) ?? createdAt.slice(0, 10);
}

function remarksOnAmounts(fields: readonly Field[], values: JsonObject): readonly Remark[] {
  const held = fields.flatMap((field) => amountsOf(field, values));
  const kinds = (['largeEstimate', 'largeSum'] as const).filter((kind) => held.includes(kind));
  return kinds.map((kind) => ({ kind }));
}

function amountsOf(field: Field, holder: JsonObject): readonly ('largeEstimate' | 'largeSum')[] {
  const value = holder[field.id];
  if (field.kind === 'group' && Array.isArray(value))
    return value.flatMap((row) =>
      isJsonObject(row) ? field.fields.flatMap((leaf) => amountsOf(leaf, row)) : [],
    );
  if (field.kind === 'money') return typeof value === 'number' && value >= largeSumFen ? ['largeSum'] : [];
  if (field.kind !== 'estimate' || value === undefined || !isJsonObject(value)) return [];
  const { count, isEstimate } = value;
  return isEstimate === true && typeof count === 'number' && count >= largeEstimate ? ['largeEstimate'] : [];
}
