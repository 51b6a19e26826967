// Rates of the two-cancer screening over what was set for the year (the domain's K1, K2). K3 needs to know who was examined when.
import type { Expression } from '../../forms/expression.ts';
import { words } from '../../forms/shorthand.ts';
import type { StandingRate } from '../define-standing-rate.ts';

function rate(id: string, zh: string, en: string, cancer: string, baseline: string): StandingRate {
  const where: Expression = { eq: [{ field: 'cancer' }, cancer] };
  return {
    ...{ id, source: id.endsWith('task-rate') ? '§3.7 K1' : '§3.7 K2', over: 'period' },
    ...{ label: words(zh, en), unit: words('人', 'women') },
    numerator: { type: 'screening-counts', where, counts: { sum: { field: 'examined' } } },
    denominator: { baseline },
  };
}

/** May be more than 100 %: it is shown as it is. */
export const screeningRates: readonly StandingRate[] = [
  rate(
    'cervical-task-rate',
    '宫颈癌检查任务完成率',
    'Cervical screening task done',
    'cervical',
    'cervical-task',
  ),
  rate('breast-task-rate', '乳腺癌检查任务完成率', 'Breast screening task done', 'breast', 'breast-task'),
  rate('cervical-due-rate', '宫颈癌检查率', 'Due women examined, cervical', 'cervical', 'screening-due'),
  rate('breast-due-rate', '乳腺癌检查率', 'Due women examined, breast', 'breast', 'screening-due'),
];
