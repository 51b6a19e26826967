// 服务对象档案: who is in difficulty and of what kind, with her consent, or a guardian's; lives on until it is lifted.
import { defineRecordType } from '../forms/define-record-type.ts';
import type { Expression } from '../forms/expression.ts';
import { column, dayColumn } from '../forms/ledger-columns.ts';
import { optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';
import { careCategories } from '../people/care-categories.ts';
import { tellsBirthAndSex, tellsCare } from '../people/tells.ts';

const isOfChildren: Expression = {
  or: [
    { includes: [{ field: 'categories' }, 'left-behind-child'] },
    { includes: [{ field: 'categories' }, 'orphan'] },
  ],
};
/** Under 18, or of a category that only minors have. Eighteen years have 6,574 or 6,575 days: the doubtful day counts. */
const isMinor: Expression = {
  or: [{ lt: [{ daysBetween: [{ field: 'birthDate' }, { field: 'occurredOn' }] }, 6575] }, isOfChildren],
};

export const careTarget = defineRecordType({
  ...{ id: 'care-target', version: 1, tile: '档', area: 'service', collection: 'records', life: 'standing' },
  label: { zh: '服务对象档案', en: 'Care file' },
  caresFor: {
    person: 'person',
    what: [{ field: 'categories' }, { zh: '：', en: ': ' }, { field: 'difficulty' }],
  },
  recordedBy: ['village', 'township'],
  fields: [
    {
      ...{ id: 'person', kind: 'person', allowTyped: true, required: true, sensitivity: 1 },
      tells: [...tellsBirthAndSex, ...tellsCare],
      label: { zh: '姓名', en: 'Name' },
    },
    {
      ...{ id: 'categories', kind: 'choices', required: true, sensitivity: 1, options: careCategories },
      label: { zh: '对象类别', en: 'Categories' },
      hint: {
        zh: '病情不写在这里；因病困难的选“困难妇女”',
        en: 'No illness here; choose “woman in difficulty” for hardship from one',
      },
    },
    {
      ...{ id: 'difficulty', kind: 'longText', maxLength: 500, required: true, sensitivity: 1 },
      label: { zh: '困难描述', en: 'Difficulty' },
    },
    dayField({ zh: '建档日期', en: 'Filed on' }),
    {
      ...{ id: 'consentGiven', kind: 'boolean', required: true },
      label: { zh: '本人（未成年人由监护人）同意建档', en: 'She, or a minor’s guardian, agrees to the file' },
      constraints: [
        {
          rule: { field: 'consentGiven' },
          severity: 'block',
          message: { zh: '没有同意，不能建档', en: 'There can be no file without consent' },
        },
      ],
    },
    {
      ...{ id: 'consentOn', kind: 'date', required: true, notFuture: true },
      relevant: { field: 'consentGiven' },
      label: { zh: '同意日期', en: 'Agreed on' },
      constraints: [
        {
          rule: { lte: [{ field: 'consentOn' }, { field: 'occurredOn' }] },
          severity: 'block',
          message: { zh: '同意不能晚于建档', en: 'Consent comes before the file' },
        },
      ],
    },
    {
      ...{ id: 'birthDate', kind: 'date', notFuture: true, isDistant: true, sensitivity: 1 },
      label: { zh: '出生日期', en: 'Birth date' },
      hint: { zh: '未满18周岁的要填监护人', en: 'A guardian is asked for under 18' },
    },
    {
      ...{ id: 'guardianName', kind: 'text', maxLength: 60, required: true, sensitivity: 1 },
      relevant: isMinor,
      label: { zh: '监护人姓名', en: 'Guardian’s name' },
    },
    {
      ...{ id: 'guardianPhone', kind: 'phone', required: true, sensitivity: 2 },
      relevant: isMinor,
      label: { zh: '监护人电话', en: 'Guardian’s telephone' },
    },
    {
      ...{ id: 'sex', kind: 'choice', folded: true, label: words('性别', 'Sex') },
      options: optionsOf(['female', '女', 'Female'], ['male', '男', 'Male']),
    },
    { id: 'phone', kind: 'phone', folded: true, sensitivity: 2, label: { zh: '联系电话', en: 'Telephone' } },
    { id: 'address', kind: 'text', folded: true, sensitivity: 1, label: { zh: '住址', en: 'Address' } },
    ...noteAndPhotos,
  ],
  title: [{ field: 'person' }],
  summary: [{ field: 'categories' }],
  ledgerColumns: [
    dayColumn({ zh: '建档日期', en: 'Filed on' }),
    column('person', { zh: '姓名', en: 'Name' }),
    column('sex', { zh: '性别', en: 'Sex' }),
    column('categories', { zh: '对象类别', en: 'Categories' }),
    column('difficulty', { zh: '困难描述', en: 'Difficulty' }),
    column('guardianName', { zh: '监护人', en: 'Guardian' }),
    column('phone', { zh: '联系电话', en: 'Telephone' }),
  ],
  countedAs: { zh: '份', en: 'files' },
  indicators: [
    {
      id: 'people',
      label: { zh: '建档人数', en: 'People with a file' },
      unit: { zh: '人', en: 'people' },
      phrase: { zh: '建档{n}人', en: '{n} people' },
      unknownPhrase: { zh: '{n}份的对象未登记在人员库', en: '{n} of people who are not in the registry' },
      numerator: { people: 'person' },
    },
    {
      id: 'children',
      label: { zh: '留守儿童、孤儿', en: 'Left-behind children and orphans' },
      unit: { zh: '份', en: 'files' },
      phrase: { zh: '其中留守儿童、孤儿{n}份', en: '{n} of left-behind children and orphans' },
      where: isOfChildren,
      numerator: { events: true },
    },
  ],
  sample: {
    person: { name: '刘示童' },
    categories: ['left-behind-child'],
    difficulty: '父母在外务工，随祖母生活，放学后没人辅导',
    consentGiven: true,
    consentOn: '2026-11-18',
    guardianName: '孙示玉',
    guardianPhone: '19900001235',
    birthDate: '2016-05-04',
  },
});
