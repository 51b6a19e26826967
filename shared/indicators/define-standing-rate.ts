// A rate on a day, as data: what stands then, or was done since the period began, over what is due or what else stands.
import type { Expression } from '../forms/expression.ts';
import type { Level } from '../org/org-unit.ts';
import type { Wording } from './define-indicator.ts';

/**
 * What each record of a term stands for. `records`: itself · `units`: the one that hosts it · `assignments`: each row of `targets` of a
 * task, by its unit · `people`: as in a `Measure` · `unitsIn`: the units that this field names · `unitsWithAll`: the host, once its
 * records hold every one of these options in the field · `sum`: an amount, added up instead of collected.
 */
export type StandingCounts =
  | 'records'
  | 'units'
  | 'assignments'
  | { readonly people: string }
  | { readonly unitsIn: string }
  | { readonly unitsWithAll: string; readonly options: readonly string[] }
  | { readonly sum: Expression };

/**
 * Records of one type. Without `state` a record counts until one about it closes it; with it, by what the newest about it says (of
 * an assignment: by its own unit), closed or not. `where` reads the period's last day as today.
 */
export type StandingTerm = {
  readonly type: string;
  readonly where?: Expression;
  readonly state?: { readonly is: string } | { readonly isNot: string };
  /** Only records that another one, for which this holds, is about: until the last day, or within the period. */
  readonly followed?: { readonly over: 'day' | 'period'; readonly where?: Expression };
  /** Of assignments: past their due day, neither done nor cancelled. */
  readonly isOverdue?: true;
  /**
   * Of each unit that hosts such records only the newest: a number of what stands, handed over anew each time. What a unit in scope
   * handed over holds what those below it did: theirs count only where it handed over nothing.
   */
  readonly isNewestOfUnit?: true;
  /** When it differs from the rate's. */
  readonly over?: 'day' | 'period';
  readonly counts: StandingCounts;
};

/**
 * `over`: what stands on the period's last day whenever it began, or only what happened in the period. The denominator is another such
 * set, the number that a unit entered once a year as a `baseline` of this item, or the units of a level in the tree.
 */
export type StandingRate = Wording & {
  readonly id: string;
  /** The row of the domain that names it. */
  readonly source: string;
  readonly over: 'day' | 'period';
  readonly numerator: StandingTerm;
  /** Counts as well; what both terms name counts once. */
  readonly also?: StandingTerm;
  /** Only what the denominator names too: a part of the whole, whatever else was recorded. */
  readonly isAmongBase?: true;
  readonly denominator: StandingTerm | { readonly baseline: string } | { readonly unitsOfLevel: Level };
};
