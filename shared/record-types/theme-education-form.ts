// “想什么、学什么、干什么”: what a cadre thinks about, learns and will do, with goals and dated measures.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { notBefore } from '../forms/shorthand.ts';
import { dayField } from '../forms/usual-fields.ts';

const answer = { kind: 'longText', maxLength: 500, required: true } as const;

export const themeEducationForm = defineRecordType({
  ...{ id: 'theme-education-form', version: 1, tile: '想', area: 'grading' },
  ...{ collection: 'records', life: 'standing' },
  label: { zh: '想学干登记', en: 'Think, learn, do' },
  dueOn: 'measures.dueOn',
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'cadre', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
      label: { zh: '干部', en: 'Cadre' },
    },
    { id: 'think', ...answer, label: { zh: '想什么', en: 'What I think about' } },
    { id: 'learn', ...answer, label: { zh: '学什么', en: 'What I learn' } },
    { id: 'do', ...answer, label: { zh: '干什么', en: 'What I do' } },
    {
      ...{ id: 'goals', kind: 'group', required: true, max: 10 },
      label: { zh: '目标', en: 'Goals' },
      itemLabel: { zh: '目标', en: 'Goal' },
      fields: [
        { id: 'goal', kind: 'text', maxLength: 200, required: true, label: { zh: '内容', en: 'What' } },
      ],
    },
    {
      ...{ id: 'measures', kind: 'group', required: true, max: 10 },
      label: { zh: '措施', en: 'Measures' },
      itemLabel: { zh: '措施', en: 'Measure' },
      fields: [
        { id: 'content', kind: 'text', maxLength: 200, required: true, label: { zh: '内容', en: 'What' } },
        {
          ...{ id: 'dueOn', kind: 'date', required: true, label: { zh: '完成时限', en: 'Due on' } },
          constraints: [
            notBefore(
              'dueOn',
              'occurredOn',
              '完成时限不能早于填写日期',
              'It cannot be due before it was written',
            ),
          ],
        },
      ],
    },
    dayField({ zh: '填写日期', en: 'Written on' }),
    { id: 'approach', kind: 'longText', maxLength: 500, folded: true, label: { zh: '思路', en: 'Approach' } },
  ],
  title: [{ field: 'cadre' }],
  summary: [{ field: 'do' }],
  ledgerColumns: [
    dayColumn({ zh: '填写日期', en: 'Written on' }),
    column('cadre', { zh: '干部', en: 'Cadre' }),
    column('think', { zh: '想什么', en: 'Think' }),
    column('learn', { zh: '学什么', en: 'Learn' }),
    column('do', { zh: '干什么', en: 'Do' }),
    column('goals', { zh: '目标', en: 'Goals' }),
    column('measures', { zh: '措施', en: 'Measures' }),
  ],
  countedAs: { zh: '份', en: 'forms' },
  indicators: [
    {
      id: 'people',
      label: { zh: '参加干部', en: 'Cadres taking part' },
      unit: { zh: '人', en: 'people' },
      phrase: { zh: '参加{n}人', en: '{n} cadres' },
      unknownPhrase: { zh: '{n}份的干部未登记在人员库', en: '{n} by people who are not in the registry' },
      numerator: { people: 'cadre' },
    },
    {
      id: 'measures',
      label: { zh: '措施', en: 'Measures' },
      unit: { zh: '项', en: 'measures' },
      phrase: { zh: '计划措施{n}项', en: '{n} measures planned' },
      numerator: { sum: { count: { field: 'measures' } } },
    },
  ],
  sample: {
    cadre: { name: '王示兰' },
    think: '留守妇女农闲时没有收入，孩子放学没人管',
    learn: '学电商直播和家庭教育知识',
    do: '办一期直播培训，把课后看护办起来',
    goals: [{ key: 'goal-1', goal: '全年带动20名妇女增收' }],
    measures: [
      { key: 'measure-1', content: '联系直播老师进村授课', dueOn: '2026-12-15' },
      { key: 'measure-2', content: '排出课后看护值班表', dueOn: '2026-12-01' },
      { key: 'measure-3', content: '请能手结对带三名新手', dueOn: '2026-12-20' },
    ],
  },
});
