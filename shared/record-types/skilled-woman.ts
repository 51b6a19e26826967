// 女能手: who is good at what, and whom she takes along. A title that she was given is an honour.
import { partOf } from '../forms/activity-tags.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn, sumColumn } from '../forms/ledger-columns.ts';
import { trades } from '../forms/trades.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const skilledWoman = defineRecordType({
  ...{
    id: 'skilled-woman',
    version: 1,
    tile: '能',
    area: 'achievement',
    collection: 'records',
    life: 'event',
  },
  label: { zh: '女能手', en: 'Skilled woman' },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'person', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
      tells: [{ from: 'skills', to: 'skill' }],
      label: { zh: '姓名', en: 'Name' },
    },
    {
      ...{ id: 'trade', kind: 'choice', required: true },
      label: { zh: '行业', en: 'Trade' },
      options: [...trades, { id: 'other', label: { zh: '其他', en: 'Other' } }],
    },
    dayField({ zh: '登记日期', en: 'Registered on' }),
    { id: 'skill', kind: 'text', label: { zh: '技能特长', en: 'Skill' } },
    {
      ...{ id: 'womenLed', kind: 'integer', min: 0, unit: { zh: '人', en: 'women' } },
      label: { zh: '带动妇女', en: 'Women taken along' },
      hint: { zh: '获得的称号另记“荣誉”', en: 'A title that she was given is an honour of its own' },
    },
    ...partOf,
    ...noteAndPhotos,
  ],
  title: [{ field: 'person' }],
  summary: [{ field: 'trade' }, { zh: ' · ', en: ' · ' }, { field: 'skill' }],
  ledgerColumns: [
    dayColumn({ zh: '登记日期', en: 'Registered on' }),
    column('person', { zh: '姓名', en: 'Name' }),
    column('trade', { zh: '行业', en: 'Trade' }),
    column('skill', { zh: '技能特长', en: 'Skill' }),
    sumColumn('womenLed', { zh: '带动妇女', en: 'Women' }),
  ],
  countedAs: { zh: '名', en: 'women' },
  indicators: [
    {
      id: 'women-led',
      label: { zh: '带动妇女', en: 'Women taken along' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '带动妇女{n}人次', en: '{n} women taken along' },
      where: { present: { field: 'womenLed' } },
      numerator: { sum: { field: 'womenLed' } },
    },
  ],
  sample: { person: { name: '郭示桂' }, trade: 'handicraft', skill: '竹编', womenLed: 14 },
});
