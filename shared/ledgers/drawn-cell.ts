// One cell as the plan of a ledger draws it: from the record, what it continues, or the records that continue it.
import type { DescribeOptions } from '../forms/describe-record.ts';
import { isTrue } from '../forms/expression.ts';
import { scopeOf } from '../forms/relevance.ts';
import { rateText } from '../reports/number-text.ts';
import type { DrawnCell, FollowingCell } from './define-ledger.ts';
import { cellText, numberIn, sumOfCells, type LedgerCell } from './ledger-cell.ts';
import { amountCell, namedCell, ownCell, type LedgerSubject, type LedgerSubjects } from './ledger-row.ts';

export function drawnCell(
  plan: DrawnCell,
  subjects: LedgerSubjects,
  isAmount: boolean,
  options: DescribeOptions,
): LedgerCell {
  if ('expression' in plan || 'field' in plan) return ownCell(plan, subjects, options);
  if ('about' in plan)
    return subjects.about === undefined ? '' : namedCell(subjects.about, plan.about, options);
  const sayingOf = isAmount ? amountCell : namedCell;
  if (!('firstOf' in plan)) return followingCell(plan, subjects.following ?? [], sayingOf, options);
  for (const id of plan.firstOf) {
    const cell = sayingOf(subjects, id, options);
    if (cell !== '') return cell;
  }
  return plan.orAuthor === true ? (subjects.author ?? '') : '';
}

/** `following`: oldest first. '' where none of them tells. */
function followingCell(
  plan: FollowingCell,
  following: readonly LedgerSubject[],
  sayingOf: typeof namedCell,
  options: DescribeOptions,
): LedgerCell {
  if ('times' in plan) return following.filter(({ definition }) => definition.id === plan.times).length;
  if ('following' in plan) return sumOver(following, plan.following);
  if ('shareIn' in plan) {
    const [part, whole] = plan.shareIn.map((id) => numberIn(sumOver(following, id)));
    return part === undefined || whole === undefined || whole === 0 ? '' : rateText(part / whole);
  }
  const heard = following.filter(({ definition }) => plan.of === undefined || definition.id === plan.of);
  if ('allOf' in plan) {
    const texts = heard.map((subject) => cellText(namedCell(subject, plan.allOf, options), options.locale));
    return [...new Set(texts.filter((text) => text !== ''))].join(options.locale === 'zh' ? '；' : '; ');
  }
  const { latest, where } = plan;
  const said = heard
    .filter(({ entry }) => where === undefined || isTrue(where, scopeOf(entry, entry.occurredOn)))
    .map((subject) => sayingOf(subject, latest, options));
  return said.filter((cell) => cell !== '').at(-1) ?? '';
}

function sumOver(subjects: readonly LedgerSubject[], id: string): LedgerCell {
  return sumOfCells(subjects.map((subject) => amountCell(subject, id)));
}
