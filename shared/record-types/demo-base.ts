// 双学双比示范基地: what is grown or made there, how many women it takes along, when it was named.
import { partOf } from '../forms/activity-tags.ts';
import { titleLevels } from '../forms/award-options.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn, sumColumn } from '../forms/ledger-columns.ts';
import { trades } from '../forms/trades.ts';
import { authorityField, dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const demoBase = defineRecordType({
  ...{ id: 'demo-base', version: 1, tile: '基', area: 'achievement', collection: 'records', life: 'event' },
  label: { zh: '双学双比基地', en: 'Demonstration base' },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    { id: 'name', kind: 'text', required: true, label: { zh: '基地名称', en: 'Name' } },
    {
      ...{ id: 'baseKind', kind: 'choice', required: true, options: trades },
      label: { zh: '类型', en: 'Kind' },
    },
    {
      ...{ id: 'level', kind: 'choice', required: true, options: titleLevels },
      label: { zh: '级别', en: 'Level' },
    },
    {
      ...{ id: 'womenLed', kind: 'integer', min: 0, required: true, unit: { zh: '人', en: 'women' } },
      label: { zh: '带动妇女', en: 'Women taken along' },
    },
    dayField({ zh: '命名日期', en: 'Named on' }),
    {
      ...{ id: 'areaMu', kind: 'decimal', min: 0, decimals: 2, unit: { zh: '亩', en: 'mu' } },
      label: { zh: '面积', en: 'Area' },
    },
    { id: 'yearlyOutput', kind: 'money', label: { zh: '年产值（元）', en: 'Yearly output (yuan)' } },
    {
      ...{ id: 'head', kind: 'person', allowTyped: true, folded: true, sensitivity: 1 },
      label: { zh: '负责人', en: 'Head' },
    },
    authorityField,
    ...partOf,
    ...noteAndPhotos,
  ],
  title: [{ field: 'name' }],
  summary: [
    { field: 'level' },
    { zh: ' · ', en: ' · ' },
    { field: 'baseKind' },
    { zh: ' · 带动妇女', en: ' · ' },
    { field: 'womenLed' },
  ],
  ledgerColumns: [
    dayColumn({ zh: '命名日期', en: 'Named on' }),
    column('name', { zh: '基地名称', en: 'Name' }),
    column('baseKind', { zh: '类型', en: 'Kind' }),
    column('level', { zh: '级别', en: 'Level' }),
    sumColumn('areaMu', { zh: '面积（亩）', en: 'Area (mu)' }),
    sumColumn('womenLed', { zh: '带动妇女', en: 'Women' }),
    {
      ...{ id: 'output', label: { zh: '年产值（元）', en: 'Yearly output (yuan)' }, total: true },
      value: { expression: { div: [{ field: 'yearlyOutput' }, 100] } },
    },
    column('head', { zh: '负责人', en: 'Head' }),
  ],
  countedAs: { zh: '个', en: 'bases' },
  indicators: [
    {
      id: 'women-led',
      label: { zh: '带动妇女', en: 'Women taken along' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '带动妇女{n}人次', en: '{n} women taken along' },
      numerator: { sum: { field: 'womenLed' } },
    },
  ],
  sample: {
    name: '示范香菇种植基地',
    baseKind: 'planting',
    level: 'county',
    womenLed: 36,
    areaMu: 25.5,
    yearlyOutput: 68_000_000,
    head: { name: '胡示凤' },
    authority: '张湾区妇联',
  },
});
