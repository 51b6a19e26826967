// 就业服务: a fair, training that leads to a job, work at home, a recommendation; what came of it.
import { partOf } from '../forms/activity-tags.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn, sumColumn } from '../forms/ledger-columns.ts';
import { dayField, noteAndPhotos, placeField } from '../forms/usual-fields.ts';

export const jobService = defineRecordType({
  ...{ id: 'job-service', version: 1, tile: '业', area: 'daily', collection: 'records', life: 'event' },
  label: { zh: '就业服务', en: 'Job service' },
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      ...{ id: 'serviceKind', kind: 'choice', required: true },
      label: { zh: '服务方式', en: 'Kind' },
      options: [
        { id: 'fair', label: { zh: '招聘会', en: 'Job fair' } },
        { id: 'training-to-job', label: { zh: '培训转就业', en: 'Training that leads to a job' } },
        { id: 'home-industry', label: { zh: '居家就业', en: 'Work at home' } },
        { id: 'recommendation', label: { zh: '推荐就业', en: 'Recommendation' } },
      ],
    },
    dayField(),
    {
      ...{ id: 'posts', kind: 'integer', min: 0, unit: { zh: '个', en: 'posts' } },
      label: { zh: '提供岗位', en: 'Posts offered' },
    },
    {
      ...{ id: 'intentions', kind: 'integer', min: 0, unit: { zh: '人', en: 'people' } },
      label: { zh: '达成意向', en: 'Intentions' },
      hint: { zh: '有意向的人数，不是已就业的', en: 'People who intend to, not those employed' },
    },
    {
      ...{ id: 'employed', kind: 'integer', min: 0, unit: { zh: '人', en: 'people' } },
      label: { zh: '已就业', en: 'Employed' },
    },
    { id: 'topic', kind: 'text', folded: true, label: { zh: '名称', en: 'Name' } },
    placeField({ folded: true }),
    {
      id: 'employer',
      kind: 'text',
      folded: true,
      suggestLast: true,
      label: { zh: '用工单位', en: 'Employer' },
    },
    ...partOf,
    ...noteAndPhotos,
  ],
  rules: [
    {
      field: 'employed',
      severity: 'warn',
      rule: { lte: [{ field: 'employed' }, { field: 'intentions' }] },
      message: {
        zh: '已就业多于达成意向，请核对：意向填人数，不是人次',
        en: 'More are employed than intended to be; please check: people are counted, not times',
      },
    },
    {
      field: 'intentions',
      severity: 'warn',
      rule: { lte: [{ field: 'intentions' }, { field: 'posts' }] },
      message: {
        zh: '达成意向多于提供岗位，请核对',
        en: 'More intentions than posts; please check',
      },
    },
  ],
  title: [{ field: 'serviceKind' }, { zh: ' · ', en: ' · ' }, { field: 'topic' }],
  summary: [
    { zh: '岗位', en: '' },
    { field: 'posts' },
    { zh: ' · 意向', en: ' · intend: ' },
    { field: 'intentions' },
    { zh: ' · 就业', en: ' · employed: ' },
    { field: 'employed' },
  ],
  ledgerColumns: [
    dayColumn(),
    column('serviceKind', { zh: '服务方式', en: 'Kind' }),
    column('topic', { zh: '名称', en: 'Name' }),
    column('place', { zh: '地点', en: 'Place' }),
    column('employer', { zh: '用工单位', en: 'Employer' }),
    sumColumn('posts', { zh: '提供岗位', en: 'Posts' }),
    sumColumn('intentions', { zh: '达成意向', en: 'Intentions' }),
    sumColumn('employed', { zh: '已就业', en: 'Employed' }),
  ],
  countedAs: { zh: '场次', en: 'events' },
  indicators: [
    {
      id: 'posts',
      label: { zh: '提供岗位', en: 'Posts offered' },
      unit: { zh: '个', en: 'posts' },
      phrase: { zh: '提供岗位{n}个', en: '{n} posts offered' },
      where: { present: { field: 'posts' } },
      numerator: { sum: { field: 'posts' } },
    },
    {
      id: 'intentions',
      label: { zh: '达成意向', en: 'Intentions' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '达成意向{n}人次', en: '{n} intend to' },
      where: { present: { field: 'intentions' } },
      numerator: { sum: { field: 'intentions' } },
    },
    {
      id: 'employed',
      label: { zh: '实现就业', en: 'Employed' },
      unit: { zh: '人次', en: 'person-times' },
      phrase: { zh: '实现就业{n}人次', en: '{n} employed' },
      where: { present: { field: 'employed' } },
      numerator: { sum: { field: 'employed' } },
    },
  ],
  sample: {
    serviceKind: 'fair',
    posts: 86,
    intentions: 41,
    employed: 12,
    topic: '春风行动女性专场招聘会',
    place: '花果街道广场',
  },
});
