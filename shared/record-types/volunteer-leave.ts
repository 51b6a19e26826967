// 退出志愿服务: why a volunteer left or a team was dissolved. Closes both.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { dayField } from '../forms/usual-fields.ts';

export const volunteerLeave = defineRecordType({
  ...{ id: 'volunteer-leave', version: 1, tile: '退', area: 'service', collection: 'records', life: 'event' },
  label: { zh: '退出（解散）', en: 'Leaving' },
  continues: ['volunteer', 'volunteer-team'],
  stateField: 'reason',
  closes: true,
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'reason', kind: 'choice', required: true },
      label: { zh: '原因', en: 'Reason' },
      options: [
        { id: 'own-wish', label: { zh: '本人申请退出', en: 'Left at her own wish' } },
        { id: 'moved', label: { zh: '迁出后退出', en: 'Left after moving' } },
        { id: 'health', label: { zh: '身体原因退出', en: 'Left for health' } },
        { id: 'dissolved', label: { zh: '队伍解散', en: 'Team dissolved' } },
        { id: 'other', label: { zh: '其他原因退出', en: 'Left for another reason' } },
      ],
    },
    dayField(),
    { id: 'note', kind: 'longText', folded: true, maxLength: 500, label: { zh: '备注', en: 'Note' } },
  ],
  title: [{ field: 'reason' }],
  summary: [{ field: 'occurredOn' }, { zh: ' · ', en: ' · ' }, { field: 'note' }],
  ledgerColumns: [
    dayColumn(),
    column('reason', { zh: '原因', en: 'Reason' }),
    column('note', { zh: '备注', en: 'Note' }),
  ],
  countedAs: { zh: '次', en: 'times' },
  sample: { reason: 'moved', note: '随子女迁居外地' },
});
