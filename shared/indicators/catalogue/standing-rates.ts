// Rates on a day and rates over what is due: 组建率, 覆盖率, 任务完成率, 参训率 (the domain's rows A to C, §0 on denominators).
import type { Expression } from '../../forms/expression.ts';
import { words } from '../../forms/shorthand.ts';
import type { StandingRate } from '../define-standing-rate.ts';
import { carePromiseRates } from './care-promise-rates.ts';
import { organisationRates } from './organisation-rates.ts';
import { screeningRates } from './screening-rates.ts';

const is = (field: string, value: string): Expression => ({ eq: [{ field }, value] });

/** In the order of the work. */
export const standingRates: readonly StandingRate[] = [
  {
    id: 'group-rate',
    source: 'A5',
    label: words('领导小组组建率', 'Units with a leading group'),
    unit: words('个', 'units'),
    over: 'day',
    numerator: { type: 'leading-group', counts: 'units' },
    denominator: { baseline: 'groups-due' },
  },
  {
    id: 'task-done-rate',
    source: 'A7',
    label: words('任务完成率', 'Tasks done'),
    unit: words('项', 'tasks'),
    over: 'day',
    numerator: { type: 'task', counts: 'assignments', state: { is: 'done' } },
    denominator: { type: 'task', counts: 'assignments', state: { isNot: 'cancelled' } },
  },
  {
    id: 'task-overdue-rate',
    source: 'A7',
    label: words('任务逾期率', 'Tasks overdue'),
    unit: words('项', 'tasks'),
    over: 'day',
    numerator: { type: 'task', counts: 'assignments', isOverdue: true },
    denominator: { type: 'task', counts: 'assignments', state: { isNot: 'cancelled' } },
  },
  {
    id: 'supervised-rate',
    source: 'A9',
    label: words('督导覆盖率', 'Units supervised'),
    unit: words('个', 'units'),
    over: 'period',
    numerator: { type: 'supervision', counts: { unitsIn: 'units' } },
    denominator: { baseline: 'supervision-due' },
  },
  {
    id: 'org-rate',
    source: 'B5.1',
    label: words('妇联组织覆盖率', 'Organisations set up'),
    unit: words('个', 'organisations'),
    over: 'day',
    numerator: { type: 'womens-org', counts: 'records' },
    denominator: { baseline: 'orgs-due' },
  },
  {
    id: 'home-rate',
    source: 'B5.2',
    label: words('妇女之家覆盖率', 'Women’s Homes set up'),
    unit: words('个', 'homes'),
    over: 'day',
    numerator: { type: 'womens-home', counts: 'records' },
    denominator: { baseline: 'homes-due' },
  },
  {
    id: 'seat-share',
    source: 'B4.3',
    label: words('村（社区）“两委”女性占比', 'Women in the two committees'),
    unit: words('名', 'members'),
    over: 'day',
    numerator: { type: 'committee-seat', where: is('sex', 'female'), counts: 'records' },
    denominator: { type: 'committee-seat', counts: 'records' },
  },
  {
    id: 'theme-rate',
    source: 'C3',
    label: words('主题教育参与率', 'Cadres in the theme education'),
    unit: words('名', 'cadres'),
    over: 'period',
    numerator: { type: 'theme-education-form', counts: { people: 'cadre' } },
    denominator: { baseline: 'cadres' },
  },
  {
    id: 'training-rate',
    source: 'C6',
    label: words('参训率', 'Trained of those due'),
    unit: words('名', 'people'),
    over: 'period',
    numerator: { type: 'training-attendance', counts: { people: 'attendees.person' } },
    denominator: { baseline: 'training-due' },
  },
  ...screeningRates,
  ...organisationRates,
  ...carePromiseRates,
];
