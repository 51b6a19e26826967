// The facts of the five activities.
import { words } from '../../forms/shorthand.ts';
import type { FactDefinition } from '../define-outline.ts';
import { figure, first, picked } from './write-fact.ts';

/** In the order of the text. */
export const ofFiveActivities: readonly FactDefinition[] = [
  {
    ...{ id: 'study-forms', format: 'text', source: { choices: { type: 'learning-event', field: 'form' } } },
    label: words('学习形式', 'Forms of study'),
  },
  figure('study', 'briefing.learning-events', '学习', '场次', 'Study events', 'events'),
  figure(
    'study-times',
    'learning-event.person-times',
    '学习人次',
    '人次',
    'Attendance of study',
    'person-times',
  ),
  figure('essays', 'briefing.essays', '读书征文', '篇', 'Essays', 'essays'),
  figure('essay-prizes', 'essay.awarded', '征文获奖', '篇', 'Essays awarded', 'essays'),
  figure('service', 'briefing.volunteer-events', '志愿服务', '场次', 'Volunteer service', 'events'),
  figure('volunteers', 'volunteer-activity.person-times', '志愿者人次', '人次', 'Volunteers', 'person-times'),
  figure('service-hours', 'volunteer-activity.hours', '志愿服务小时', '小时', 'Hours of service', 'hours'),
  figure('served', 'volunteer-activity.served', '受益人次', '人次', 'People served', 'person-times'),
  figure('pairs', 'briefing.pairs', '结对帮扶', '对', 'Pairs', 'pairs'),
  {
    id: 'visit-festival',
    label: words('慰问节日', 'Festival'),
    format: 'text',
    source: { example: 'festival' },
  },
  { id: 'visit-host', label: words('组织单位', 'Host'), format: 'text', source: { example: 'host' } },
  { id: 'visit-whom', label: words('慰问机构', 'Institution'), format: 'text', source: { example: 'whom' } },
  {
    ...{ id: 'visit-count', format: 'rough', source: { example: 'count' } },
    ...{ label: words('慰问人数', 'People visited'), unit: words('名', 'people') },
  },
  {
    id: 'visit-category',
    label: words('对象类别', 'Who they are'),
    format: 'text',
    source: { example: 'category' },
  },
  {
    id: 'visit-worth',
    label: words('慰问品折价', 'Worth of the gifts'),
    format: 'roughYuan',
    source: { example: 'worth' },
  },
  { id: 'visit-items', label: words('慰问品', 'Gifts'), format: 'text', source: { example: 'items' } },
  {
    id: 'visit-services',
    label: words('服务内容', 'Services'),
    format: 'text',
    source: { example: 'services' },
  },
  figure('contests', 'briefing.skill-contests', '技能比武', '场次', 'Skill contests', 'contests'),
  figure('civil-posts', 'honour.civil-posts', '新获巾帼文明岗', '个', 'New civil posts', 'posts'),
  {
    ...{
      id: 'loans',
      format: 'text',
      source: { elsewhere: words('人社部门、经办银行', 'labour office, banks') },
    },
    label: words('创业担保贷款推荐人数、发放笔数和金额', 'Guaranteed loans: people, loans, amount'),
  },
  {
    ...{ id: 'screened', format: 'rate', source: { standing: 'cervical-due-rate' } },
    ...{
      label: words('宫颈癌应查、实查人数和检查率', 'Cervical screening: due, examined, rate'),
      unit: words('人', 'women'),
    },
  },
  {
    ...{ id: 'breast-screened', format: 'rate', source: { standing: 'breast-due-rate' } },
    ...{
      label: words('乳腺癌应查、实查人数和检查率', 'Breast screening: due, examined, rate'),
      unit: words('人', 'women'),
    },
  },
  ...(['cervical', 'breast'] as const).map((cancer) => {
    const [zh, en] =
      cancer === 'cervical' ? (['宫颈癌', 'cervical'] as const) : (['乳腺癌', 'breast'] as const);
    const indicator = `screening-counts.${cancer}-examined`;
    return figure(`${cancer}-examined`, indicator, `${zh}检查实查`, '人', `Examined, ${en}`, 'women');
  }),
  {
    ...{ id: 'seats', format: 'rate', source: { standing: 'seat-share' } },
    ...{ label: words('村（社区）“两委”女性', 'Women in the two committees'), unit: words('名', 'members') },
  },
  figure(
    'women-outline',
    'outline-indicator.women-reached',
    '妇女发展纲要指标',
    '项',
    'Indicators of the women’s outline',
    'indicators',
  ),
  figure(
    'children-outline',
    'outline-indicator.children-reached',
    '儿童发展纲要指标',
    '项',
    'Indicators of the children’s outline',
    'indicators',
  ),
  {
    ...{
      id: 'petitions',
      format: 'text',
      source: { elsewhere: words('权益部门的信访台账', 'register of petitions') },
    },
    label: words('妇女来信来访来电受理、办结件次', 'Letters, visits and calls: received, concluded'),
  },
  {
    ...{
      id: 'knitting',
      format: 'text',
      source: { elsewhere: words('“恒爱行动”台账', 'ledger of the knit drive') },
    },
    label: words(
      '“恒爱行动”编织志愿者人数和编织、捐出件数',
      'Knit drive: volunteers, pieces knitted and given',
    ),
  },
  figure('new-orgs', 'womens-org.new', '新建妇联组织', '个', 'New organisations', 'organisations'),
  {
    ...{ id: 'org-rate', format: 'rate', source: { standing: 'org-rate' } },
    ...{ label: words('妇联组织覆盖率', 'Organisations set up'), unit: words('个', 'organisations') },
  },
  figure('new-homes', 'womens-home.new', '建成妇女之家', '个', 'New Women’s Homes', 'homes'),
  {
    ...{ id: 'funds', format: 'wan', source: { indicator: 'funding.amount' } },
    ...{ label: words('落实经费', 'Funds received'), unit: words('万元', 'yuan') },
  },
  picked(
    'party-practice',
    '“党建带妇建”做法',
    'Work together with the party',
    first('party-linkage', 'practice'),
  ),
];
