// 五带头评议: in which of the five a cadre takes the lead, on what basis. A share of all is said, never an order of cadres.
import { onceAYear } from '../forms/asked.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { offices, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteField, yearField } from '../forms/usual-fields.ts';

const leads = [
  ['learning', '带头学习提高', 'In learning'],
  ['results', '带头争创佳绩', 'In good results'],
  ['service', '带头服务群众', 'In serving people'],
  ['law', '带头遵纪守法', 'In keeping the law'],
  ['spirit', '带头弘扬正气', 'In an upright spirit'],
] as const;

export const cadreReview = defineRecordType({
  id: 'cadre-review',
  version: 1,
  label: words('“五带头”评议', 'Review of a cadre'),
  tile: '带',
  area: 'grading',
  collection: 'records',
  life: 'event',
  recordedBy: offices,
  asked: { howOften: onceAYear },
  oncePer: ['person', 'year'],
  fields: [
    {
      id: 'person',
      kind: 'person',
      allowTyped: true,
      required: true,
      sensitivity: 1,
      label: words('妇女干部', 'Cadre'),
    },
    yearField,
    {
      id: 'ways',
      kind: 'choices',
      required: true,
      label: words('评议方式', 'Way of assessment'),
      options: optionsOf(
        ['self', '自评', 'By herself'],
        ['people', '群众评议', 'By the people'],
        ['organisation', '组织评议', 'By the organisation'],
      ),
    },
    dayField(words('评议日期', 'Date')),
    {
      id: 'leads',
      kind: 'choices',
      label: words('做到的“五带头”', 'Where she takes the lead'),
      hint: words('没有做到的不选', 'Leave out where she does not'),
      options: optionsOf(...leads),
    },
    {
      id: 'basis',
      kind: 'longText',
      maxLength: 1000,
      required: { present: { field: 'leads' } },
      sensitivity: 1,
      label: words('评议依据', 'What it rests on'),
    },
    { id: 'post', kind: 'text', maxLength: 60, folded: true, label: words('职务', 'Post') },
    {
      id: 'unit',
      kind: 'orgUnit',
      within: 'below',
      folded: true,
      label: words('所在单位', 'Her unit'),
    },
    noteField,
  ],
  title: [{ field: 'person' }],
  summary: [{ field: 'year' }, words('度 · ', ' · '), { field: 'leads' }],
  ledgerColumns: [
    column('occurredOn', words('评议日期', 'Date')),
    column('person', words('妇女干部', 'Cadre')),
    column('unit', words('所在单位', 'Her unit')),
    column('post', words('职务', 'Post')),
    column('year', words('年度', 'Year')),
    ...leads.map(([id, zh, en]) => ({
      id,
      label: words(zh, en),
      value: { expression: { if: [{ includes: [{ field: 'leads' }, id] }, '√', ''] } as const },
    })),
    column('ways', words('评议方式', 'Way of assessment')),
    column('basis', words('评议依据', 'What it rests on')),
  ],
  countedAs: words('人次', 'reviews'),
  indicators: [
    {
      id: 'five-leads-rate',
      label: words('五带头率', 'Share that takes the lead in all five'),
      unit: words('人次', 'reviews'),
      phrase: words('“五带头”妇女干部占{n}', '{n} take the lead in all five'),
      phraseOfFew: words('{of}人次中“五带头”{n}人次', '{n} of {of} in all five'),
      numerator: { sum: { if: [{ eq: [{ count: { field: 'leads' } }, leads.length] }, 1, 0] } },
      denominator: { events: true },
    },
  ],
  sample: {
    person: { name: '张示芳' },
    year: 2026,
    ways: ['self', 'people'],
    leads: ['learning', 'results', 'service', 'law', 'spirit'],
    basis: '年度述职，群众评议满意',
    post: '街道妇联主席',
  },
});
