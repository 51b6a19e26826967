// The facts of the briefing on an excellence campaign: what each is, how it is written, where it comes from.
import { words } from '../../forms/shorthand.ts';
import type { FactDefinition } from '../define-outline.ts';
import { ofFiveActivities } from './activity-facts.ts';
import { ofItself, ofTheCampaign } from './campaign-facts.ts';
import { figure, picked, rate } from './write-fact.ts';

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
