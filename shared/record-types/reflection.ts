// 心得体会: what a cadre made of what she learned, as text or as a file; exchanged or not.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField } from '../forms/usual-fields.ts';

export const reflection = defineRecordType({
  ...{ id: 'reflection', version: 1, tile: '悟', area: 'learning', collection: 'records', life: 'event' },
  label: { zh: '心得体会', en: 'Reflection' },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    { id: 'title', kind: 'text', required: true, label: { zh: '题目', en: 'Title' } },
    {
      ...{ id: 'author', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
      label: { zh: '作者', en: 'Author' },
    },
    dayField(),
    {
      ...{ id: 'text', kind: 'longText', maxLength: 5000 },
      required: { not: { present: { field: 'file' } } },
      label: { zh: '正文', en: 'Text' },
      hint: { zh: '写正文或加附件，有一样就行', en: 'Text or a file: one is enough' },
    },
    { id: 'file', kind: 'file', label: { zh: '附件', en: 'File' } },
    { id: 'exchanged', kind: 'boolean', label: { zh: '已交流', en: 'Exchanged with others' } },
    {
      ...{ id: 'length', kind: 'integer', min: 0, folded: true },
      unit: { zh: '字', en: 'characters' },
      label: { zh: '字数', en: 'Length' },
    },
  ],
  title: [{ zh: '《', en: '“' }, { field: 'title' }, { zh: '》', en: '”' }],
  summary: [{ field: 'author' }, { zh: ' · 已交流：', en: ' · exchanged: ' }, { field: 'exchanged' }],
  ledgerColumns: [
    dayColumn(),
    column('title', { zh: '题目', en: 'Title' }),
    column('author', { zh: '作者', en: 'Author' }),
    column('length', { zh: '字数', en: 'Length' }),
    column('exchanged', { zh: '已交流', en: 'Exchanged' }),
  ],
  countedAs: { zh: '篇', en: 'texts' },
  indicators: [
    {
      id: 'people',
      label: { zh: '撰写人数', en: 'Authors' },
      unit: { zh: '人', en: 'people' },
      phrase: { zh: '涉及{n}人', en: 'by {n} people' },
      unknownPhrase: { zh: '{n}篇的作者未登记在人员库', en: '{n} by people who are not in the registry' },
      numerator: { people: 'author' },
    },
    {
      id: 'exchanged',
      label: { zh: '交流', en: 'Exchanged' },
      unit: { zh: '篇', en: 'texts' },
      phrase: { zh: '交流{n}篇', en: '{n} exchanged' },
      where: { eq: [{ field: 'exchanged' }, true] },
      numerator: { events: true },
    },
  ],
  sample: {
    title: '从走访里学群众工作',
    author: { name: '吴示华' },
    text: '把板凳搬到院坝里，话才说得到一起。',
    exchanged: true,
    length: 1200,
  },
});
