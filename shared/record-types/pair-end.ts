// 解除结对: when and why a pair ended. Closes it.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField } from '../forms/usual-fields.ts';

export const pairEnd = defineRecordType({
  ...{ id: 'pair-end', version: 1, tile: '解', area: 'service', collection: 'records', life: 'event' },
  label: { zh: '解除结对', en: 'End of a pair' },
  continues: ['pair-support'],
  stateField: 'reason',
  closes: true,
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'reason', kind: 'choice', required: true },
      label: { zh: '解除原因', en: 'Reason' },
      options: [
        { id: 'improved', label: { zh: '困难已解除', en: 'No longer in difficulty' } },
        { id: 'of-age', label: { zh: '儿童已成年', en: 'The child has come of age' } },
        { id: 'moved', label: { zh: '对象已迁出', en: 'Moved away' } },
        { id: 'died', label: { zh: '对象已去世', en: 'Died' } },
        { id: 'helper-changed', label: { zh: '已换人结对', en: 'Paired with somebody else' } },
        { id: 'other', label: { zh: '其他原因解除', en: 'Another reason' } },
      ],
    },
    dayField({ zh: '解除日期', en: 'Ended on' }),
    { id: 'note', kind: 'longText', folded: true, maxLength: 500, label: { zh: '说明', en: 'Note' } },
  ],
  title: [{ field: 'reason' }],
  summary: [{ field: 'occurredOn' }, { zh: ' · ', en: ' · ' }, { field: 'note' }],
  ledgerColumns: [
    dayColumn({ zh: '解除日期', en: 'Ended on' }),
    column('reason', { zh: '解除原因', en: 'Reason' }),
    column('note', { zh: '说明', en: 'Note' }),
  ],
  countedAs: { zh: '对', en: 'pairs' },
  sample: { reason: 'improved', note: '母亲返乡就业，孩子有人照看' },
});
