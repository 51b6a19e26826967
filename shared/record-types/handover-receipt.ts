// 交接签收: the successor took over, or has questions first.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column } from '../forms/ledger-columns.ts';
import { everyLevel, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, photosField } from '../forms/usual-fields.ts';

export const handoverReceipt = defineRecordType({
  id: 'handover-receipt',
  version: 1,
  label: words('交接签收', 'Receipt of a post'),
  tile: '接',
  area: 'organisation',
  collection: 'records',
  life: 'event',
  continues: ['post-handover'],
  stateField: 'result',
  closes: { eq: [{ field: 'result' }, 'accepted'] },
  recordedBy: everyLevel,
  fields: [
    {
      id: 'result',
      kind: 'choice',
      required: true,
      label: words('签收结果', 'Result'),
      options: optionsOf(
        ['accepted', '已接收', 'Taken over'],
        ['questions', '有疑问，待核对', 'Questions first'],
      ),
    },
    {
      id: 'questions',
      kind: 'longText',
      maxLength: 500,
      relevant: { eq: [{ field: 'result' }, 'questions'] },
      required: true,
      label: words('疑问', 'Questions'),
    },
    {
      id: 'receiver',
      kind: 'person',
      allowTyped: true,
      required: true,
      sensitivity: 1,
      label: words('接任人', 'Successor'),
    },
    dayField(words('签收日期', 'Date')),
    { id: 'signature', kind: 'signature', folded: true, label: words('签名', 'Signature') },
    photosField,
  ],
  title: [{ field: 'receiver' }],
  summary: [{ field: 'result' }, words('：', ': '), { field: 'questions' }],
  ledgerColumns: [
    column('occurredOn', words('签收日期', 'Date')),
    column('receiver', words('接任人', 'Successor')),
    column('result', words('签收结果', 'Result')),
    column('questions', words('疑问', 'Questions')),
  ],
  countedAs: words('次', 'times'),
  sample: { result: 'accepted', receiver: { name: '王示兰' } },
});
