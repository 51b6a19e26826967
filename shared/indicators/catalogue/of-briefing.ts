// Figures that the briefing names and no record type brings along: how many of a kind there were, and a few of its parts.
import type { Expression } from '../../forms/expression.ts';
import { words } from '../../forms/shorthand.ts';
import type { Indicator } from '../define-indicator.ts';

const is = (field: string, value: string): Expression => ({ eq: [{ field }, value] });
const deployment: Expression = { in: [{ field: 'meetingKind' }, ['mobilization', 'video', 'study']] };

/** Records of one kind, of those for which `where` holds. */
function count(
  id: string,
  type: string,
  zh: string,
  unitZh: string,
  en: string,
  where?: Expression,
): Indicator {
  return {
    id: `briefing.${id}`,
    label: words(zh, en),
    unit: words(unitZh, en.toLowerCase()),
    numerator: [{ type, measure: { events: true }, ...(where === undefined ? {} : { where }) }],
  };
}

/** Beside those of `indicators-of.ts`; 查数 shows the counts of kinds in its own way. */
export const briefingIndicators: readonly Indicator[] = [
  count('tasks', 'task', '任务措施', '项', 'Tasks'),
  count('deployment-meetings', 'meeting', '部署、学习会议', '场次', 'Meetings', deployment),
  {
    id: 'briefing.deployment-person-times',
    label: words('部署、学习会议参加人次', 'Attendance of deployment and study meetings'),
    unit: words('人次', 'person-times'),
    numerator: [{ type: 'meeting', where: deployment, measure: { sum: { field: 'attended' } } }],
  },
  count('promising-orgs', 'public-commitment', '组织公开承诺', '份', 'Commitments', is('promiser', 'org')),
  {
    id: 'briefing.promising-people',
    label: words('公开承诺的个人', 'People who made commitments'),
    unit: words('名', 'people'),
    numerator: [
      { type: 'public-commitment', where: is('promiser', 'person'), measure: { people: 'person' } },
    ],
  },
  count('learning-events', 'learning-event', '学习', '场次', 'Study events'),
  count('essays', 'essay', '征文', '篇', 'Essays'),
  count('volunteer-events', 'volunteer-activity', '志愿服务', '场次', 'Volunteer events'),
  count('pairs', 'pair-support', '结对帮扶', '对', 'Pairs'),
  count('condolence-visits', 'condolence-visit', '慰问', '次', 'Condolence visits'),
  count('skill-contests', 'skill-contest', '技能比武', '场次', 'Skill contests'),
  count('job-events', 'job-service', '就业服务', '场次', 'Job services'),
  count('family-honours', 'family-honour', '最美家庭等', '户次', 'Honoured families'),
  count('law-talks', 'advocacy-event', '法律宣传', '场次', 'Law talks', is('form', 'law')),
];
