// The sample of a definition told again with other numbers, choices and people: no two records of the demonstration alike.
import { checkEntry } from '../../shared/forms/check-entry.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { normaliseEntry } from '../../shared/forms/normalise-entry.ts';
import type { EntryContent } from '../../shared/forms/relevance.ts';
import type { Field, NumberField } from '../../shared/forms/field-types.ts';
import { sampleValues } from '../../shared/forms/sample-values.ts';
import { isJsonObject, type JsonObject, type JsonValue } from '../../shared/records/json-value.ts';
import { believableValues, type KnownPerson } from './believable-values.ts';
import type { SeededRandom } from './seeded-random.ts';

export type Variation = {
  readonly definition: RecordDefinition;
  readonly random: SeededRandom;
  readonly occurredOn: string;
  readonly unitId: string;
  /** Registered people of the unit. */
  readonly people: readonly KnownPerson[];
};

/** Those who have not been named yet by the record: each is taken once. */
type Among = Variation & { readonly people: KnownPerson[] };

/** Nobody visits herself: who a record names stands in it once. */
function eachOnce({ people, random }: Variation): KnownPerson[] {
  const left = [...people];
  const taken: KnownPerson[] = [];
  while (taken.length < mostNamed && left.length > 0)
    taken.push(...left.splice(random.below(left.length), 1));
  return taken;
}
const mostNamed = 6;

/** Never what the definition would refuse: a choice that asks for fields the sample does not have is not taken. */
export function variedValues(variation: Variation): JsonObject {
  const { definition, random, occurredOn } = variation;
  const among = { ...variation, people: eachOnce(variation) };
  // One factor for all numbers: what may not exceed another does not.
  const factor = 0.5 + random.below(100) / 100;
  const numbers = Object.fromEntries(
    Object.entries(sampleValues(definition, occurredOn)).map(([id, value]) => {
      const field = definition.fields.find((candidate) => candidate.id === id);
      return [id, field === undefined ? value : variedValue(field, value, factor, among)];
    }),
  );
  const varied = definition.fields.reduce<JsonObject>((values, field) => {
    if (field.kind !== 'choice' || values[field.id] === undefined) return values;
    const option = random.pick(field.options.filter(({ retired }) => retired !== true));
    const changed = { ...values, [field.id]: option.id };
    return isAccepted(variation, changed) ? changed : values;
  }, numbers);
  // What no longer applies after another choice goes, as in a form.
  const believable = believableValues(varied, variation);
  return normaliseEntry(definition, entryOf(variation, believable), occurredOn).values;
}

function variedValue(field: Field, value: JsonValue, factor: number, variation: Among): JsonValue {
  if (field.kind === 'integer' && typeof value === 'number')
    return isFixed(field) ? value : scaled(value, factor, field.min, field.max);
  if (field.kind === 'money' && typeof value === 'number') return scaled(value / 100, factor, 1) * 100;
  if (field.kind === 'estimate' && isJsonObject(value) && typeof value.count === 'number')
    return { ...value, count: scaled(value.count, factor, field.min, field.max) };
  if (field.kind === 'person') {
    const person = variation.people.shift();
    return person === undefined ? value : { id: person.id, name: person.name };
  }
  if (field.kind === 'group' && Array.isArray(value))
    return value.map((row: JsonValue) =>
      isJsonObject(row) ? variedRow(field.fields, row, factor, variation) : row,
    );
  return value;
}

/** A year, shares of a whole, marks out of a hundred: scaled they would make no sense together. */
function isFixed({ id, unit }: Pick<NumberField, 'id' | 'unit'>): boolean {
  return id === 'year' || unit?.zh === '%' || unit?.zh === '分';
}

function variedRow(fields: readonly Field[], row: JsonObject, factor: number, variation: Among): JsonObject {
  return Object.fromEntries(
    Object.entries(row).map(([id, value]) => {
      const field = fields.find((candidate) => candidate.id === id);
      return [id, field === undefined ? value : variedValue(field, value, factor, variation)];
    }),
  );
}

function scaled(value: number, factor: number, min = 0, max = Number.MAX_SAFE_INTEGER): number {
  return Math.min(max, Math.max(min, Math.round(value * factor)));
}

function isAccepted(variation: Variation, values: JsonObject): boolean {
  const { definition, occurredOn } = variation;
  const problems = checkEntry(definition, entryOf(variation, values), { today: occurredOn });
  return problems.every(({ severity }) => severity === 'warn');
}

function entryOf({ occurredOn, unitId }: Variation, values: JsonObject): EntryContent {
  return { values, occurredOn, photos: [], hostUnitId: unitId, partnerUnitIds: [] };
}
