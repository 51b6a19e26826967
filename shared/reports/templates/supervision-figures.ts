// What the supervision bulletin counts and no record type brings along: problems by category, closed out, past their day.
import type { Expression } from '../../forms/expression.ts';
import type { Choice } from '../../forms/field-types.ts';
import { words } from '../../forms/shorthand.ts';
import type { Indicator } from '../../indicators/define-indicator.ts';
import type { StandingRate, StandingTerm } from '../../indicators/define-standing-rate.ts';
import { supervisionIssue } from '../../record-types/supervision-issue.ts';
import type { LocalDate } from '../../records/record.ts';

const unit = words('个', 'problems');
const issues = 'supervision-issue';
const found = { type: issues, counts: 'records' } as const satisfies StandingTerm;

/** In the order of the form; problems without a category last. */
export const issueCategories: readonly Choice[] = [
  ...supervisionIssue.fields.flatMap((field) =>
    field.id === 'category' && field.kind === 'choice' ? field.options : [],
  ),
  { id: 'none', label: words('未分类', 'without a category') },
];

function count(id: string, zh: string, en: string, where?: Expression): Indicator {
  return {
    id: `bulletin.${id}`,
    label: words(zh, en),
    unit,
    numerator: [{ type: issues, measure: { events: true }, ...(where === undefined ? {} : { where }) }],
  };
}

export const bulletinIndicators: readonly Indicator[] = [
  count('found', '发现问题', 'Problems found'),
  ...issueCategories.map(({ id, label }) =>
    count(
      `of-${id}`,
      `${label.zh}方面的问题`,
      `Problems: ${label.en}`,
      id === 'none' ? { not: { present: { field: 'category' } } } : { eq: [{ field: 'category' }, id] },
    ),
  ),
];

/** Of the problems found in the period, as they stood on its last day. */
export function bulletinRates(until: LocalDate): readonly StandingRate[] {
  const due: Expression = { lt: [{ field: 'dueOn' }, until] };
  const rate = (
    id: string,
    zh: string,
    en: string,
    numerator: StandingTerm,
    of: StandingTerm,
  ): StandingRate => ({
    ...{ id: `bulletin.${id}`, label: words(zh, en), unit, source: 'A9' },
    ...{ over: 'period', numerator, denominator: of },
  });
  return [
    rate('closed', '整改销号', 'Closed out', { ...found, state: { is: 'closed' } }, found),
    rate(
      'overdue',
      '到期未销号',
      'Past their day and not closed out',
      { ...found, where: due, state: { isNot: 'closed' } },
      { ...found, where: due },
    ),
  ];
}
