// The closed set of field types from which every form, list, check, ledger column and import is drawn.
import type { JsonValue } from '../records/json-value.ts';
import type { Expression } from './expression.ts';

/** Words shown to people, in both languages. */
export type Label = { readonly zh: string; readonly en: string };

/** One option of a choice. `retired` options stay readable in old records but are no longer offered. */
export type Choice = { readonly id: string; readonly label: Label; readonly retired?: true };

/** A rule on a value: `rule` must be true. `block` refuses the save, `warn` can be overridden with a reason. */
export type Constraint = {
  readonly rule: Expression;
  readonly message: Label;
  readonly severity: 'block' | 'warn';
};

/**
 * How a new record's field starts: a fixed value, the caller's date, the own unit, the value used last time (in a row: of
 * the row before), the number of the unit's executive members, or the festival that lies nearest to the date.
 */
export type Initial =
  | { readonly value: JsonValue }
  | { readonly from: 'today' | 'ownUnit' | 'last' | 'executives' | 'nearestFestival' };

/** What all fields share. `required` and `relevant` have their XForms meanings. */
export type FieldBase = {
  /** Key in `values`; or `occurredOn`, `photos`, `hostUnitId`, `partnerUnitIds`, `tags`, which bind to the envelope. */
  readonly id: string;
  readonly label: Label;
  readonly hint?: Label;
  readonly required?: boolean | Expression;
  readonly relevant?: Expression;
  readonly constraints?: readonly Constraint[];
  readonly initial?: Initial;
  /** Folded under "more" until opened: optional fields beyond the few that matter. */
  readonly folded?: true;
  /** 0 public in scope · 1 personal · 2 sensitive personal (masked in lists and exports). */
  readonly sensitivity?: 0 | 1 | 2;
};

/** One line or many, at most `maxLength` code points (default 100; long text 2,000). */
export type TextField = FieldBase & {
  readonly kind: 'text' | 'longText';
  readonly maxLength?: number;
  readonly suggestLast?: true;
  /** `documentNumber`: X妇发〔2026〕5号; other brackets and full-width digits are turned into this form. */
  readonly format?: 'documentNumber';
};
/** Whole number or decimal with `unit` words; `decimals` digits after the point (decimal only). */
export type NumberField = FieldBase & {
  readonly kind: 'integer' | 'decimal';
  readonly min?: number;
  readonly max?: number;
  readonly decimals?: number;
  readonly step?: number;
  readonly unit?: Label;
  /** In a row: the field in which its unit stands, so that both are read as one: 34盒. */
  readonly unitField?: string;
};
/** A count that may be rough: value `{ count: integer, isEstimate: boolean }`. */
export type EstimateField = FieldBase & {
  readonly kind: 'estimate';
  readonly min?: number;
  readonly max?: number;
  readonly unit?: Label;
};
/** Money as integer fen. */
export type MoneyField = FieldBase & { readonly kind: 'money'; readonly maxFen?: number };
/** 0–100 with one decimal. */
export type PercentageField = FieldBase & { readonly kind: 'percentage' };
export type BooleanField = FieldBase & { readonly kind: 'boolean' };
/** `date` YYYY-MM-DD · `time` HH:MM · `period` a month YYYY-MM. `isDistant`: hardly ever today or yesterday. */
export type DateField = FieldBase & {
  readonly kind: 'date' | 'time' | 'period';
  readonly notFuture?: true;
  readonly isDistant?: true;
};
/** `choice` stores one option id, `choices` a list of them in the definition's order. */
export type ChoiceField = FieldBase & {
  readonly kind: 'choice' | 'choices';
  readonly options: readonly Choice[];
};
/**
 * Something that the registry knows of a person (`from`) and the form asks for (`to`), so that nobody types it twice; `as`:
 * what an answer of the registry is called in the form, where the two differ.
 */
export type ToldByPerson = {
  readonly from: string;
  readonly to: string;
  readonly as?: Readonly<Record<string, JsonValue>>;
};
/**
 * A person of the registry: value `{ id, name }` (id absent for a name typed by hand). `tells`: what follows from who she
 * is (`told-by-person.ts`).
 */
export type PersonField = FieldBase & {
  readonly kind: 'person';
  readonly allowTyped?: true;
  readonly tells?: readonly ToldByPerson[];
};
/** Another record: value is its id. `isGiven`: it came with a row that was offered; it is shown and not chosen by hand. */
export type RecordField = FieldBase & {
  readonly kind: 'record';
  readonly recordType?: string;
  readonly isGiven?: true;
};
/** A unit, or several; `below` offers only the own unit and those under it. */
export type OrgUnitField = FieldBase & {
  readonly kind: 'orgUnit';
  readonly many?: true;
  readonly within?: 'below';
};
/** `tells` names the fields that a right number fills in, and that must not contradict it (`identity-fields.ts`). */
export type IdentityNumberField = FieldBase & {
  readonly kind: 'identityNumber';
  readonly tells?: { readonly birthDate: string; readonly sex: string };
};
export type PhoneField = FieldBase & { readonly kind: 'phone' };
/**
 * Rows that a form offers from what the device holds of the unit, to be ticked one by one (`records/group-offers.ts`).
 * What is named are fields of the row. `openMatters`: standing matters that are open for the unit, and what came back to it;
 * `kind` says which option stands for which kind of record. `peopleInCare`: those whom a record that is open `caresFor`.
 */
export type GroupOffers =
  | {
      readonly of: 'openMatters';
      readonly record: string;
      readonly content: string;
      readonly dueOn: string;
      readonly kind: {
        readonly field: string;
        readonly byType: Readonly<Record<string, string>>;
        readonly returned: string;
        readonly other: string;
      };
    }
  | {
      readonly of: 'peopleInCare';
      readonly record: string;
      readonly person: string;
      readonly content: string;
    };
/** Rows of fields; each row is `{ key, …values }`, merged by `key`. */
export type GroupField = FieldBase & {
  readonly offers?: GroupOffers;
  readonly kind: 'group';
  readonly fields: readonly LeafField[];
  readonly itemLabel: Label;
  readonly min?: number;
  readonly max?: number;
};
/** `photos` draws the envelope's list; `file` and `signature` hold `{ sha256, mime, bytes, name? }`. */
export type BlobField = FieldBase & { readonly kind: 'photos' | 'file' | 'signature'; readonly max?: number };
/** Derived from other fields, shown, never typed, never stored. */
export type ComputedField = FieldBase & {
  readonly kind: 'computed';
  readonly value: Expression;
  readonly unit?: Label;
};

export type LeafField =
  | TextField
  | NumberField
  | EstimateField
  | MoneyField
  | PercentageField
  | BooleanField
  | DateField
  | ChoiceField
  | PersonField
  | RecordField
  | OrgUnitField
  | IdentityNumberField
  | PhoneField
  | BlobField
  | ComputedField;

/** Any field of a definition. */
export type Field = LeafField | GroupField;
export type FieldKind = Field['kind'];

/** Field ids that stand in the envelope rather than in `values`. */
export const envelopeFieldIds = ['occurredOn', 'photos', 'hostUnitId', 'partnerUnitIds', 'tags'] as const;

/** True when the field's value stands in the envelope. */
export function isEnvelopeField(id: string): boolean {
  return envelopeFieldIds.some((known) => known === id);
}
