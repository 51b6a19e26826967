// 信息简报: a piece of news for those above, in at most 200 characters.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { secrecyRules } from '../forms/secrecy-rules.ts';
import { dayField } from '../forms/usual-fields.ts';

export const workBrief = defineRecordType({
  ...{ id: 'work-brief', version: 1, tile: '信', area: 'daily', collection: 'records', life: 'event' },
  label: { zh: '信息简报', en: 'Work brief' },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'title', kind: 'text', maxLength: 60, required: true, constraints: secrecyRules('title') },
      label: { zh: '标题', en: 'Title' },
    },
    {
      ...{ id: 'text', kind: 'longText', maxLength: 200, required: true, constraints: secrecyRules('text') },
      label: { zh: '正文（200字以内）', en: 'Text (at most 200 characters)' },
    },
    dayField(),
    { id: 'source', kind: 'record', folded: true, label: { zh: '来自哪条记录', en: 'From which record' } },
    { id: 'photos', kind: 'photos', folded: true, label: { zh: '照片', en: 'Photos' } },
  ],
  title: [{ field: 'title' }],
  summary: [{ field: 'text' }],
  ledgerColumns: [
    dayColumn(),
    column('title', { zh: '标题', en: 'Title' }),
    column('text', { zh: '正文', en: 'Text' }),
  ],
  countedAs: { zh: '条', en: 'briefs' },
  sample: {
    title: '花果村妇联开展秋收互助',
    text: '花果村妇联组织巾帼志愿者帮助缺劳力家庭抢收稻谷，三天收完十二亩。',
  },
});
