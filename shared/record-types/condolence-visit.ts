// 慰问: whom, how many, what was given or done. Holds the seed's example.
import { usualGift, usualUnitFen } from '../policy/gift-value.ts';
import { partOf } from '../forms/activity-tags.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import { hostAndPartners, noteField } from '../forms/usual-fields.ts';

const worthFen = { sumOf: { group: 'gifts', field: 'valueFen' } } as const;

const unitFen = { div: [{ field: 'valueFen' }, { field: 'quantityCount' }] } as const;
const isOfGoods = { eq: [{ field: 'way' }, 'goods'] } as const;

const hasUnknownWorth = {
  gt: [{ countOf: { group: 'gifts', where: { eq: [{ field: 'valueUnknown' }, true] } } }, 0],
} as const;

export const condolenceVisit = defineRecordType({
  id: 'condolence-visit',
  version: 1,
  label: { zh: '慰问', en: 'Condolence visit' },
  tile: '慰',
  area: 'service',
  collection: 'records',
  life: 'event',
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [
    {
      id: 'whom',
      kind: 'text',
      required: true,
      suggestLast: true,
      label: { zh: '慰问对象（机构或人员）', en: 'Whom (institution or people)' },
    },
    { id: 'occurredOn', kind: 'date', required: true, label: { zh: '日期', en: 'Date' } },
    {
      id: 'festival',
      kind: 'choice',
      required: true,
      initial: { from: 'nearestFestival' },
      label: { zh: '节日', en: 'Festival' },
      options: [
        { id: 'spring', label: { zh: '春节', en: 'Spring Festival' } },
        { id: 'march8', label: { zh: '三八', en: 'March 8' } },
        { id: 'june1', label: { zh: '六一', en: 'June 1' } },
        { id: 'july1', label: { zh: '七一', en: 'July 1' } },
        { id: 'mid-autumn', label: { zh: '中秋', en: 'Mid-Autumn' } },
        { id: 'double-ninth', label: { zh: '重阳节', en: 'Double Ninth' } },
        { id: 'other', label: { zh: '平时', en: 'No festival' } },
      ],
    },
    {
      id: 'beneficiaryCategory',
      kind: 'choice',
      required: true,
      initial: { from: 'last' },
      label: { zh: '对象类别', en: 'Who they are' },
      options: [
        { id: 'lone-elderly', label: { zh: '孤寡老人', en: 'Lone elderly' } },
        { id: 'children', label: { zh: '困境儿童', en: 'Children in difficulty' } },
        { id: 'disabled', label: { zh: '残疾人', en: 'Disabled people' } },
        { id: 'women', label: { zh: '困难妇女', en: 'Women in difficulty' } },
        { id: 'families', label: { zh: '困难家庭', en: 'Families in difficulty' } },
        { id: 'other', label: { zh: '其他', en: 'Other' } },
      ],
    },
    {
      id: 'beneficiaryCount',
      kind: 'estimate',
      min: 1,
      required: true,
      unit: { zh: '名', en: 'people' },
      label: { zh: '慰问人数', en: 'How many' },
    },
    {
      id: 'way',
      kind: 'choice',
      required: true,
      label: { zh: '慰问方式', en: 'How' },
      options: [
        { id: 'goods', label: { zh: '送物品', en: 'Goods' } },
        { id: 'money', label: { zh: '送慰问金', en: 'Money' } },
        { id: 'service', label: { zh: '只做服务', en: 'Service only' } },
      ],
    },
    {
      id: 'gifts',
      kind: 'group',
      max: 20,
      label: { zh: '慰问品（金）', en: 'Gifts' },
      itemLabel: { zh: '慰问品', en: 'Gift' },
      relevant: { in: [{ field: 'way' }, ['goods', 'money']] },
      required: true,
      fields: [
        {
          id: 'item',
          kind: 'text',
          maxLength: 60,
          label: { zh: '品名', en: 'Item' },
          relevant: isOfGoods,
          required: true,
        },
        {
          id: 'quantity',
          kind: 'text',
          maxLength: 20,
          label: { zh: '数量和单位', en: 'Quantity and unit' },
          // As it was written before there were the two fields below.
          relevant: { and: [isOfGoods, { present: { field: 'quantity' } }] },
        },
        {
          ...{ id: 'quantityCount', kind: 'decimal', relevant: isOfGoods, unitField: 'quantityUnit' },
          label: { zh: '数量', en: 'Quantity' },
        },
        {
          ...{ id: 'quantityUnit', kind: 'text', maxLength: 10, relevant: isOfGoods },
          label: { zh: '数量单位', en: 'Unit of quantity' },
        },
        {
          id: 'valueFen',
          kind: 'money',
          label: { zh: '折价（元）', en: 'Value (yuan)' },
          relevant: { not: { eq: [{ field: 'valueUnknown' }, true] } },
          required: true,
          constraints: [
            {
              rule: {
                or: [
                  { eq: [{ field: 'quantityCount' }, 0] },
                  {
                    and: [{ gte: [unitFen, usualUnitFen.least] }, { lte: [unitFen, usualUnitFen.most] }],
                  },
                ],
              },
              severity: 'warn',
              message: {
                zh: '折价摊到每件过低或过高，请核对数量和金额',
                en: 'Worth too little or too much for one piece; please check',
              },
            },
          ],
        },
        {
          ...{ id: 'valueUnknown', kind: 'boolean', relevant: isOfGoods },
          label: { zh: '折价不详', en: 'Value unknown' },
        },
        {
          id: 'source',
          kind: 'choice',
          required: true,
          initial: { from: 'last' },
          label: { zh: '物资来源', en: 'Source' },
          options: [
            { id: 'unit', label: { zh: '单位', en: 'The unit' } },
            { id: 'staff', label: { zh: '干部职工捐款', en: 'Staff donations' } },
            { id: 'individual', label: { zh: '个人', en: 'An individual' } },
            { id: 'company', label: { zh: '企业', en: 'A company' } },
            { id: 'foundation', label: { zh: '基金会', en: 'A foundation' } },
          ],
        },
        { id: 'voucher', kind: 'text', maxLength: 40, label: { zh: '凭证号', en: 'Voucher' } },
      ],
    },
    {
      id: 'services',
      kind: 'choices',
      label: { zh: '服务内容', en: 'Services' },
      required: { eq: [{ field: 'way' }, 'service'] },
      options: [
        { id: 'performance', label: { zh: '文艺表演', en: 'Performance' } },
        { id: 'cleaning', label: { zh: '打扫卫生', en: 'Cleaning' } },
        { id: 'combing', label: { zh: '梳头', en: 'Combing' } },
        { id: 'massage', label: { zh: '捶背', en: 'Back massage' } },
        { id: 'haircut', label: { zh: '理发', en: 'Haircut' } },
        { id: 'clinic', label: { zh: '义诊', en: 'Free clinic' } },
        { id: 'other', label: { zh: '其他', en: 'Other' } },
      ],
    },
    { id: 'photos', kind: 'photos', label: { zh: '照片', en: 'Photos' } },
    {
      ...{ id: 'institution', kind: 'orgUnit', folded: true },
      label: { zh: '慰问对象所在单位', en: 'Unit where they are' },
    },
    {
      id: 'participants',
      kind: 'integer',
      min: 1,
      folded: true,
      unit: { zh: '人', en: 'people' },
      label: { zh: '参加人数', en: 'Participants' },
    },
    {
      id: 'giftsTotal',
      kind: 'computed',
      folded: true,
      value: { div: [worthFen, 100] },
      unit: { zh: '元', en: 'yuan' },
      label: { zh: '折价合计', en: 'Value in all' },
    },
    ...hostAndPartners,
    ...partOf,
    noteField,
  ],
  rules: [{ field: 'gifts', ...usualGift(worthFen, hasUnknownWorth, { field: 'beneficiaryCount' }) }],
  title: [{ field: 'whom' }],
  summary: [
    { field: 'festival' },
    { zh: ' · ', en: ' · ' },
    { field: 'beneficiaryCount' },
    { zh: '', en: ' ' },
    { field: 'beneficiaryCategory' },
  ],
  ledgerColumns: [
    { id: 'date', label: { zh: '日期', en: 'Date' }, value: { field: 'occurredOn' } },
    { id: 'whom', label: { zh: '慰问对象', en: 'Whom' }, value: { field: 'whom' } },
    {
      id: 'category',
      label: { zh: '对象类别', en: 'Who they are' },
      value: { field: 'beneficiaryCategory' },
    },
    {
      id: 'count',
      label: { zh: '人数', en: 'How many' },
      value: { expression: { field: 'beneficiaryCount' } },
      total: true,
    },
    { id: 'gifts', label: { zh: '慰问品（金）', en: 'Gifts' }, value: { field: 'gifts' } },
    {
      id: 'value',
      label: { zh: '折价（元）', en: 'Value (yuan)' },
      value: {
        expression: {
          // Of gifts whose worth nobody knows no amount is said, not 0.
          if: [
            {
              and: [
                { present: { field: 'gifts' } },
                { or: [{ gt: [worthFen, 0] }, { not: hasUnknownWorth }] },
              ],
            },
            { div: [worthFen, 100] },
            null,
          ],
        },
      },
      total: true,
    },
    { id: 'services', label: { zh: '服务内容', en: 'Services' }, value: { field: 'services' } },
  ],
  countedAs: { zh: '次', en: 'visits' },
  indicators: [
    {
      id: 'beneficiaries',
      label: { zh: '慰问人次', en: 'People visited' },
      unit: { zh: '人次', en: 'person-times' },
      numerator: { sum: { field: 'beneficiaryCount' } },
    },
    {
      id: 'gifts',
      label: { zh: '物资折价、慰问金', en: 'Value of gifts' },
      unit: { zh: '元', en: 'yuan' },
      format: 'fen',
      phrase: { zh: '慰问品（金）{n}', en: 'gifts worth {n}' },
      unknownPhrase: { zh: '{n}次有物资折价不详', en: '{n} with gifts of unknown value' },
      where: { in: [{ field: 'way' }, ['goods', 'money']] },
      numerator: {
        sum: worthFen,
        unknownWhere: hasUnknownWorth,
      },
    },
  ],
  sample: {
    whom: '张湾区花果中心福利院',
    festival: 'double-ninth',
    beneficiaryCategory: 'lone-elderly',
    beneficiaryCount: { count: 51, isEstimate: true },
    way: 'goods',
    gifts: [
      {
        key: 'gift-1',
        item: '常用药物',
        valueFen: 98_600,
        source: 'staff',
      },
    ],
    services: ['performance', 'cleaning', 'combing', 'massage'],
  },
});
