// A ledger (台账, 簿, 册) as data: which records and people are its lines, and what stands in its columns.
import type { LedgerColumn, RecordDefinition } from '../forms/define-record-type.ts';
import type { Expression } from '../forms/expression.ts';
import type { Label } from '../forms/field-types.ts';

/**
 * What the definition says of itself: a field or an expression; or `firstOf`, the first of these ids that says something.
 * An id is a ledger column of the definition, else one of its fields, else a field of the person that the record names.
 * `following`: the sum of such a number over the records that continue it.
 */
export type DrawnCell =
  | LedgerColumn['value']
  | { readonly firstOf: readonly string[] }
  | { readonly following: string };

/**
 * `number` of the line, in the first column and nowhere else · its `unit` · `day` on which it happened · `name`: its kind and title · `content`: its second line ·
 * `standing`: how a matter that lives on stands now · `review`.
 */
export type CellPlan = 'number' | 'unit' | 'day' | 'name' | 'content' | 'standing' | 'review' | DrawnCell;

export type LedgerColumnPlan = {
  readonly id: string;
  readonly label: Label;
  readonly cell: CellPlan;
  /** Added up; only numbers stand in it. */
  readonly total?: true;
};

/** Records of one type, or people, for which `where` holds. */
export type LedgerSource = {
  readonly type: string;
  readonly where?: Expression;
  /** By column: what this type has there, where the column's own plan does not suit it. */
  readonly cells?: Readonly<Record<string, DrawnCell>>;
  /** Of a type with `ledgerRows`: each row of this group is a line. */
  readonly eachRow?: string;
};

/** An entry of the catalogue. It may name types that the registry lacks: they are left out. */
export type LedgerDefinition = {
  /** Kebab-case, no record type's id. */
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
  readonly columns: readonly LedgerColumnPlan[];
};

/** A ledger whose types are all there. */
export type LedgerPlan = Omit<LedgerDefinition, 'sources' | 'everyEventBut'> & {
  readonly sources: readonly (LedgerSource & { readonly definition: RecordDefinition })[];
  /** Types that continue those of the sources. */
  readonly following: readonly string[];
};

/** The types of its records, and whether people are read for it: as lines, or because records of a register name them. */
export function typesOf({ sources }: LedgerPlan): readonly string[] {
  const records = sources.filter(({ definition }) => definition.collection === 'records');
  return [...new Set(records.map(({ type }) => type))];
}

export function readsPeople(plan: LedgerPlan): boolean {
  return (
    plan.isRegister === true || plan.sources.some(({ definition }) => definition.collection === 'people')
  );
}
