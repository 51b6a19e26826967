// 最美家庭等: which family, which title, of which level and year.
import { partOf } from '../forms/activity-tags.ts';
import { allLevels } from '../forms/award-options.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { authorityField, dayField, noteAndPhotos, yearField } from '../forms/usual-fields.ts';

export const familyHonour = defineRecordType({
  ...{
    id: 'family-honour',
    version: 1,
    tile: '家',
    area: 'achievement',
    collection: 'records',
    life: 'event',
  },
  label: { zh: '最美家庭等', en: 'Model families' },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'family', kind: 'text', required: true, sensitivity: 1 },
      label: { zh: '家庭', en: 'Family' },
      hint: { zh: '写户主或代表的姓名', en: 'By the name of its head or representative' },
    },
    {
      ...{ id: 'honourKind', kind: 'choice', required: true, initial: { from: 'last' } },
      label: { zh: '荣誉类型', en: 'Title' },
      options: [
        { id: 'most-beautiful', label: { zh: '最美家庭', en: 'Most beautiful family' } },
        { id: 'five-good', label: { zh: '五好文明家庭', en: 'Model family of five goods' } },
        { id: 'safe', label: { zh: '平安家庭', en: 'Safe family' } },
        { id: 'courtyard', label: { zh: '美丽庭院', en: 'Beautiful courtyard' } },
      ],
    },
    {
      ...{ id: 'level', kind: 'choice', required: true, initial: { from: 'last' }, options: allLevels },
      label: { zh: '级别', en: 'Level' },
    },
    yearField,
    dayField({ zh: '命名日期', en: 'Named on' }),
    authorityField,
    { id: 'merits', kind: 'longText', folded: true, label: { zh: '事迹', en: 'Merits' } },
    ...partOf,
    ...noteAndPhotos,
  ],
  title: [{ field: 'family' }],
  summary: [
    { field: 'year' },
    { zh: '', en: ' ' },
    { field: 'level' },
    { zh: '', en: ' ' },
    { field: 'honourKind' },
  ],
  ledgerColumns: [
    dayColumn({ zh: '命名日期', en: 'Named on' }),
    column('year', { zh: '年度', en: 'Year' }),
    column('family', { zh: '家庭', en: 'Family' }),
    column('honourKind', { zh: '荣誉类型', en: 'Title' }),
    column('level', { zh: '级别', en: 'Level' }),
    column('authority', { zh: '授予机关', en: 'Authority' }),
  ],
  countedAs: { zh: '户次', en: 'families' },
  indicators: [
    {
      id: 'most-beautiful',
      label: { zh: '最美家庭', en: 'Most beautiful families' },
      unit: { zh: '户次', en: 'families' },
      phrase: { zh: '其中最美家庭{n}户次', en: '{n} of them most beautiful families' },
      where: { eq: [{ field: 'honourKind' }, 'most-beautiful'] },
      numerator: { events: true },
    },
    {
      id: 'five-good',
      label: { zh: '五好文明家庭', en: 'Model families of five goods' },
      unit: { zh: '户次', en: 'families' },
      phrase: { zh: '五好文明家庭{n}户次', en: '{n} model families of five goods' },
      where: { eq: [{ field: 'honourKind' }, 'five-good'] },
      numerator: { events: true },
    },
  ],
  sample: {
    family: '陈示英家庭',
    honourKind: 'most-beautiful',
    level: 'township',
    year: 2026,
    authority: '花果街道妇联',
  },
});
