// A record type as data: the one thing a new kind of work has to say.
import type { CollectionName } from '../records/record.ts';
import type { JsonObject, JsonValue } from '../records/json-value.ts';
import type { Level } from '../org/org-unit.ts';
import type { Area } from './areas.ts';
import type { Asked } from './asked.ts';
import type { OwnIndicator } from '../indicators/define-indicator.ts';
import type { Constraint, Field, Label } from './field-types.ts';
import type { Expression } from './expression.ts';
import { fieldsIn } from './expression-fields.ts';

/**
 * A piece of a line drawn from a record: fixed words, or a field written as people read it (`or` where that is empty), or
 * how many rows it has.
 */
export type LinePart =
  | Label
  | {
      readonly field: string;
      readonly or?: string;
      readonly approximate?: true;
      readonly counted?: Label;
    };

/** A column of the ledger: a field, or an expression over the record. */
export type LedgerColumn = {
  readonly id: string;
  readonly label: Label;
  readonly value: { readonly field: string } | { readonly expression: Expression };
  readonly total?: true;
};

/** One step from a version to the next, as data: what was written by an old app stays readable. */
export type UpgradeStep =
  | { readonly rename: { readonly from: string; readonly to: string } }
  | { readonly setDefault: { readonly field: string; readonly value: JsonValue } }
  | { readonly replaceChoice: { readonly field: string; readonly from: string; readonly to: string } };

/**
 * A kind of record. Form, list, detail, validation, storage, access, ledger, import and contract tests derive from it.
 * Adding one touches its own file and its line in `registry.ts`.
 */
export type RecordDefinition = {
  /** Kebab-case, never changed. */
  readonly id: string;
  readonly version: number;
  readonly label: Label;
  /** One character on the tile of the home page. */
  readonly tile: string;
  readonly area: Area;
  readonly collection: Extract<CollectionName, 'records' | 'people'>;
  /** `event` is done once; `standing` lives on and is continued by records with `aboutId` (`architecture.md`). */
  readonly life: 'event' | 'standing';
  /**
   * Standing types that a record of this type continues: progress, a visit, a payment, the closing. It carries the id of
   * such a record in `aboutId`, is reached from that record's page, and has no tile.
   */
  readonly continues?: readonly string[];
  /** Of a type that continues others: the choice that says how the matter stands from then on. */
  readonly stateField?: string;
  /** Of a type that continues others: where this holds, the matter is closed. */
  readonly closes?: Expression;
  /**
   * The field whose units the record is addressed to: they get it on their devices, and those below them too where
   * `below` holds. A field of units, or one in the rows of a group (`targets.unit`).
   */
  readonly addressedTo?: { readonly field: string; readonly below?: Expression };
  /**
   * Of a standing type that is addressed to units: each of them goes on with it for itself, and it is closed for a unit
   * by what that unit recorded.
   */
  readonly answeredByEach?: true;
  /**
   * Of a type whose records can be split further down: the field that names the record of which another is a part, and
   * what a part takes over from it when it begins.
   */
  readonly partOf?: { readonly field: string; readonly takes: readonly string[] };
  /** Fields that together stand in one record only: an organisation has one grade for a year. Said, never refused. */
  readonly oncePer?: readonly string[];
  /**
   * Of a type that continues others: what is asked about when it does not fit the record that it continues, which the
   * rule reads as `about` (`{ field: 'about', part: 'items' }`). Only where that record is at hand.
   */
  readonly againstAbout?: readonly (Pick<Constraint, 'rule' | 'message'> & { readonly field: string })[];
  /**
   * Of a standing type: where its due days stand, `occurredOn`, a date field or one in the rows of a group
   * (`items.dueOn`).
   */
  readonly dueOn?: string;
  /** Of a standing type: the person who is waited for until it is closed; it stands first on the page of an account of her name. */
  readonly waitsFor?: string;
  /**
   * The unit looks after the person in this field: as long as a standing record is open; as long as `while` holds of the
   * newest record of an event about her. `what` says what is to be done for her.
   */
  readonly caresFor?: {
    readonly person: string;
    readonly what: readonly LinePart[];
    readonly while?: Expression;
  };
  /** Levels whose accounts may record it. */
  readonly recordedBy: readonly Level[];
  /** Who asks for it, on what basis, how often, where that is not as for the rest of its area (`asked.ts`). */
  readonly asked?: Partial<Asked>;
  /** In the order of the form, required ones first (`domain.md` §0). */
  readonly fields: readonly Field[];
  /** Rules across fields, shown beside the field named. */
  readonly rules?: readonly (Constraint & { readonly field: string })[];
  /** First line in a list: usually whom or what. */
  readonly title: readonly LinePart[];
  /** Second line in a list: usually how many. */
  readonly summary: readonly LinePart[];
  readonly ledgerColumns: readonly LedgerColumn[];
  /** After the number of records of this kind: 6场, 12户次. Nothing is said of a kind that is not counted. */
  readonly countedAs?: Label;
  /** Figures beside the number of records. */
  readonly indicators?: readonly OwnIndicator[];
  /** Steps from version n to n+1 at index n−1; append-only. */
  readonly upgrades?: readonly (readonly UpgradeStep[])[];
  /** A plausible record's values, done on `sampleDay` (`sample-values.ts`): for the contract tests and the demonstration. */
  readonly sample: JsonObject;
};

/** Checks that ids are unique and that every field named in a line, rule or column exists; throws a defect in words. */
export function defineRecordType<const D extends RecordDefinition>(definition: D): D {
  const ids = definition.fields.map((field) => field.id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) throw new Error(`${definition.id}: field ${twice} is defined twice`);
  const known = new Set([...ids, 'occurredOn', 'orgUnitId', 'hostUnitId', 'partnerUnitIds', 'tags']);
  const named = [
    ...[...definition.title, ...definition.summary].flatMap((part) =>
      'field' in part ? [part.field, part.or ?? part.field] : [],
    ),
    ...[...(definition.rules ?? []), ...(definition.againstAbout ?? [])].map((rule) => rule.field),
    ...(definition.oncePer ?? []),
    ...definition.ledgerColumns.flatMap((column) => ('field' in column.value ? [column.value.field] : [])),
    ...(definition.indicators ?? []).flatMap(fieldsOfIndicator),
    ...(definition.stateField === undefined ? [] : [definition.stateField]),
    ...(definition.partOf === undefined ? [] : [definition.partOf.field, ...definition.partOf.takes]),
    ...(definition.dueOn === undefined ? [] : [definition.dueOn.split('.')[0] ?? '']),
    ...(definition.addressedTo === undefined ? [] : [definition.addressedTo.field.split('.')[0] ?? '']),
    ...fieldsIn(definition.closes ?? null),
    ...definition.fields.flatMap(toldFields),
  ];
  const missing = named.find((id) => !known.has(id));
  if (missing !== undefined) throw new Error(`${definition.id}: there is no field ${missing}`);
  return definition;
}

function toldFields(field: Field): readonly string[] {
  if (field.kind === 'person') return (field.tells ?? []).map(({ to }) => to);
  return field.kind === 'identityNumber' ? Object.values(field.tells ?? {}) : [];
}

function fieldsOfIndicator({ where, numerator, denominator }: OwnIndicator): readonly string[] {
  const measures = denominator === undefined ? [numerator] : [numerator, denominator];
  const read = measures.flatMap((measure) => {
    if ('people' in measure) return [measure.people.split('.')[0] ?? ''];
    return 'sum' in measure ? [...fieldsIn(measure.sum), ...fieldsIn(measure.unknownWhere ?? null)] : [];
  });
  return [...read, ...fieldsIn(where ?? null)];
}
