// Rates of the two-cancer screening over what was set for the year, from its first day (the domain's K1, K2: 累计完成率), and over the
// women of the age, whenever within the cycle they were examined (K3).
import type { Expression } from '../../forms/expression.ts';
import { words } from '../../forms/shorthand.ts';
import type { StandingRate } from '../define-standing-rate.ts';

const yearOf = (day: Expression): Expression => ({ yearsBetween: ['2000-01-01', day] });
/** The task is a year's: so is what was done of it, up to the last day of the period. */
const isOfTheYear: Expression = { eq: [yearOf({ field: 'occurredOn' }), yearOf({ today: true })] };

function rate(id: string, zh: string, en: string, cancer: string, baseline: string): StandingRate {
  const where: Expression = { and: [{ eq: [{ field: 'cancer' }, cancer] }, isOfTheYear] };
  return {
    ...{ id, source: id.endsWith('task-rate') ? '§3.7 K1' : '§3.7 K2', over: 'day', decimals: 2 },
    ...{ label: words(zh, en), unit: words('人', 'women') },
    numerator: { type: 'screening-counts', where, counts: { sum: { field: 'examined' } } },
    denominator: { baseline },
  };
}

/** May be more than 100 %: it is shown as it is. */
export const screeningRates: readonly StandingRate[] = [
  rate(
    'cervical-task-rate',
    '宫颈癌检查任务累计完成率',
    'Cervical screening task done since January',
    'cervical',
    'cervical-task',
  ),
  rate(
    'breast-task-rate',
    '乳腺癌检查任务累计完成率',
    'Breast screening task done since January',
    'breast',
    'breast-task',
  ),
  rate(
    'cervical-due-rate',
    '宫颈癌累计检查率',
    'Due women examined since January, cervical',
    'cervical',
    'screening-due',
  ),
  rate(
    'breast-due-rate',
    '乳腺癌累计检查率',
    'Due women examined since January, breast',
    'breast',
    'screening-due',
  ),
  {
    ...{ id: 'screening-cycle-rate', source: '§3.7 K3', over: 'day', decimals: 2 },
    label: words('宫颈癌周期筛查率', 'Examined within the cycle, cervical'),
    unit: words('人', 'women'),
    numerator: {
      ...{ type: 'screening-counts', isNewestOfUnit: true, counts: { sum: { field: 'withinCycle' } } },
      where: {
        and: [{ eq: [{ field: 'cancer' }, 'cervical'] }, { present: { field: 'withinCycle' } }, isOfTheYear],
      },
    },
    denominator: { baseline: 'screening-age' },
  },
];
