// 档案更新: how somebody with a care file is now; lifted, moved or died closes it.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const careUpdate = defineRecordType({
  ...{ id: 'care-update', version: 1, tile: '更', area: 'service', collection: 'records', life: 'event' },
  label: { zh: '档案更新', en: 'Update of a care file' },
  continues: ['care-target'],
  stateField: 'change',
  closes: { in: [{ field: 'change' }, ['lifted', 'moved', 'died']] },
  recordedBy: ['village', 'township'],
  fields: [
    {
      ...{ id: 'change', kind: 'choice', required: true },
      label: { zh: '现在的情况', en: 'How it is now' },
      options: [
        { id: 'unchanged', label: { zh: '没有变化', en: 'Unchanged' } },
        { id: 'better', label: { zh: '有好转', en: 'Better' } },
        { id: 'worse', label: { zh: '困难加重', en: 'Worse' } },
        { id: 'lifted', label: { zh: '困难已解除', en: 'No longer in difficulty' } },
        { id: 'moved', label: { zh: '已迁出', en: 'Moved away' } },
        { id: 'died', label: { zh: '已去世', en: 'Died' } },
      ],
    },
    dayField(),
    {
      ...{ id: 'detail', kind: 'longText', maxLength: 500, required: true, sensitivity: 1 },
      relevant: { in: [{ field: 'change' }, ['better', 'worse', 'lifted']] },
      label: { zh: '具体情况', en: 'Details' },
    },
    ...noteAndPhotos,
  ],
  title: [{ field: 'change' }],
  summary: [{ field: 'occurredOn' }, { zh: ' · ', en: ' · ' }, { field: 'detail' }],
  ledgerColumns: [
    dayColumn(),
    column('change', { zh: '现在的情况', en: 'How it is now' }),
    column('detail', { zh: '具体情况', en: 'Details' }),
  ],
  countedAs: { zh: '次', en: 'updates' },
  indicators: [
    {
      id: 'lifted',
      label: { zh: '困难已解除', en: 'No longer in difficulty' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '困难解除{n}人次', en: '{n} no longer in difficulty' },
      where: { eq: [{ field: 'change' }, 'lifted'] },
      numerator: { events: true },
    },
  ],
  sample: { change: 'better', detail: '放学后在妇女之家参加课后看护，祖母轻松了' },
});
