// Record types that exist for tests only: what holds for them must hold for any definition.
import { defineRecordType } from '../../../shared/forms/define-record-type.ts';
import { defineRegistry } from '../../../shared/record-types/define-registry.ts';

const label = (en: string) => ({ zh: en, en });

export const gathering = defineRecordType({
  id: 'gathering',
  version: 1,
  label: label('gathering'),
  tile: '聚',
  area: 'daily',
  collection: 'records',
  life: 'event',
  recordedBy: ['village', 'township'],
  fields: [
    { id: 'occurredOn', kind: 'date', label: label('date'), required: true, notFuture: true },
    { id: 'topic', kind: 'text', label: label('topic'), required: true },
    { id: 'place', kind: 'text', label: label('place') },
    { id: 'attended', kind: 'integer', label: label('attended'), min: 0 },
    { id: 'partyMembers', kind: 'integer', label: label('party members'), min: 0 },
    { id: 'photos', kind: 'photos', label: label('photos') },
  ],
  rules: [
    {
      field: 'partyMembers',
      rule: { lte: [{ field: 'partyMembers' }, { field: 'attended' }] },
      message: { zh: '党员不能多于到场人数', en: 'not more party members than people' },
      severity: 'block',
    },
  ],
  title: [{ field: 'topic' }],
  summary: [{ field: 'attended' }],
  ledgerColumns: [],
  sample: { topic: '座谈', attended: 12, partyMembers: 3 },
});

const villager = defineRecordType({
  id: 'villager',
  version: 1,
  label: label('villager'),
  tile: '人',
  area: 'daily',
  collection: 'people',
  life: 'standing',
  recordedBy: ['village'],
  fields: [{ id: 'name', kind: 'text', label: label('name'), required: true }],
  title: [{ field: 'name' }],
  summary: [],
  ledgerColumns: [],
  sample: { name: '示例一' },
});

export const testRegistry = defineRegistry([gathering, villager]);
