// 巾帼文明岗申报: a post with enough members, most of them women, one in its leadership (`policy/civil-post.ts`).
import { titleLevels } from '../forms/award-options.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, dayColumn, sumColumn } from '../forms/ledger-columns.ts';
import { dayField } from '../forms/usual-fields.ts';
import { civilPostConditions } from '../policy/civil-post.ts';

const { members, womenPercent, womenInLeadership } = civilPostConditions;
const people = { zh: '人', en: 'people' };

export const civilPostApplication = defineRecordType({
  ...{ id: 'civil-post-application', version: 1, tile: '岗', area: 'achievement' },
  ...{ collection: 'records', life: 'standing' },
  label: { zh: '巾帼文明岗申报', en: 'Women’s Model Post' },
  recordedBy: ['township', 'county', 'city'],
  fields: [
    { id: 'post', kind: 'text', required: true, label: { zh: '岗位名称', en: 'Post' } },
    { id: 'unit', kind: 'text', required: true, label: { zh: '所属单位', en: 'Of which unit' } },
    {
      ...{ id: 'level', kind: 'choice', required: true, options: titleLevels },
      label: { zh: '申报级别', en: 'Level applied for' },
    },
    {
      ...{ id: 'members', kind: 'integer', min: 0, required: true, unit: people },
      label: { zh: '成员人数', en: 'Members' },
    },
    {
      ...{ id: 'women', kind: 'integer', min: 0, required: true, unit: people },
      label: { zh: '其中女性', en: 'Of them women' },
    },
    {
      ...{ id: 'womenLeaders', kind: 'integer', min: 0, required: true, unit: people },
      label: { zh: '领导班子中的女性', en: 'Women in the leadership' },
    },
    {
      ...{ id: 'womenShare', kind: 'computed', unit: { zh: '%', en: '%' } },
      value: { mul: [{ div: [{ field: 'women' }, { field: 'members' }] }, 100] },
      label: { zh: '女性占比', en: 'Share of women' },
    },
    { id: 'merits', kind: 'longText', maxLength: 2000, required: true, label: { zh: '事迹', en: 'Merits' } },
    dayField({ zh: '申报日期', en: 'Applied on' }),
    {
      id: 'begunOn',
      kind: 'date',
      folded: true,
      label: { zh: '创建开始日期', en: 'Working towards it since' },
    },
    { id: 'photos', kind: 'photos', folded: true, label: { zh: '照片', en: 'Photos' } },
  ],
  rules: [
    {
      field: 'members',
      rule: { gte: [{ field: 'members' }, members] },
      severity: 'block',
      message: { zh: `成员不能少于${members}人`, en: `A post has at least ${members} members` },
    },
    {
      field: 'women',
      rule: { lte: [{ field: 'women' }, { field: 'members' }] },
      severity: 'block',
      message: { zh: '女性不能多于成员人数', en: 'There cannot be more women than members' },
    },
    {
      field: 'women',
      rule: { gte: [{ mul: [{ field: 'women' }, 100] }, { mul: [{ field: 'members' }, womenPercent] }] },
      severity: 'block',
      message: {
        zh: `女性占比不足${womenPercent}%，不能申报`,
        en: `Fewer than ${womenPercent} % are women: it cannot apply`,
      },
    },
    {
      field: 'womenLeaders',
      rule: { gte: [{ field: 'womenLeaders' }, womenInLeadership] },
      severity: 'block',
      message: {
        zh: `领导班子中至少要有${womenInLeadership}名女性`,
        en: `Women in the leadership: at least ${womenInLeadership}`,
      },
    },
    {
      field: 'womenLeaders',
      rule: { lte: [{ field: 'womenLeaders' }, { field: 'women' }] },
      severity: 'block',
      message: { zh: '班子中的女性不能多于女性人数', en: 'There cannot be more of them than women' },
    },
  ],
  title: [{ field: 'post' }],
  summary: [{ field: 'unit' }, { zh: ' · 女性占', en: ' · women ' }, { field: 'womenShare' }],
  ledgerColumns: [
    dayColumn({ zh: '申报日期', en: 'Applied on' }),
    column('post', { zh: '岗位名称', en: 'Post' }),
    column('unit', { zh: '所属单位', en: 'Unit' }),
    column('level', { zh: '申报级别', en: 'Level' }),
    sumColumn('members', { zh: '成员人数', en: 'Members' }),
    sumColumn('women', { zh: '其中女性', en: 'Women' }),
    column('womenShare', { zh: '女性占比', en: 'Share' }),
  ],
  countedAs: { zh: '个', en: 'applications' },
  indicators: [
    {
      id: 'women-share',
      label: { zh: '女性占比', en: 'Share of women' },
      unit: { zh: '人', en: 'people' },
      phrase: { zh: '女性占{n}', en: '{n} women' },
      phraseOfFew: { zh: '成员{of}人中女性{n}人', en: '{n} of {of} members women' },
      numerator: { sum: { field: 'women' } },
      denominator: { sum: { field: 'members' } },
    },
  ],
  sample: {
    post: '便民服务中心办事窗口',
    unit: '花果街道办事处',
    level: 'city',
    members: 12,
    women: 10,
    womenLeaders: 2,
    merits: '推行一次办好、上门代办，为行动不便的老人送证上门。',
  },
});
