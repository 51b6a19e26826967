// What reading one cell can come to: nothing, a value, or a doubt that a person settles.
import type { Label } from '../forms/field-types.ts';
import type { JsonValue } from '../records/json-value.ts';
import type { OrgUnit } from '../org/org-unit.ts';

/** Why a cell is asked about. Cells of one column with the same doubt are asked about together. */
export type Doubt =
  | 'yearMissing'
  | 'dayMissing'
  | 'dayRange'
  | 'serialDay'
  | 'outsidePeriod'
  | 'notDate'
  | 'rough'
  | 'otherCounter'
  | 'notNumber'
  | 'roughMoney'
  | 'tenThousands'
  | 'lostDigits'
  | 'oldIdentity'
  | 'wrongIdentity'
  | 'oddPhone'
  | 'notPhone'
  | 'nearChoice'
  | 'notChoice'
  | 'unitWithMore'
  | 'severalUnits'
  | 'unknownUnit'
  | 'severalPeople'
  | 'unknownPerson'
  | 'samePerson'
  | 'otherName'
  | 'noValue'
  | 'cellError'
  | 'tooLong'
  | 'missing'
  | 'refused';

/**
 * `proposal` is what the app would take, null to leave the field empty; without one only a person knows. Nothing is taken
 * without a person's word.
 */
export type Reading =
  | { readonly kind: 'empty' }
  | { readonly kind: 'value'; readonly value: JsonValue }
  | {
      readonly kind: 'doubt';
      readonly doubt: Doubt;
      readonly words: Label;
      readonly proposal?: JsonValue;
      /** Of a unit with more behind its name: what more. */
      readonly rest?: string;
      /** Ready answers beside a typed one. */
      readonly offers?: readonly Offer[];
    };

/** An answer in words, to be taken with one tap; null leaves the field empty. */
export type Offer = { readonly label: Label; readonly value: JsonValue };

/** A person of the registry as a cell can name her. */
export type KnownPerson = { readonly id: string; readonly name: string; readonly idNo?: string };

/** What readers may ask. `year` and the days stand in the sheet's title or name, when it says them. */
export type ReadContext = {
  readonly today: string;
  readonly year: number | undefined;
  readonly period: { readonly from: string; readonly until: string } | undefined;
  /** Amounts of the column are in 万元, says its head or the title. */
  readonly isTenThousands: boolean;
  /** Units that the account may name, by every name that people write. */
  readonly unitsNamed: (name: string) => readonly OrgUnit[];
  /** The longest name of a unit with which the text begins. */
  readonly unitAtStart: (
    text: string,
  ) => { readonly units: readonly OrgUnit[]; readonly rest: string } | undefined;
  readonly peopleNamed: (name: string) => readonly KnownPerson[];
  readonly personNumbered: (idNo: string) => KnownPerson | undefined;
  /** The identity number in the same row, '' where the table has such a column and nothing readable in it. */
  readonly rowNumber?: string | undefined;
};

export const nothing: Reading = { kind: 'empty' };

export function read(value: JsonValue): Reading {
  return { kind: 'value', value };
}

/** A doubt; without a proposal the person has to say. */
export function doubt(code: Doubt, zh: string, en: string, proposal?: JsonValue): Reading {
  const words = { zh, en };
  return proposal === undefined
    ? { kind: 'doubt', doubt: code, words }
    : { kind: 'doubt', doubt: code, words, proposal };
}

/** Marks that people put where there is nothing. */
export function isNothing(text: string): boolean {
  return /^([-—–－/\\、.。]+|无|暂无|没有|空)?$/.test(text.normalize('NFKC').trim());
}
