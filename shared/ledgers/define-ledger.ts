// A ledger (台账, 簿, 册) as data: which records and people are its lines, and what stands in its columns.
import type { LedgerColumn, RecordDefinition } from '../forms/define-record-type.ts';
import type { Expression } from '../forms/expression.ts';
import type { Label } from '../forms/field-types.ts';

/**
 * What the records that continue it say, those of the type `of` alone where it is named: the sum of a number
 * (`following`), what the newest that says something says (`latest`), each different thing that was said (`allOf`), how
 * many there are (`times`), or the share of one number in another (`shareIn`).
 */
export type FollowingCell =
  | { readonly following: string }
  | { readonly latest: string; readonly of?: string; readonly where?: Expression }
  | { readonly allOf: string; readonly of?: string }
  | { readonly times: string }
  | { readonly shareIn: readonly [part: string, whole: string] };

/**
 * What the definition says of itself: a field or an expression; or `firstOf`, the first of these ids that says something,
 * else who wrote it (`orAuthor`). An id is a field of the row where each row is a line; else a ledger column of the
 * definition; else one of its fields, `gifts.source` for one in the rows of a group; else a field of the person that the
 * record or the row names. `about`: the same of the record that it continues.
 */
export type DrawnCell =
  | LedgerColumn['value']
  | { readonly firstOf: readonly string[]; readonly orAuthor?: true }
  | { readonly about: string }
  | FollowingCell;

/** How a matter that lives on stands: by its newest record, in words of the ledger where nobody went on or it is closed. */
export type StandingCell = { readonly standing: { readonly open?: Label; readonly closed?: Label } };

/** Of a ledger with a line for each unit: how many of its records, or the share of one such column in another. */
export type UnitCell =
  | { readonly countWhere: Expression }
  | { readonly shareOf: readonly [part: string, whole: string] };

/**
 * `number` of the line, in the first column and nowhere else · its `unit` · `day` on which it happened · `name`: its kind and title · `content`: its second line ·
 * `standing`: how a matter that lives on stands now · `review` · `blank`: to be filled in by hand.
 */
export type CellPlan =
  | ('number' | 'unit' | 'day' | 'name' | 'content' | 'standing' | 'review' | 'blank')
  | StandingCell
  | UnitCell
  | DrawnCell;

export type LedgerColumnPlan = {
  readonly id: string;
  readonly label: Label;
  readonly cell: CellPlan;
  /** Added up; only numbers stand in it, and shares of such columns. */
  readonly total?: true;
  /** Only numbers stand in it, but of different things: no sum. */
  readonly amount?: true;
};

/** Records of one type, or people, for which `where` holds. */
export type LedgerSource = {
  readonly type: string;
  readonly where?: Expression;
  /** A group: each of its rows is a line. What has no rows is counted below the table. */
  readonly eachRowOf?: string;
  /**
   * The field, of the record or of the row (`targets.unit`), with the units that it is about: their ledger holds it as
   * well as that of the unit that wrote it down; of several rows only those about the unit. Where each unit goes on for
   * itself (`answeredByEach`), a row about a unit tells of what that unit recorded.
   */
  readonly ofUnit?: string;
  /** By column: what this type has there, where the column's own plan does not suit it. */
  readonly cells?: Readonly<Record<string, DrawnCell>>;
};

/** One line for each unit that a field of its records names. */
export type EachUnit = {
  readonly field: string;
  /** The person of a record: somebody with several records in a unit counts once, by the newest. */
  readonly person: string;
  /** Below the table: of how many lines this column is not zero. `{n}`, `{of}`, `{share}`, and `{all}` villages there are. */
  readonly note: { readonly column: string; readonly words: Label };
};

/** An entry of the catalogue. It may name types that the registry lacks: they are left out. */
export type LedgerDefinition = {
  /** Kebab-case. A record type's id where it stands in the place of the ledger that this type has by itself. */
  readonly id: string;
  readonly label: Label;
  /**
   * A register says who or what is held: everything up to the last day asked about, in the order of the units, people once.
   * Any other ledger says what happened in the period, in the order of the day.
   */
  readonly isRegister?: true;
  readonly sources: readonly LedgerSource[];
  /** Every kind of work that is done once is a source as well, but for these. */
  readonly everyEventBut?: readonly string[];
  readonly eachUnit?: EachUnit;
  /** A string is a ledger column of the first source's type, `restOfColumns` all of them that are not named here. */
  readonly columns: readonly (LedgerColumnPlan | string)[];
};
/** See `columns` above. */
export const restOfColumns = '*';

/** A ledger whose types are all there. */
export type LedgerPlan = Omit<LedgerDefinition, 'sources' | 'everyEventBut' | 'columns'> & {
  readonly sources: readonly (LedgerSource & { readonly definition: RecordDefinition })[];
  /** Types that continue those of the sources. */
  readonly following: readonly string[];
  /** Types that those of the sources continue, where a column tells of them. */
  readonly preceding: readonly string[];
  readonly columns: readonly LedgerColumnPlan[];
};

/** The types of its records. */
export function typesOf({ sources }: LedgerPlan): readonly string[] {
  const records = sources.filter(({ definition }) => definition.collection === 'records');
  return [...new Set(records.map(({ type }) => type))];
}

/** People are read for it: as lines, or because the records of a register, or the rows that are lines, name them. */
export function readsPeople(plan: LedgerPlan): boolean {
  return (
    plan.isRegister === true ||
    plan.sources.some(
      (source) =>
        source.definition.collection === 'people' || rowFields(source).some(({ kind }) => kind === 'person'),
    )
  );
}

/** The fields of the rows that are its lines; none where each record is one. */
export function rowFields({ eachRowOf, definition }: LedgerPlan['sources'][number]) {
  const group = definition.fields.find(({ id }) => id === eachRowOf);
  return group?.kind === 'group' ? group.fields : [];
}
