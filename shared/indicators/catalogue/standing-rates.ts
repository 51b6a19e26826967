// Rates on a day and rates over what is due: 组建率, 覆盖率, 承诺率, 任务完成率 (`domain.md` §2, §0 on denominators).
import type { Expression } from '../../forms/expression.ts';
import { words } from '../../forms/shorthand.ts';
import type { StandingRate } from '../define-standing-rate.ts';

const is = (field: string, value: string): Expression => ({ eq: [{ field }, value] });

/** In the order of the work. */
export const standingRates: readonly StandingRate[] = [
  {
    id: 'group-rate',
    label: words('领导小组组建率', 'Units with a leading group'),
    unit: words('个', 'units'),
    over: 'day',
    numerator: { type: 'leading-group', counts: 'units' },
    denominator: { baseline: 'groups-due' },
  },
  {
    id: 'task-done-rate',
    label: words('任务完成率', 'Tasks done'),
    unit: words('项', 'tasks'),
    over: 'day',
    numerator: { type: 'task', counts: 'assignments', state: { is: 'done' } },
    denominator: { type: 'task', counts: 'assignments', state: { isNot: 'cancelled' } },
  },
  {
    id: 'supervised-rate',
    label: words('督导覆盖率', 'Units supervised'),
    unit: words('个', 'units'),
    over: 'period',
    numerator: { type: 'supervision', counts: { unitsIn: 'units' } },
    denominator: { baseline: 'supervision-due' },
  },
  {
    id: 'org-rate',
    label: words('妇联组织覆盖率', 'Organisations set up'),
    unit: words('个', 'organisations'),
    over: 'day',
    numerator: { type: 'womens-org', counts: 'records' },
    denominator: { baseline: 'orgs-due' },
  },
  {
    id: 'home-rate',
    label: words('妇女之家覆盖率', 'Women’s Homes set up'),
    unit: words('个', 'homes'),
    over: 'day',
    numerator: { type: 'womens-home', counts: 'records' },
    denominator: { baseline: 'homes-due' },
  },
  {
    id: 'seat-share',
    label: words('村（社区）“两委”女性占比', 'Women in the two committees'),
    unit: words('名', 'members'),
    over: 'day',
    numerator: { type: 'committee-seat', where: is('sex', 'female'), counts: 'records' },
    denominator: { type: 'committee-seat', counts: 'records' },
  },
  {
    id: 'theme-rate',
    label: words('主题教育参与率', 'Cadres in the theme education'),
    unit: words('名', 'cadres'),
    over: 'period',
    numerator: { type: 'theme-education-form', counts: { people: 'cadre' } },
    denominator: { baseline: 'cadres' },
  },
  {
    id: 'training-rate',
    label: words('参训率', 'Trained of those due'),
    unit: words('名', 'people'),
    over: 'period',
    numerator: { type: 'training-attendance', counts: { people: 'attendees.person' } },
    denominator: { baseline: 'training-due' },
  },
];
