// 填一次: what the registry knows of a person goes into the form that names her, and what contradicts it is said.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { EntryProblem } from '../forms/entry-problem.ts';
import { isPresent } from '../forms/expression.ts';
import type { Field, PersonField, ToldByPerson } from '../forms/field-types.ts';
import { isJsonObject, itemsOf, type JsonObject, type JsonValue } from '../records/json-value.ts';

/** Name of a field of the registry → what it says; the values of a person's document. */
export type PersonValues = JsonObject;

/** The id of the registered person in a field; undefined for a typed name. */
export function personIdIn(value: JsonValue | undefined): string | undefined {
  return value !== undefined && isJsonObject(value) && typeof value['id'] === 'string'
    ? value['id']
    : undefined;
}

/**
 * The values with what the registry says of the chosen person. What somebody wrote by hand stays: replaced is only what is
 * empty, stands there from the start, or came from the person who stood there before.
 */
export function fillFromPerson(
  definition: RecordDefinition,
  field: PersonField,
  values: JsonObject,
  person: PersonValues,
  before: PersonValues = {},
): JsonObject {
  const filled: Record<string, JsonValue> = { ...values };
  for (const told of field.tells ?? []) {
    const target = definition.fields.find(({ id }) => id === told.to);
    if (target === undefined) continue;
    const [now, newly] = [values[told.to], answerOf(target, told, person)];
    const isFree =
      !isPresent(now) || isSame(now, initialOf(target)) || isSame(now, answerOf(target, told, before));
    if (!isFree) continue;
    if (newly !== undefined) filled[told.to] = newly;
    else if (isSame(now, answerOf(target, told, before))) delete filled[told.to];
  }
  return filled;
}

/**
 * Birth date and sex of a woman are one thing wherever they stand: a form that says otherwise than the registry is asked
 * about, not refused. `personOf`: the registry's values by id, undefined for somebody who is not on this device.
 */
export function contradictions(
  definition: RecordDefinition,
  values: JsonObject,
  personOf: (id: string) => PersonValues | undefined,
): readonly EntryProblem[] {
  return definition.fields.flatMap((field) => {
    const id = field.kind === 'person' ? personIdIn(values[field.id]) : undefined;
    const person = id === undefined ? undefined : personOf(id);
    if (person === undefined || field.kind !== 'person') return [];
    return (field.tells ?? [])
      .filter(({ from }) => from === 'birthDate' || from === 'sex')
      .flatMap((told) => problemOf(definition, told, values, person));
  });
}

function problemOf(
  definition: RecordDefinition,
  told: ToldByPerson,
  values: JsonObject,
  person: PersonValues,
): readonly EntryProblem[] {
  const target = definition.fields.find(({ id }) => id === told.to);
  const known = target === undefined ? undefined : answerOf(target, told, person);
  const said = values[told.to];
  if (target === undefined || known === undefined || !isPresent(said) || isSame(said, known)) return [];
  const { zh, en } = target.label;
  const message = {
    zh: `与人员库里的${zh}不符，请核对；没错的，再保存一次，并到人员库里改正`,
    en: `Not the ${en.toLowerCase()} that the registry holds; if it is right, save once more and correct the registry`,
  };
  return [{ fieldId: told.to, severity: 'warn', asks: 'again', message }];
}

/** What the registry says, as this field would say it; undefined where it says nothing that the field can hold. */
function answerOf(target: Field, told: ToldByPerson, person: PersonValues): JsonValue | undefined {
  const held = person[told.from];
  if (!isPresent(held) || held === undefined) return undefined;
  const value = typeof held === 'string' ? (told.as?.[held] ?? held) : held;
  if (target.kind === 'choices') return itemsOf(value).filter((each) => isOffered(target.options, each));
  if (target.kind !== 'choice') return value;
  const [only, ...others] = itemsOf(value).filter((each) => isOffered(target.options, each));
  return others.length === 0 ? only : undefined;
}

function isOffered(
  options: readonly { readonly id: string; readonly retired?: true }[],
  value: JsonValue,
): boolean {
  return options.some(({ id, retired }) => id === value && retired !== true);
}

function initialOf({ initial }: Field): JsonValue | undefined {
  return initial !== undefined && 'value' in initial ? initial.value : undefined;
}

function isSame(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a !== undefined && b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}
