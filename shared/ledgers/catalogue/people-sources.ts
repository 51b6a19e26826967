// People of the registry as lines of a ledger.
import type { Expression } from '../../forms/expression.ts';
import type { LedgerSource } from '../define-ledger.ts';

/** Another document stands for her, or she has died or moved away. */
const hasLeft: Expression = {
  or: ['mergedInto', 'diedOn', 'movedAway'].map((field) => ({ present: { field } })),
};

export function personWhere(expression: Expression): LedgerSource {
  return { type: 'person', where: { and: [expression, { not: hasLeft }] } };
}

/** With one of these roles. */
export function peopleWith(...roles: readonly string[]): LedgerSource {
  return personWhere({ or: roles.map((role) => ({ includes: [{ field: 'roles' }, role] })) });
}
