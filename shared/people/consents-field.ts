// 同意: what a person agreed to, when, and who said so for a child; withdrawn ones stay readable.
import type { GroupField } from '../forms/field-types.ts';

export const consentsField: GroupField = {
  ...{ id: 'consents', kind: 'group', folded: true, sensitivity: 1 },
  label: { zh: '同意', en: 'Consents' },
  itemLabel: { zh: '同意', en: 'Consent' },
  max: 20,
  fields: [
    {
      ...{ id: 'purpose', kind: 'choice', required: true },
      label: { zh: '用途', en: 'Purpose' },
      options: [
        { id: 'file', label: { zh: '建档联系', en: 'Being registered and contacted' } },
        { id: 'care', label: { zh: '走访慰问', en: 'Visits and condolence' } },
        { id: 'aid', label: { zh: '申请救助', en: 'Applying for aid' } },
        { id: 'publicity', label: { zh: '照片和事迹宣传', en: 'Photos and stories in public' } },
        { id: 'help-find', label: { zh: '请村里协助联系', en: 'The village helping to find her' } },
        { id: 'other', label: { zh: '其他', en: 'Other' } },
      ],
    },
    {
      ...{ id: 'scope', kind: 'text' },
      label: { zh: '范围', en: 'Scope' },
      hint: { zh: '给谁看、用哪些内容', en: 'Who may see what' },
    },
    {
      ...{ id: 'signedOn', kind: 'date', required: true, notFuture: true },
      label: { zh: '签署日期', en: 'Signed on' },
    },
    {
      ...{ id: 'by', kind: 'choice', required: true },
      label: { zh: '由谁同意', en: 'Given by' },
      options: [
        { id: 'herself', label: { zh: '本人', en: 'Herself' } },
        { id: 'guardian', label: { zh: '监护人', en: 'Guardian' } },
      ],
    },
    {
      ...{ id: 'withdrawnOn', kind: 'date', notFuture: true },
      label: { zh: '撤回日期', en: 'Withdrawn on' },
      constraints: [
        {
          rule: { gte: [{ field: 'withdrawnOn' }, { field: 'signedOn' }] },
          severity: 'block',
          message: { zh: '撤回不能早于签署', en: 'It cannot be withdrawn before it was signed' },
        },
      ],
    },
  ],
};
