// What the form of a grading asks beside the grade where a county's scheme of scoring is on: which scheme, three scores, vetoes.
import type { LeafField } from '../forms/field-types.ts';
import { optionsOf, words } from '../forms/shorthand.ts';
import { vetoes, vetoLabels } from './grades.ts';

const isScored = { present: { field: 'scheme' } } as const;
const scores = [
  ['selfScore', '自评分', 'Score: itself'],
  ['massesScore', '群众评议分', 'Score: the people'],
  ['assessmentScore', '党委考评分', 'Score: the committee'],
] as const;

/** Folded; nothing but the first is shown until a scheme was chosen. */
export const scoreFields: readonly LeafField[] = [
  {
    id: 'scheme',
    kind: 'record',
    recordType: 'grading-scheme',
    folded: true,
    label: words('评分办法', 'Scheme of scoring'),
    hint: words('县（市）有文件才填；拟定档次只供对照', 'Only where a document says so; beside the grade'),
  },
  ...scores.map(([id, zh, en]): LeafField => ({
    ...{ id, kind: 'decimal', decimals: 1, min: 0, max: 100, folded: true, relevant: isScored },
    unit: words('分', 'marks'),
    label: words(zh, en),
  })),
  {
    id: 'vetoes',
    kind: 'choices',
    folded: true,
    relevant: isScored,
    label: words('一票否决事项', 'Vetoes that happened'),
    options: optionsOf(...vetoes.map((id) => [id, vetoLabels[id].zh, vetoLabels[id].en] as const)),
  },
];
