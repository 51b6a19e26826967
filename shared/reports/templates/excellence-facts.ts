// The facts of the briefing on an excellence campaign: what each is, how it is written, where it comes from.
import { words } from '../../forms/shorthand.ts';
import type { Expression } from '../../forms/expression.ts';
import type { FactDefinition, PickSource } from '../define-outline.ts';

const is = (field: string, value: string): Expression => ({ eq: [{ field }, value] });

/** A number with its unit, from an indicator. */
function figure(
  id: string,
  indicator: string,
  zh: string,
  unitZh: string,
  en: string,
  unitEn: string,
): FactDefinition {
  return { id, label: words(zh, en), unit: words(unitZh, unitEn), format: 'count', source: { indicator } };
}

function picked(
  id: string,
  zh: string,
  en: string,
  pick: PickSource,
  format: FactDefinition['format'] = 'text',
): FactDefinition {
  return { id, label: words(zh, en), format, source: { pick } };
}

const first = (type: string, field: string, where?: Expression): PickSource => ({
  ...{ type, field, choose: 'first' },
  ...(where === undefined ? {} : { where }),
});

const fromAbove = (type: string, field: string): PickSource => ({
  ...first(type, field),
  isAlsoFromAbove: true,
});

const ofItself: readonly FactDefinition[] = [
  { id: 'unit', label: words('单位', 'Unit'), format: 'text', source: { given: 'unit' } },
  { id: 'self', label: words('本会', 'The federation'), format: 'text', source: { given: 'self' } },
  { id: 'place', label: words('范围', 'Place'), format: 'text', source: { given: 'place' } },
  { id: 'cut-off', label: words('截止日', 'Last day'), format: 'day', source: { given: 'cut-off' } },
  {
    id: 'base-period',
    label: words('基期', 'Period compared with'),
    format: 'text',
    source: { given: 'base-period' },
  },
];

const ofTheCampaign: readonly FactDefinition[] = [
  picked('campaign', '活动名称', 'Campaign', fromAbove('campaign', 'name')),
  picked('themes', '活动主题', 'Themes', { ...fromAbove('campaign', 'themes'), row: { field: 'theme' } }),
  picked('requirements', '总体要求', 'Requirements', {
    ...fromAbove('campaign', 'requirements'),
    row: { field: 'requirement' },
  }),
  picked('sender', '来文机关', 'Sender', first('received-document', 'sender')),
  picked('received', '来文', 'Document received', first('received-document', 'title')),
  picked(
    'decided-on',
    '党组会议日期',
    'Day of the meeting',
    first('party-group-meeting', 'occurredOn'),
    'monthDay',
  ),
  picked('head-post', '组长职务', 'Post of the head', {
    ...first('leading-group', 'members'),
    row: { field: 'post', where: is('position', 'head') },
  }),
  picked(
    'opinion',
    '发文',
    'Document issued',
    first('issued-document', 'title', is('documentKind', 'opinion')),
  ),
  picked(
    'opinion-number',
    '发文字号',
    'Its number',
    first('issued-document', 'documentNumber', is('documentKind', 'opinion')),
  ),
  figure('tasks', 'briefing.tasks', '任务措施', '项', 'Tasks', 'tasks'),
  picked('above-meeting', '上级会议', 'Meeting above', first('meeting', 'name', is('meetingKind', 'video'))),
  picked('plan', '实施方案', 'Plan', {
    ...first('issued-document', 'annexes'),
    row: { field: 'name', where: is('annexKind', 'plan') },
  }),
  figure(
    'meetings',
    'briefing.deployment-meetings',
    '部署、学习会议',
    '场次',
    'Deployment and study meetings',
    'meetings',
  ),
  figure(
    'meeting-times',
    'briefing.deployment-person-times',
    '会议参加人次',
    '人次',
    'Attendance',
    'person-times',
  ),
  picked('centre-task', '中心工作', 'Centre task', fromAbove('centre-task', 'name')),
  figure('centre-events', 'tag-centre-task', '服务中心工作活动', '场次', 'Activities for it', 'activities'),
  figure(
    'promising-orgs',
    'briefing.promising-orgs',
    '妇联组织公开承诺',
    '份',
    'Commitments of organisations',
    'commitments',
  ),
  figure(
    'promising-people',
    'briefing.promising-people',
    '公开承诺的党员干部',
    '名',
    'Cadres who promised',
    'cadres',
  ),
  figure('promises', 'public-commitment.promises', '承诺事项', '项', 'Promises', 'promises'),
  figure(
    'kept',
    'commitment-evaluation.kept-rate',
    '到期承诺兑现',
    '项',
    'Promises due and kept',
    'promises',
  ),
];

const ofFiveActivities: readonly FactDefinition[] = [
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
    ...{ id: 'screened', format: 'text', source: { elsewhere: words('卫健部门', 'health office') } },
    label: words('“两癌”应查、实查人数和完成率', 'Two-cancer screening: due, examined, rate'),
  },
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

const rate = (
  id: string,
  zh: string,
  en: string,
  unitZh: string,
  unitEn: string,
  source: FactDefinition['source'],
): FactDefinition => ({
  ...{ id, format: 'rate', source },
  ...{ label: words(zh, en), unit: words(unitZh, unitEn) },
});

const ofBenchmarks: readonly FactDefinition[] = [
  figure(
    'theme-cadres',
    'theme-education-form.people',
    '参加主题教育的干部',
    '名',
    'Cadres in the theme education',
    'cadres',
  ),
  rate('five-goods', '“五个好”基层妇女组织占比', 'Organisations with the five goods', '个', 'organisations', {
    indicator: 'grade-result.five-goods-rate',
  }),
  rate('five-leads', '“五带头”妇女干部占比', 'Cadres with the five leads', '人次', 'reviews', {
    indicator: 'cadre-review.five-leads-rate',
  }),
  {
    ...{ id: 'goods-change', format: 'points', source: { change: 'grade-result.five-goods-rate' } },
    label: words('“五个好”占比升降', 'Change of the five goods'),
  },
  {
    ...{ id: 'leads-change', format: 'points', source: { change: 'cadre-review.five-leads-rate' } },
    label: words('“五带头”占比升降', 'Change of the five leads'),
  },
  figure('courses-held', 'training-attendance.held', '已办培训', '期', 'Courses held', 'courses'),
  figure('trained', 'training-attendance.person-times', '参训人次', '人次', 'Trained', 'person-times'),
  picked(
    'course-planned-on',
    '计划培训时间',
    'Planned for',
    { type: 'training-course', choose: 'last', field: 'occurredOn', isAhead: true },
    'monthDay',
  ),
  picked('course-planned', '计划培训班次', 'Course planned', {
    type: 'training-course',
    choose: 'last',
    field: 'name',
    isAhead: true,
  }),
  picked(
    'course-planned-count',
    '计划培训人数',
    'Planned for how many',
    { type: 'training-course', choose: 'last', field: 'plannedCount', isAhead: true },
    'count',
  ),
  figure('job-events', 'briefing.job-events', '就业服务', '场次', 'Job services', 'events'),
  figure('employed', 'job-service.employed', '实现就业', '人次', 'Employed', 'person-times'),
  figure('family-honours', 'briefing.family-honours', '最美家庭等', '户次', 'Honoured families', 'families'),
  figure('law-talks', 'briefing.law-talks', '法律宣传', '场次', 'Law talks', 'talks'),
  picked('next-steps', '下一步打算', 'Next steps', {
    ...{ type: 'next-step', choose: 'all', field: 'matter', dueOn: 'dueOn', isAhead: true },
  }),
];

/** Not in the text: in the table of figures only. */
const ofTheTable: readonly FactDefinition[] = [
  rate('group-rate', '领导小组组建率', 'Units with a leading group', '个', 'units', {
    standing: 'group-rate',
  }),
  rate('task-done-rate', '任务完成率', 'Tasks done', '项', 'tasks', { standing: 'task-done-rate' }),
  rate('supervised-rate', '督导覆盖率', 'Units supervised', '个', 'units', { standing: 'supervised-rate' }),
  rate('home-rate', '妇女之家覆盖率', 'Women’s Homes set up', '个', 'homes', { standing: 'home-rate' }),
  rate('theme-rate', '主题教育参与率', 'Cadres in the theme education', '名', 'cadres', {
    standing: 'theme-rate',
  }),
  rate('training-rate', '参训率', 'Trained of those due', '名', 'people', { standing: 'training-rate' }),
];

/** In the order of the text; those of the table last. */
export const excellenceFacts: readonly FactDefinition[] = [
  ...ofItself,
  ...ofTheCampaign,
  ...ofFiveActivities,
  ...ofBenchmarks,
  ...ofTheTable,
];
