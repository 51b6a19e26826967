// 评分办法: how a county or city scores organisations. Only with such a document is anything calculated; the grade entered still decides.
import { defineRecordType } from '../forms/define-record-type.ts';
import type { NumberField } from '../forms/field-types.ts';
import { column } from '../forms/ledger-columns.ts';
import { countyAndCity, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteField } from '../forms/usual-fields.ts';
import { vetoes, vetoLabels } from '../grading/grades.ts';

const percent = (id: string, zh: string, en: string): NumberField => ({
  ...{ id, kind: 'integer', min: 0, max: 100, required: true },
  unit: words('%', '%'),
  label: words(zh, en),
});
const points = (id: string, zh: string, en: string): NumberField => ({
  ...{ id, kind: 'integer', min: 1, max: 100, required: true },
  unit: words('分', 'marks'),
  label: words(zh, en),
});
const weights = [{ field: 'selfWeight' }, { field: 'massesWeight' }, { field: 'assessmentWeight' }] as const;

export const gradingScheme = defineRecordType({
  id: 'grading-scheme',
  version: 1,
  label: words('晋档评分办法', 'Scheme of scoring'),
  tile: '评',
  area: 'grading',
  collection: 'records',
  life: 'standing',
  addressedTo: { field: 'units', below: true },
  recordedBy: countyAndCity,
  fields: [
    {
      id: 'documentNumber',
      kind: 'text',
      format: 'documentNumber',
      required: true,
      label: words('依据文号', 'By document'),
      hint: words(
        '没有文件就不评分；拟定档次只供对照，以审定档次为准',
        'Without a document nothing is scored; what is proposed stands beside the grade decided',
      ),
    },
    dayField(words('施行日期', 'In force from')),
    percent('selfWeight', '自评权重', 'Weight of the self-assessment'),
    percent('massesWeight', '群众评议权重', 'Weight of the people’s opinion'),
    percent('assessmentWeight', '党委考评权重', 'Weight of the committee’s assessment'),
    points('goodFrom', '“好”的起点', '“Good” from'),
    points('fairlyGoodFrom', '“较好”的起点', '“Fairly good” from'),
    points('averageFrom', '“一般”的起点', '“Average” from'),
    {
      id: 'units',
      kind: 'orgUnit',
      many: true,
      within: 'below',
      required: true,
      label: words('施行单位', 'Units in which it holds'),
      hint: words('所选单位及其下级都会收到', 'They and the units below them receive it'),
    },
    {
      id: 'vetoes',
      kind: 'choices',
      label: words('一票否决事项', 'What moves to the last grade'),
      options: optionsOf(...vetoes.map((id) => [id, vetoLabels[id].zh, vetoLabels[id].en] as const)),
    },
    { id: 'paper', kind: 'file', folded: true, label: words('文件', 'File') },
    noteField,
  ],
  rules: [
    {
      field: 'assessmentWeight',
      rule: { eq: [{ add: weights }, 100] },
      severity: 'block',
      message: words('三项权重合计应为100%', 'The three weights must come to 100 %'),
    },
    {
      field: 'fairlyGoodFrom',
      rule: { lt: [{ field: 'fairlyGoodFrom' }, { field: 'goodFrom' }] },
      severity: 'block',
      message: words('“较好”的起点要低于“好”', '“Fairly good” must begin below “good”'),
    },
    {
      field: 'averageFrom',
      rule: { lt: [{ field: 'averageFrom' }, { field: 'fairlyGoodFrom' }] },
      severity: 'block',
      message: words('“一般”的起点要低于“较好”', '“Average” must begin below “fairly good”'),
    },
  ],
  title: [{ field: 'documentNumber' }],
  summary: [
    words('自评', 'self '),
    { field: 'selfWeight' },
    words(' · 群众', ' · people '),
    { field: 'massesWeight' },
    words(' · 考评', ' · assessment '),
    { field: 'assessmentWeight' },
  ],
  ledgerColumns: [
    column('occurredOn', words('施行日期', 'In force from')),
    column('documentNumber', words('依据文号', 'By document')),
    column('selfWeight', words('自评权重', 'Self')),
    column('massesWeight', words('群众评议权重', 'People')),
    column('assessmentWeight', words('党委考评权重', 'Assessment')),
    column('goodFrom', words('“好”的起点', '“Good” from')),
    column('fairlyGoodFrom', words('“较好”的起点', '“Fairly good” from')),
    column('averageFrom', words('“一般”的起点', '“Average” from')),
    column('vetoes', words('一票否决事项', 'Vetoes')),
    column('units', words('施行单位', 'Units')),
  ],
  sample: {
    documentNumber: '示妇发〔2026〕11号',
    selfWeight: 20,
    massesWeight: 30,
    assessmentWeight: 50,
    goodFrom: 90,
    fairlyGoodFrom: 75,
    averageFrom: 60,
    units: ['420303001'],
    vetoes: ['safety', 'petition', 'falsification'],
  },
});
