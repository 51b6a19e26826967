// 人员: one registry of women, cadres, volunteers, care targets and families (`domain.md` §0 Person).
import { defineRecordType } from '../forms/define-record-type.ts';
import { careCategories } from './care-categories.ts';
import { consentsField } from './consents-field.ts';
import { originFields } from './origin-fields.ts';
import { residenceFields } from './residence-fields.ts';

const age = { yearsBetween: [{ field: 'birthDate' }, { today: true }] } as const;
const isMinor = { lt: [age, 18] } as const;

/**
 * Beside these fields a person's `values` hold what no form asks: `mergedInto`, `notSameAs` (`merged-people.ts`) and
 * `searchKeys` (`search-keys.ts`). `residenceUnitId` starts as the own unit and is not insisted on: what was written
 * before there was such a field has none, and lives where it is registered.
 */
export const person = defineRecordType({
  id: 'person',
  version: 2,
  label: { zh: '人员', en: 'Person' },
  tile: '人',
  area: 'daily',
  collection: 'people',
  life: 'standing',
  recordedBy: ['village', 'township', 'county'],
  fields: [
    {
      ...{ id: 'name', kind: 'text', maxLength: 60, required: true, sensitivity: 1 },
      label: { zh: '姓名', en: 'Name' },
    },
    {
      ...{ id: 'idNo', kind: 'identityNumber', sensitivity: 2 },
      tells: { birthDate: 'birthDate', sex: 'sex' },
      relevant: { not: { eq: [{ field: 'idType' }, 'other'] } },
      label: { zh: '身份证号', en: 'Identity number' },
      hint: { zh: '填了号码，性别和出生日期自动带出', en: 'Sex and birth date follow from the number' },
    },
    {
      ...{ id: 'sex', kind: 'choice', required: true, initial: { value: 'female' } },
      label: { zh: '性别', en: 'Sex' },
      options: [
        { id: 'female', label: { zh: '女', en: 'Female' } },
        { id: 'male', label: { zh: '男', en: 'Male' } },
      ],
    },
    {
      ...{ id: 'birthDate', kind: 'date', notFuture: true, isDistant: true, sensitivity: 1 },
      label: { zh: '出生日期', en: 'Birth date' },
    },
    {
      ...{ id: 'age', kind: 'computed', folded: true, value: age, unit: { zh: '岁', en: 'years old' } },
      relevant: { present: { field: 'birthDate' } },
      label: { zh: '年龄', en: 'Age' },
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
    { id: 'phone', kind: 'phone', sensitivity: 2, label: { zh: '电话', en: 'Telephone' } },
    {
      ...{ id: 'residenceUnitId', kind: 'orgUnit', initial: { from: 'ownUnit' } },
      label: { zh: '居住村（社区）', en: 'Village of residence' },
    },
    {
      ...{ id: 'addressDetail', kind: 'text', sensitivity: 1 },
      label: { zh: '住址', en: 'Address' },
    },
    {
      ...{ id: 'categories', kind: 'choices', sensitivity: 1 },
      label: { zh: '类别', en: 'Categories' },
      options: careCategories,
    },
    {
      ...{ id: 'confidentialCategories', kind: 'choices', folded: true, sensitivity: 2 },
      label: { zh: '需保密的类别', en: 'Confidential categories' },
      options: [
        { id: 'cancer-patient', label: { zh: '“两癌”患病妇女', en: 'Woman with one of the two cancers' } },
      ],
    },
    {
      ...{ id: 'roles', kind: 'choices', folded: true },
      label: { zh: '身份', en: 'Roles' },
      options: [
        { id: 'representative', label: { zh: '妇女代表', en: 'Women’s representative' } },
        { id: 'executive', label: { zh: '执委', en: 'Executive member' } },
        { id: 'chair', label: { zh: '主席', en: 'Chair' } },
        { id: 'vice-chair', label: { zh: '副主席', en: 'Vice chair' } },
        { id: 'volunteer', label: { zh: '志愿者', en: 'Volunteer' } },
        { id: 'skilled', label: { zh: '女能手', en: 'Skilled woman' } },
        { id: 'knitter', label: { zh: '编织志愿者', en: 'Knitter' } },
      ],
    },
    {
      ...{ id: 'skills', kind: 'text', folded: true },
      label: { zh: '特长', en: 'Skills' },
    },
    ...originFields,
    ...residenceFields,
    consentsField,
    {
      ...{ id: 'note', kind: 'longText', maxLength: 500, folded: true, sensitivity: 1 },
      label: { zh: '备注', en: 'Note' },
    },
  ],
  rules: [
    {
      field: 'consents',
      severity: 'block',
      rule: {
        or: [
          {
            not: {
              or: [{ present: { field: 'categories' } }, { present: { field: 'confidentialCategories' } }],
            },
          },
          { gte: [age, 14] },
          {
            gt: [
              {
                countOf: {
                  group: 'consents',
                  where: {
                    and: [
                      { eq: [{ field: 'by' }, 'guardian'] },
                      { not: { present: { field: 'withdrawnOn' } } },
                    ],
                  },
                },
              },
              0,
            ],
          },
        ],
      },
      message: {
        zh: '未满14周岁的服务对象，须有监护人同意：请在“同意”里加一条，由监护人作出',
        en: 'For a care target under 14 the guardian’s consent is needed: please add it under “Consents”',
      },
    },
  ],
  title: [{ field: 'name' }],
  summary: [
    { field: 'sex' },
    { zh: ' · ', en: ' · ' },
    { field: 'age' },
    { zh: ' · ', en: ' · ' },
    { field: 'categories' },
  ],
  ledgerColumns: [
    { id: 'name', label: { zh: '姓名', en: 'Name' }, value: { field: 'name' } },
    { id: 'sex', label: { zh: '性别', en: 'Sex' }, value: { field: 'sex' } },
    { id: 'birthDate', label: { zh: '出生日期', en: 'Birth date' }, value: { field: 'birthDate' } },
    { id: 'idNo', label: { zh: '身份证号', en: 'Identity number' }, value: { field: 'idNo' } },
    { id: 'phone', label: { zh: '电话', en: 'Telephone' }, value: { field: 'phone' } },
    { id: 'residence', label: { zh: '居住村', en: 'Village' }, value: { field: 'residenceUnitId' } },
    { id: 'categories', label: { zh: '类别', en: 'Categories' }, value: { field: 'categories' } },
    { id: 'roles', label: { zh: '身份', en: 'Roles' }, value: { field: 'roles' } },
  ],
  sample: {
    name: '王示兰',
    sex: 'female',
    phone: '19900001234',
    idType: 'resident',
    idNo: '420399197503080021',
    birthDate: '1975-03-08',
    residenceUnitId: '420303001202',
    categories: ['lone-elderly'],
  },
});
