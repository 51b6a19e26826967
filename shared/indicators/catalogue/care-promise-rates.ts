// Rates of promises, study and care: 承诺率, 公示率, 参学率, 结对覆盖率, 动态更新率, 走访频次 (the domain's rows A12, B1.3, B2.2, B2.3).
import type { Expression } from '../../forms/expression.ts';
import { words } from '../../forms/shorthand.ts';
import type { StandingRate, StandingTerm } from '../define-standing-rate.ts';

const is = (field: string, value: string): Expression => ({ eq: [{ field }, value] });
const openFiles: StandingTerm = { type: 'care-target', counts: 'records' };

/** In the order of the domain. */
export const carePromiseRates: readonly StandingRate[] = [
  {
    ...{ id: 'promise-rate', source: 'A12', over: 'period' },
    label: words('承诺率', 'Made a commitment, of those due'),
    unit: words('个', 'organisations and people'),
    numerator: { type: 'public-commitment', where: is('promiser', 'org'), counts: 'units' },
    also: { type: 'public-commitment', where: is('promiser', 'person'), counts: { people: 'person' } },
    denominator: { baseline: 'promises-due' },
  },
  {
    ...{ id: 'published-rate', source: 'A12', over: 'period' },
    label: words('承诺公示率', 'Commitments published'),
    unit: words('份', 'commitments'),
    numerator: { type: 'public-commitment', where: { present: { field: 'publishedBy' } }, counts: 'records' },
    also: {
      type: 'public-commitment',
      followed: { over: 'day', where: is('progress', 'published') },
      counts: 'records',
    },
    denominator: { type: 'public-commitment', counts: 'records' },
  },
  {
    ...{ id: 'study-rate', source: 'B1.3', over: 'period' },
    label: words('教材参学率', 'Studied, of those due'),
    unit: words('名', 'people'),
    numerator: { type: 'study-progress', counts: { people: 'cadre' } },
    denominator: { baseline: 'study-due' },
  },
  {
    ...{ id: 'paired-rate', source: 'B2.2', over: 'day', isAmongBase: true },
    label: words('结对覆盖率', 'Paired, of those with a care file'),
    unit: words('名', 'people'),
    numerator: { type: 'pair-support', counts: { people: 'person' } },
    denominator: { type: 'care-target', counts: { people: 'person' } },
  },
  {
    ...{ id: 'pair-visits-each', source: 'B2.2', over: 'day', format: 'average' },
    label: words('平均每对走访次数', 'Visits for each pair'),
    unit: words('次', 'visits'),
    numerator: { type: 'pair-visit', over: 'period', counts: 'records' },
    denominator: { type: 'pair-support', counts: 'records' },
  },
  {
    ...{ id: 'updated-rate', source: 'B2.3', over: 'day', isAmongBase: true },
    label: words('档案动态更新率（期内新建或更新的）', 'Care files begun or updated in the period'),
    unit: words('份', 'files'),
    numerator: { ...openFiles, over: 'period' },
    also: { ...openFiles, followed: { over: 'period' } },
    denominator: openFiles,
  },
];
