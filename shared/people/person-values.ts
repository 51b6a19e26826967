// Reading a person's open values: text where it is text, nothing where it is not.
import type { JsonObject } from '../records/json-value.ts';
import type { DocumentId, SyncedDocument, UnitId } from '../records/record.ts';

/** The part of a person's document that rules about people read. */
export type PersonDocument = Pick<SyncedDocument, 'id' | 'orgUnitId' | 'values'>;

export function textOf(values: JsonObject, id: string): string {
  const value = values[id];
  return typeof value === 'string' ? value : '';
}

export function textsOf(values: JsonObject, id: string): readonly string[] {
  const value = values[id];
  return Array.isArray(value) ? value.filter((each): each is string => typeof each === 'string') : [];
}

export function nameOf(person: Pick<PersonDocument, 'values'>): string {
  return textOf(person.values, 'name');
}

/** Where she lives: the unit that registered her while nothing else is said. */
export function residenceOf(person: PersonDocument): UnitId {
  return textOf(person.values, 'residenceUnitId') || person.orgUnitId;
}

/** The document that stands for this one since they were merged; undefined for one that stands for itself. */
export function mergedIntoOf(person: Pick<PersonDocument, 'values'>): DocumentId | undefined {
  return textOf(person.values, 'mergedInto') || undefined;
}
