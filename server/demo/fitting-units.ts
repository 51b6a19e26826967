// Units that a record of the demonstration names: those below its author, as its form would offer, and to whom it goes.
import { audienceOf } from '../../shared/access/audience-of.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { Field, OrgUnitField } from '../../shared/forms/field-types.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import { isJsonObject, itemsOf, type JsonObject, type JsonValue } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';

/** The document with the units of its own place instead of the sample's, addressed as its definition says. */
export function withFittingUnits(
  definition: RecordDefinition,
  document: SyncedDocument,
  tree: OrgTree,
): SyncedDocument {
  const { level, shortName = '' } = tree.unit(document.orgUnitId) ?? {};
  const below = tree.children(document.orgUnitId);
  const offered = { own: document.orgUnitId, below: below.length === 0 ? [document.orgUnitId] : below };
  const start = Number.parseInt(document.id.slice(-6), 16);
  const named = fitting(
    definition.fields,
    withoutUnitsBelow(definition, document.values, below),
    offered,
    start,
  );
  const values = level === 'village' ? ofThisPlace(named, shortName) : named;
  const audience = audienceOf(definition, { values, occurredOn: document.occurredOn });
  return { ...document, values, ...(audience === undefined ? {} : { audience }) };
}

/** Who has nobody below herself sends nothing there. */
function withoutUnitsBelow(
  { fields }: RecordDefinition,
  values: JsonObject,
  below: readonly string[],
): JsonObject {
  if (below.length > 0) return values;
  const downwards = fields.flatMap((field) =>
    field.kind === 'orgUnit' && field.many === true && field.within === 'below' ? [field.id] : [],
  );
  return Object.fromEntries(Object.entries(values).filter(([id]) => !downwards.includes(id)));
}

/** Samples speak of 花果村; the same of another village speaks of that one. */
function ofThisPlace(values: JsonObject, place: string): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => [
      id,
      typeof value === 'string' ? value.replaceAll('花果村', place) : value,
    ]),
  );
}

type Offered = { readonly own: string; readonly below: readonly string[] };

function fitting(fields: readonly Field[], values: JsonObject, offered: Offered, start: number): JsonObject {
  return Object.fromEntries(
    Object.entries(values).map(([id, value]) => {
      const field = fields.find((candidate) => candidate.id === id);
      if (field?.kind === 'orgUnit') return [id, fittingUnit(field, value, offered, start)];
      if (field?.kind !== 'group' || !Array.isArray(value)) return [id, value];
      const rows = value.map((row: JsonValue, index) =>
        isJsonObject(row) ? fitting(field.fields, row, offered, start + index) : row,
      );
      return [id, rows];
    }),
  );
}

function fittingUnit(field: OrgUnitField, value: JsonValue, offered: Offered, start: number): JsonValue {
  if (field.within !== 'below') return Array.isArray(value) ? value : offered.own;
  const nth = (index: number): string => offered.below[index % offered.below.length] ?? offered.own;
  if (!Array.isArray(value)) return nth(start);
  // Units that the sample names stay where its author is right above them.
  const named = itemsOf(value);
  if (named.every((unit) => typeof unit === 'string' && offered.below.includes(unit))) return named;
  return [...new Set(value.map((_unit, index) => nth(start + index)))];
}
