// 巾帼文明岗的公示、命名和复查: what became of an application. Not named, or taken back, closes it.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const civilPostReview = defineRecordType({
  ...{
    id: 'civil-post-review',
    version: 1,
    tile: '岗',
    area: 'achievement',
    collection: 'records',
    life: 'event',
  },
  label: { zh: '公示、命名、复查', en: 'Naming and review' },
  continues: ['civil-post-application'],
  stateField: 'step',
  closes: { in: [{ field: 'step' }, ['not-named', 'revoked']] },
  recordedBy: ['township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'step', kind: 'choice', required: true },
      label: { zh: '进展', en: 'Step' },
      options: [
        { id: 'published', label: { zh: '公示', en: 'Published' } },
        { id: 'named', label: { zh: '命名', en: 'Named' } },
        { id: 'not-named', label: { zh: '未命名', en: 'Not named' } },
        { id: 'kept', label: { zh: '复查保留', en: 'Reviewed: kept' } },
        { id: 'to-mend', label: { zh: '复查整改', en: 'Reviewed: to mend' } },
        { id: 'revoked', label: { zh: '复查撤销', en: 'Reviewed: revoked' } },
      ],
    },
    dayField(),
    {
      ...{ id: 'publishedUntil', kind: 'date', required: true },
      relevant: { eq: [{ field: 'step' }, 'published'] },
      label: { zh: '公示截止', en: 'Published until' },
      constraints: [
        {
          rule: { gte: [{ field: 'publishedUntil' }, { field: 'occurredOn' }] },
          severity: 'block',
          message: { zh: '截止日期不能早于公示日期', en: 'It cannot end before it begins' },
        },
      ],
    },
    {
      ...{ id: 'documentNumber', kind: 'text', maxLength: 60, format: 'documentNumber' },
      relevant: { in: [{ field: 'step' }, ['named', 'revoked']] },
      label: { zh: '文号', en: 'Document number' },
    },
    {
      ...{ id: 'reason', kind: 'longText', maxLength: 500, required: true },
      relevant: { in: [{ field: 'step' }, ['not-named', 'to-mend', 'revoked']] },
      label: { zh: '原因、要求', en: 'Reason, demands' },
    },
    ...noteAndPhotos,
  ],
  title: [{ field: 'step' }],
  summary: [{ field: 'occurredOn' }, { zh: ' · ', en: ' · ' }, { field: 'documentNumber' }],
  ledgerColumns: [
    dayColumn(),
    column('step', { zh: '进展', en: 'Step' }),
    column('publishedUntil', { zh: '公示截止', en: 'Published until' }),
    column('documentNumber', { zh: '文号', en: 'Document number' }),
    column('reason', { zh: '原因、要求', en: 'Reason, demands' }),
  ],
  countedAs: { zh: '次', en: 'times' },
  indicators: [
    {
      id: 'named',
      label: { zh: '命名', en: 'Named' },
      unit: { zh: '个', en: 'posts' },
      phrase: { zh: '命名{n}个', en: '{n} named' },
      where: { eq: [{ field: 'step' }, 'named'] },
      numerator: { events: true },
    },
    {
      id: 'revoked',
      label: { zh: '撤销', en: 'Revoked' },
      unit: { zh: '个', en: 'posts' },
      phrase: { zh: '撤销{n}个', en: '{n} revoked' },
      where: { eq: [{ field: 'step' }, 'revoked'] },
      numerator: { events: true },
    },
  ],
  sample: { step: 'named', documentNumber: '十妇发〔2026〕18号' },
});
