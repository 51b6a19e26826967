// 妇女之家: a venue: which of the six it has (六有), what of it is unified (三统一), on what evidence.
import { defineRecordType } from '../forms/define-record-type.ts';
import { column, sumColumn } from '../forms/ledger-columns.ts';
import { everyLevel, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteAndPhotos } from '../forms/usual-fields.ts';

const haves = [
  ['place', '有场所', 'A place'],
  ['equipment', '有设施', 'Equipment'],
  ['plan', '有计划', 'A plan'],
  ['regulations', '有制度', 'Regulations'],
  ['activities', '有活动', 'Activities'],
  ['effect', '有效果', 'An effect'],
] as const;
const unities = [
  ['name', '统一名称', 'Name'],
  ['sign', '统一标识', 'Sign'],
  ['image', '统一形象', 'Image'],
] as const;

const isComplete = {
  and: [
    { eq: [{ count: { field: 'haves' } }, haves.length] },
    { eq: [{ count: { field: 'unities' } }, unities.length] },
  ],
} as const;

export const womensHome = defineRecordType({
  id: 'womens-home',
  version: 1,
  label: words('妇女之家', 'Women’s Home'),
  tile: '阵',
  area: 'organisation',
  collection: 'records',
  life: 'standing',
  recordedBy: everyLevel,
  fields: [
    { id: 'name', kind: 'text', required: true, label: words('名称', 'Name') },
    { id: 'address', kind: 'text', required: true, label: words('地址', 'Address') },
    {
      id: 'origin',
      kind: 'choice',
      required: true,
      label: words('建设情况', 'How it came about'),
      options: optionsOf(['existing', '原有', 'Was there before'], ['new', '新建', 'New']),
    },
    dayField(words('登记日期', 'Entered on')),
    {
      id: 'haves',
      kind: 'choices',
      label: words('“六有”中已有', 'Of the six it has'),
      options: optionsOf(...haves),
    },
    {
      id: 'unities',
      kind: 'choices',
      label: words('“三统一”中已做到', 'Of the three it has unified'),
      options: optionsOf(...unities),
    },
    {
      id: 'evidence',
      kind: 'longText',
      maxLength: 1000,
      required: { or: [{ present: { field: 'haves' } }, { present: { field: 'unities' } }] },
      label: words('依据', 'Evidence'),
      hint: words(
        '场所多大、计划和制度叫什么、办过什么活动',
        'How large, which plan and regulations, which activities',
      ),
    },
    { id: 'manager', kind: 'text', maxLength: 60, sensitivity: 1, label: words('负责人', 'In charge') },
    {
      id: 'teams',
      kind: 'integer',
      min: 0,
      max: 100,
      folded: true,
      unit: words('支', 'teams'),
      label: words('志愿服务队伍', 'Volunteer teams'),
    },
    {
      id: 'area',
      kind: 'decimal',
      min: 0,
      decimals: 1,
      folded: true,
      unit: words('平方米', 'm²'),
      label: words('面积', 'Area'),
    },
    {
      id: 'star',
      kind: 'choice',
      folded: true,
      label: words('星级', 'Stars'),
      hint: words('当地评星的才填', 'Only where stars are given'),
      options: optionsOf(
        ['none', '未评星', 'None'],
        ['one', '一星级', 'One'],
        ['two', '二星级', 'Two'],
        ['three', '三星级', 'Three'],
        ['four', '四星级', 'Four'],
        ['five', '五星级', 'Five'],
      ),
    },
    ...noteAndPhotos,
  ],
  title: [{ field: 'name' }],
  summary: [{ field: 'haves' }, words(' · ', ' · '), { field: 'unities' }],
  ledgerColumns: [
    column('name', words('名称', 'Name')),
    column('address', words('地址', 'Address')),
    column('origin', words('建设情况', 'How it came about')),
    ...[
      ...haves.map((each) => ['haves', ...each] as const),
      ...unities.map((each) => ['unities', ...each] as const),
    ].map(([field, id, zh, en]) => ({
      id,
      label: words(zh, en),
      value: { expression: { if: [{ includes: [{ field }, id] }, '√', ''] } as const },
    })),
    column('star', words('星级', 'Stars')),
    column('manager', words('负责人', 'In charge')),
    sumColumn('teams', words('志愿服务队伍', 'Volunteer teams')),
    column('evidence', words('依据', 'Evidence')),
  ],
  countedAs: words('个', 'homes'),
  indicators: [
    {
      id: 'new',
      label: words('新建妇女之家', 'New homes'),
      unit: words('个', 'homes'),
      phrase: words('其中新建{n}个', '{n} of them new'),
      where: { eq: [{ field: 'origin' }, 'new'] },
      numerator: { events: true },
    },
    {
      id: 'complete-rate',
      label: words('“六有”“三统一”达标率', 'Share with all six and all three'),
      unit: words('个', 'homes'),
      phrase: words('“六有”“三统一”达标率{n}', '{n} with all six and all three'),
      phraseOfFew: words('{of}个中“六有”“三统一”达标{n}个', '{n} of {of} with all six and all three'),
      numerator: { sum: { if: [isComplete, 1, 0] } },
      denominator: { events: true },
    },
  ],
  sample: {
    name: '花果村妇女之家',
    address: '花果村党群服务中心二楼',
    origin: 'new',
    haves: ['place', 'equipment', 'plan', 'regulations', 'activities', 'effect'],
    unities: ['name', 'sign', 'image'],
    evidence: '与党群服务中心共用场所，年度计划和六项制度上墙，每月有活动',
    manager: '王示兰',
    teams: 2,
    area: 45,
  },
});
