// Care-target categories (`domain.md` B2.3, with the names of today). Ids are on devices: never removed, never renamed.
import type { Choice } from '../forms/field-types.ts';

/** Retired ones are the former names: readable where they were written, no longer offered. */
export const careCategories: readonly Choice[] = [
  { id: 'lone-elderly', label: { zh: '孤寡老人', en: 'Lone elderly' } },
  { id: 'orphan', label: { zh: '孤儿', en: 'Orphan' } },
  { id: 'disabled', label: { zh: '残疾', en: 'Disabled' } },
  { id: 'minimum-allowance', label: { zh: '低保', en: 'Minimum allowance' } },
  { id: 'extreme-hardship', label: { zh: '特困', en: 'Extreme hardship' } },
  { id: 'left-behind-child', label: { zh: '留守儿童', en: 'Left-behind child' } },
  { id: 'left-behind-woman', label: { zh: '留守妇女', en: 'Left-behind woman' } },
  { id: 'single-mother', label: { zh: '单亲困难母亲', en: 'Single mother in difficulty' } },
  { id: 'woman-in-difficulty', label: { zh: '困难妇女', en: 'Woman in difficulty' } },
  { id: 'family-planning-special', label: { zh: '计划生育特殊家庭', en: 'Family that lost its only child' } },
  { id: 'rigid-expenditure', label: { zh: '刚性支出困难家庭', en: 'Hardship from unavoidable expenses' } },
  { id: 'poverty-prevention', label: { zh: '防止返贫致贫对象', en: 'At risk of poverty' } },
  {
    id: 'expenditure-hardship',
    retired: true,
    label: { zh: '支出型困难家庭', en: 'Hardship from expenses (former name)' },
  },
  {
    id: 'poverty-relapse',
    retired: true,
    label: { zh: '易返贫致贫户', en: 'Prone to poverty (former name)' },
  },
  { id: 'other', label: { zh: '其他', en: 'Other' } },
];
