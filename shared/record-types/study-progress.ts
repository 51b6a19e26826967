// 教材学习: which part of a textbook a cadre has finished. What was learned, never how long it took.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField } from '../forms/usual-fields.ts';

export const studyProgress = defineRecordType({
  ...{ id: 'study-progress', version: 1, tile: '教', area: 'learning', collection: 'records', life: 'event' },
  label: { zh: '教材学习', en: 'Textbook study' },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'cadre', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
      label: { zh: '干部', en: 'Cadre' },
    },
    {
      ...{ id: 'textbook', kind: 'text', required: true, suggestLast: true },
      initial: { value: '全国妇联干部教育培训参考教材' },
      label: { zh: '教材', en: 'Textbook' },
    },
    { id: 'chapter', kind: 'text', required: true, label: { zh: '学完的章节', en: 'Chapter finished' } },
    dayField({ zh: '完成日期', en: 'Finished on' }),
    { id: 'note', kind: 'longText', folded: true, maxLength: 500, label: { zh: '备注', en: 'Note' } },
  ],
  title: [{ field: 'cadre' }],
  summary: [{ field: 'textbook' }, { zh: ' · ', en: ' · ' }, { field: 'chapter' }],
  ledgerColumns: [
    dayColumn({ zh: '完成日期', en: 'Finished on' }),
    column('cadre', { zh: '干部', en: 'Cadre' }),
    column('textbook', { zh: '教材', en: 'Textbook' }),
    column('chapter', { zh: '章节', en: 'Chapter' }),
    column('note', { zh: '备注', en: 'Note' }),
  ],
  countedAs: { zh: '次', en: 'times' },
  indicators: [
    {
      id: 'people',
      label: { zh: '完成人数', en: 'People who finished' },
      unit: { zh: '人', en: 'people' },
      phrase: { zh: '涉及干部{n}人', en: '{n} cadres' },
      unknownPhrase: { zh: '{n}次的干部未登记在人员库', en: '{n} by people who are not in the registry' },
      numerator: { people: 'cadre' },
    },
  ],
  sample: {
    cadre: { name: '赵示琴' },
    textbook: '全国妇联干部教育培训参考教材',
    chapter: '第三章',
  },
});
