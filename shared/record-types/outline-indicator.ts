// “两纲”指标: one indicator of the outline for women or for children in one year, as the department in charge gives it.
import { onceAYear } from '../forms/asked.ts';
import { defineRecordType } from '../forms/define-record-type.ts';
import type { Expression } from '../forms/expression.ts';
import { column } from '../forms/ledger-columns.ts';
import { countyAndCity, optionsOf, words } from '../forms/shorthand.ts';
import { dayField, noteField, yearField } from '../forms/usual-fields.ts';

const is = (outline: string): Expression => ({ eq: [{ field: 'outline' }, outline] });
const isKnown: Expression = { and: [{ present: { field: 'target' } }, { present: { field: 'current' } }] };
const isReached: Expression = {
  if: [
    { eq: [{ field: 'direction' }, 'at-most'] },
    { lte: [{ field: 'current' }, { field: 'target' }] },
    { gte: [{ field: 'current' }, { field: 'target' }] },
  ],
};

export const outlineIndicator = defineRecordType({
  id: 'outline-indicator',
  version: 1,
  label: words('“两纲”指标', 'Indicator of an outline'),
  tile: '纲',
  area: 'livelihood',
  collection: 'records',
  life: 'event',
  recordedBy: countyAndCity,
  asked: { howOften: onceAYear },
  fields: [
    {
      id: 'outline',
      kind: 'choice',
      required: true,
      label: words('纲要', 'Outline'),
      options: optionsOf(
        ['women', '妇女发展纲要', 'For women'],
        ['children', '儿童发展纲要', 'For children'],
      ),
    },
    {
      id: 'cycle',
      kind: 'choice',
      required: true,
      initial: { from: 'last' },
      label: words('周期', 'Cycle'),
      options: optionsOf(['c2021', '2021—2030年', '2021–2030'], ['c2011', '2011—2020年', '2011–2020']),
    },
    {
      id: 'womenField',
      kind: 'choice',
      required: true,
      relevant: is('women'),
      label: words('妇女发展领域', 'Field (women)'),
      options: optionsOf(
        ['health', '妇女与健康', 'Health'],
        ['education', '妇女与教育', 'Education'],
        ['economy', '妇女与经济', 'Economy'],
        ['decisions', '妇女参与决策和管理', 'Decisions'],
        ['security', '妇女与社会保障', 'Social security'],
        ['family', '妇女与家庭建设', 'Family'],
        ['environment', '妇女与环境', 'Environment'],
        ['law', '妇女与法律', 'Law'],
      ),
    },
    {
      id: 'childrenField',
      kind: 'choice',
      required: true,
      relevant: is('children'),
      label: words('儿童发展领域', 'Field (children)'),
      options: optionsOf(
        ['health', '儿童与健康', 'Health'],
        ['safety', '儿童与安全', 'Safety'],
        ['education', '儿童与教育', 'Education'],
        ['welfare', '儿童与福利', 'Welfare'],
        ['family', '儿童与家庭', 'Family'],
        ['environment', '儿童与环境', 'Environment'],
        ['law', '儿童与法律保护', 'Legal protection'],
      ),
    },
    {
      id: 'name',
      kind: 'text',
      required: true,
      label: words('指标名称', 'Indicator'),
    },
    yearField,
    dayField(words('填报日期', 'Entered on')),
    { id: 'source', kind: 'text', required: true, suggestLast: true, label: words('数据来源', 'Source') },
    { id: 'target', kind: 'decimal', decimals: 2, label: words('目标值', 'Target') },
    { id: 'current', kind: 'decimal', decimals: 2, label: words('现状值', 'Now') },
    {
      id: 'direction',
      kind: 'choice',
      folded: true,
      initial: { value: 'at-least' },
      label: words('达标方向', 'Reached when'),
      options: optionsOf(['at-least', '不低于目标值', 'Not below'], ['at-most', '不高于目标值', 'Not above']),
    },
    {
      id: 'unit',
      kind: 'text',
      maxLength: 20,
      folded: true,
      suggestLast: true,
      label: words('计量单位', 'Unit'),
      hint: words('例如：%、人、1/10万', 'For example: %, people, per 100,000'),
    },
    {
      id: 'department',
      kind: 'text',
      folded: true,
      suggestLast: true,
      label: words('责任部门', 'Department in charge'),
    },
    noteField,
  ],
  title: [{ field: 'name' }],
  summary: [
    { field: 'outline' },
    words(' · ', ' · '),
    { field: 'year' },
    words('度现状 ', ' now '),
    { field: 'current' },
  ],
  ledgerColumns: [
    column('outline', words('纲要', 'Outline')),
    column('cycle', words('周期', 'Cycle')),
    column('womenField', words('妇女发展领域', 'Field (women)')),
    column('childrenField', words('儿童发展领域', 'Field (children)')),
    column('name', words('指标名称', 'Indicator')),
    column('unit', words('计量单位', 'Unit')),
    column('direction', words('达标方向', 'Reached when')),
    { id: 'target', label: words('目标值', 'Target'), value: { expression: { field: 'target' } } },
    { id: 'current', label: words('现状值', 'Now'), value: { expression: { field: 'current' } } },
    column('year', words('年度', 'Year')),
    {
      id: 'reached',
      label: words('达标', 'Reached'),
      value: { expression: { if: [isKnown, { if: [isReached, '√', '×'] }, ''] } },
    },
    column('department', words('责任部门', 'Department in charge')),
    column('source', words('数据来源', 'Source')),
    column('occurredOn', words('填报日期', 'Entered on')),
  ],
  countedAs: words('项', 'indicators'),
  indicators: (['women', 'children'] as const).map((outline) => {
    const [zh, en] =
      outline === 'women' ? ['妇女纲要', 'women’s outline'] : ['儿童纲要', 'children’s outline'];
    return {
      id: `${outline}-reached`,
      label: words(`${zh}指标达标率`, `Reached, ${en}`),
      unit: words('项', 'indicators'),
      phrase: words(`${zh}达标率{n}`, `${en}: {n} reached`),
      phraseOfFew: words(`${zh}{of}项中达标{n}项`, `${en}: {n} of {of} reached`),
      where: { and: [is(outline), isKnown] },
      numerator: { sum: { if: [isReached, 1, 0] } },
      denominator: { events: true } as const,
    };
  }),
  sample: {
    outline: 'women',
    cycle: 'c2021',
    womenField: 'decisions',
    name: '示例指标：村委会成员中女性比例',
    unit: '%',
    target: 30,
    current: 27.5,
    year: 2026,
    source: '示例县统计资料',
    direction: 'at-least',
    department: '组织部门',
  },
});
