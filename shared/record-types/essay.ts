// 岗位读书征文: whose essay, for which call, sent up or not, which prize.
import { prizes, titleLevels } from '../forms/award-options.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const essay = defineRecordType({
  ...{ id: 'essay', version: 1, tile: '文', area: 'learning', collection: 'records', life: 'event' },
  label: { zh: '读书征文', en: 'Essay' },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    { id: 'title', kind: 'text', required: true, label: { zh: '题目', en: 'Title' } },
    {
      ...{ id: 'author', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
      label: { zh: '作者', en: 'Author' },
    },
    {
      ...{ id: 'level', kind: 'choice', required: true, initial: { from: 'last' } },
      label: { zh: '征集层级', en: 'Called for by' },
      options: titleLevels.filter(({ id }) => id !== 'nation'),
    },
    dayField({ zh: '提交日期', en: 'Handed in on' }),
    {
      ...{ id: 'sentUp', kind: 'choice', required: true, initial: { value: 'none' } },
      label: { zh: '选送', en: 'Sent up' },
      options: [
        { id: 'none', label: { zh: '未选送', en: 'Not sent up' } },
        { id: 'city', label: { zh: '送市', en: 'To the city' } },
        { id: 'province', label: { zh: '送省', en: 'To the province' } },
      ],
    },
    {
      ...{ id: 'prize', kind: 'choice', required: true, initial: { value: 'none' } },
      label: { zh: '奖次', en: 'Prize' },
      hint: { zh: '评出后回到这条记录补填', en: 'Come back to this record once it is awarded' },
      options: [
        ...prizes,
        { id: 'organisation', label: { zh: '组织奖', en: 'For organising' } },
        { id: 'none', label: { zh: '无', en: 'None' } },
      ],
    },
    { id: 'campaign', kind: 'text', folded: true, suggestLast: true, label: { zh: '征文活动', en: 'Call' } },
    {
      ...{ id: 'length', kind: 'integer', min: 0, folded: true },
      unit: { zh: '字', en: 'characters' },
      label: { zh: '字数', en: 'Length' },
    },
    { id: 'file', kind: 'file', folded: true, label: { zh: '征文附件', en: 'File' } },
    ...noteAndPhotos,
  ],
  title: [{ zh: '《', en: '“' }, { field: 'title' }, { zh: '》', en: '”' }],
  summary: [
    { field: 'author' },
    { zh: ' · ', en: ' · ' },
    { field: 'sentUp' },
    { zh: ' · 奖次：', en: ' · prize: ' },
    { field: 'prize' },
  ],
  ledgerColumns: [
    dayColumn({ zh: '提交日期', en: 'Handed in on' }),
    column('title', { zh: '题目', en: 'Title' }),
    column('author', { zh: '作者', en: 'Author' }),
    column('level', { zh: '征集层级', en: 'Called for by' }),
    column('sentUp', { zh: '选送', en: 'Sent up' }),
    column('prize', { zh: '奖次', en: 'Prize' }),
  ],
  countedAs: { zh: '篇', en: 'essays' },
  indicators: [
    {
      id: 'sent-up',
      label: { zh: '选送', en: 'Sent up' },
      unit: { zh: '篇', en: 'essays' },
      phrase: { zh: '选送{n}篇', en: '{n} sent up' },
      where: { in: [{ field: 'sentUp' }, ['city', 'province']] },
      numerator: { events: true },
    },
    {
      id: 'awarded',
      label: { zh: '获奖', en: 'Awarded' },
      unit: { zh: '篇', en: 'essays' },
      phrase: { zh: '获奖{n}篇', en: '{n} awarded' },
      where: { ne: [{ field: 'prize' }, 'none'] },
      numerator: { events: true },
    },
  ],
  sample: {
    title: '岗位上的半边天',
    author: { name: '周示敏' },
    level: 'province',
    sentUp: 'city',
    prize: 'second',
    campaign: '岗位读书征文',
    length: 1800,
  },
});
