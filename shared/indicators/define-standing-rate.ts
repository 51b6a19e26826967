// A rate on a day, as data: what stands then, or was done since the period began, over what is due or what else stands.
import type { Expression } from '../forms/expression.ts';
import type { Wording } from './define-indicator.ts';

/**
 * Records of one type, counted as sets of ids. `units`: those who host them · `assignments`: each row of `targets` of a task, by its
 * unit · `people`: as in a `Measure` · `unitsIn`: the units that
 * this field names. Without `state` a record counts until one about it closes it; with it, by what the newest about it says
 * (of an assignment: by its own unit), closed or not.
 */
export type StandingTerm = {
  readonly type: string;
  readonly where?: Expression;
  readonly state?: { readonly is: string } | { readonly isNot: string };
  readonly counts:
    | 'records'
    | 'units'
    | 'assignments'
    | { readonly people: string }
    | { readonly unitsIn: string };
};

/**
 * `over`: what stands on the period's last day whenever it began, or only what happened in the period. The denominator is another such
 * set, or the number that a unit entered once a year as a `baseline` of this item.
 */
export type StandingRate = Wording & {
  readonly id: string;
  readonly over: 'day' | 'period';
  readonly numerator: StandingTerm;
  readonly denominator: StandingTerm | { readonly baseline: string };
};
