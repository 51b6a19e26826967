// 合作: work done together with another women's organisation or another body.
import { partOf } from '../forms/activity-tags.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, sumColumn } from '../forms/ledger-columns.ts';
import { countyAndCity, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

export const cooperation = defineRecordType({
  id: 'cooperation',
  version: 1,
  label: words('合作', 'Cooperation'),
  tile: '合',
  area: 'organisation',
  collection: 'records',
  life: 'event',
  recordedBy: countyAndCity,
  fields: [
    { id: 'partner', kind: 'text', required: true, suggestLast: true, label: words('合作对方', 'With whom') },
    {
      id: 'partnerKind',
      kind: 'choice',
      required: true,
      label: words('对方类型', 'What they are'),
      options: optionsOf(
        ['womens-society', '其他妇女组织', 'Another women’s organisation'],
        ['department', '部门单位', 'A department'],
        ['company', '企业', 'A company'],
        ['social', '社会组织', 'A social organisation'],
        ['other', '其他', 'Other'],
      ),
    },
    { id: 'matter', kind: 'text', maxLength: 200, required: true, label: words('合作事项', 'About what') },
    dayField(words('日期', 'Date')),
    { id: 'result', kind: 'longText', maxLength: 1000, label: words('合作成果', 'What came of it') },
    {
      id: 'beneficiaries',
      kind: 'estimate',
      min: 0,
      unit: words('人次', 'person-times'),
      label: words('受益人次', 'People who benefited'),
    },
    ...partOf,
    ...noteAndPhotos,
  ],
  title: [{ field: 'matter' }],
  summary: [{ field: 'partner' }, words(' · 受益', ' · '), { field: 'beneficiaries' }],
  ledgerColumns: [
    column('occurredOn', words('日期', 'Date')),
    column('partner', words('合作对方', 'With whom')),
    column('partnerKind', words('对方类型', 'What they are')),
    column('matter', words('合作事项', 'About what')),
    column('result', words('合作成果', 'What came of it')),
    sumColumn('beneficiaries', words('受益人次', 'People who benefited')),
  ],
  countedAs: words('项', 'matters'),
  indicators: [
    {
      id: 'beneficiaries',
      label: words('合作受益人次', 'People who benefited'),
      unit: words('人次', 'person-times'),
      phrase: words('受益{n}人次', '{n} person-times'),
      where: { present: { field: 'beneficiaries' } },
      numerator: { sum: { field: 'beneficiaries' } },
    },
  ],
  sample: {
    partner: '示例县女企业家协会',
    partnerKind: 'womens-society',
    matter: '为家政技能班学员提供实习岗位',
    result: '签订意向，首批学员到岗实习',
    beneficiaries: { count: 18, isEstimate: false },
  },
});
