// A move: one residence is closed, the next is opened; the history of all stands in `residences`.
import { isJsonObject, type JsonObject, type JsonValue } from '../records/json-value.ts';
import type { LocalDate, SyncedDocument, UnitId } from '../records/record.ts';
import { residenceOf, textOf } from './person-values.ts';

/** `hands`: the account may write in both units and hands the document over; else the new unit waits for the township. */
export type Move = { readonly to: UnitId; readonly on: LocalDate; readonly hands: boolean };

export type Moved = Pick<SyncedDocument, 'values' | 'orgUnitId' | 'hostUnitId'>;

/**
 * The document after the move. Its old unit stops reading it as soon as it is handed over: it is published under the new
 * one only. `newKey` gives the keys of new rows.
 */
export function movePerson(person: SyncedDocument, { to, on, hands }: Move, newKey: () => string): Moved {
  const values: JsonObject = {
    ...person.values,
    residences: residencesAfter(person, to, on, newKey),
    residenceUnitId: to,
    livesSince: on,
  };
  const { movedTo: _waiting, movedAway: _away, ...settled } = values;
  if (hands) return { values: settled, orgUnitId: to, hostUnitId: to };
  const { orgUnitId, hostUnitId } = person;
  return { values: { ...settled, movedTo: to }, orgUnitId, hostUnitId };
}

/** The township hands over somebody whose village wrote that she moved. */
export function handOverPerson(person: SyncedDocument): Moved {
  const { movedTo, ...settled } = person.values;
  const to = typeof movedTo === 'string' ? movedTo : person.orgUnitId;
  return { values: { ...settled, residenceUnitId: to }, orgUnitId: to, hostUnitId: to };
}

function residencesAfter(
  person: SyncedDocument,
  to: UnitId,
  on: LocalDate,
  newKey: () => string,
): readonly JsonValue[] {
  const known = person.values.residences;
  const rows = Array.isArray(known) ? known.filter((row): row is JsonObject => isJsonObject(row)) : [];
  const from = textOf(person.values, 'livesSince');
  const isOpen = (row: JsonObject): boolean => textOf(row, 'until') === '';
  const before = rows.some(isOpen)
    ? rows.map((row) => (isOpen(row) ? { ...row, until: on } : row))
    : [...rows, { key: newKey(), unit: residenceOf(person), ...(from === '' ? {} : { from }), until: on }];
  return [...before, { key: newKey(), unit: to, from: on }];
}
