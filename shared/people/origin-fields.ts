// Who a person is beyond name and number: all folded, none required.
import type { LeafField } from '../forms/field-types.ts';

export const originFields: readonly LeafField[] = [
  {
    ...{ id: 'formerName', kind: 'text', maxLength: 60, folded: true, sensitivity: 1 },
    label: { zh: '曾用名', en: 'Former name' },
  },
  {
    ...{ id: 'idType', kind: 'choice', folded: true, initial: { value: 'resident' } },
    label: { zh: '证件类型', en: 'Kind of document' },
    options: [
      { id: 'resident', label: { zh: '居民身份证', en: 'Resident identity card' } },
      { id: 'other', label: { zh: '其他证件', en: 'Other' } },
    ],
  },
  {
    ...{ id: 'otherIdNo', kind: 'text', maxLength: 40, folded: true, sensitivity: 2 },
    relevant: { eq: [{ field: 'idType' }, 'other'] },
    label: { zh: '其他证件号码', en: 'Number of the other document' },
  },
  {
    ...{ id: 'ethnicity', kind: 'text', maxLength: 20, folded: true, sensitivity: 1 },
    label: { zh: '民族', en: 'Ethnicity' },
  },
  {
    ...{ id: 'education', kind: 'choice', folded: true, sensitivity: 1 },
    label: { zh: '文化程度', en: 'Education' },
    options: [
      { id: 'none', label: { zh: '未上过学', en: 'None' } },
      { id: 'primary', label: { zh: '小学', en: 'Primary school' } },
      { id: 'junior', label: { zh: '初中', en: 'Junior secondary' } },
      { id: 'senior', label: { zh: '高中、中专', en: 'Senior secondary' } },
      { id: 'college', label: { zh: '大专', en: 'College' } },
      { id: 'bachelor', label: { zh: '本科及以上', en: 'Bachelor or higher' } },
    ],
  },
  {
    ...{ id: 'maritalStatus', kind: 'choice', folded: true, sensitivity: 1 },
    label: { zh: '婚姻状况', en: 'Marital status' },
    options: [
      { id: 'single', label: { zh: '未婚', en: 'Single' } },
      { id: 'married', label: { zh: '已婚', en: 'Married' } },
      { id: 'divorced', label: { zh: '离异', en: 'Divorced' } },
      { id: 'widowed', label: { zh: '丧偶', en: 'Widowed' } },
    ],
  },
  {
    ...{ id: 'political', kind: 'choice', folded: true, sensitivity: 1 },
    label: { zh: '政治面貌', en: 'Political status' },
    options: [
      { id: 'party-member', label: { zh: '中共党员', en: 'Party member' } },
      { id: 'league', label: { zh: '共青团员', en: 'League member' } },
      { id: 'masses', label: { zh: '群众', en: 'Neither' } },
    ],
  },
  {
    ...{ id: 'phoneOwner', kind: 'text', maxLength: 60, folded: true, sensitivity: 1 },
    label: { zh: '电话是谁的', en: 'Whose telephone it is' },
    hint: { zh: '不是本人的才填', en: 'Only when it is not her own' },
  },
  {
    ...{ id: 'householdHead', kind: 'text', maxLength: 60, folded: true, sensitivity: 1 },
    label: { zh: '户主', en: 'Head of the household' },
  },
];
