// Indicators over several record types: the sums that a briefing names in one breath.
import type { Indicator } from '../define-indicator.ts';

/** In the order in which they are shown. */
export const acrossTypes: readonly Indicator[] = [
  {
    id: 'gatherings',
    source: 'A4',
    label: { zh: '会议、学习场次', en: 'Meetings and study events' },
    unit: { zh: '场次', en: 'events' },
    phrase: { zh: '会议、学习{n}场次', en: '{n} meetings and study events' },
    numerator: [
      { type: 'meeting', measure: { events: true } },
      { type: 'learning-event', measure: { events: true } },
    ],
  },
  {
    id: 'gathering-person-times',
    source: 'A4',
    label: { zh: '会议、学习参加人次', en: 'Attendance of meetings and study' },
    unit: { zh: '人次', en: 'person-times' },
    phrase: { zh: '参加{n}人次', en: '{n} person-times' },
    numerator: [
      { type: 'meeting', measure: { sum: { field: 'attended' } } },
      { type: 'learning-event', measure: { sum: { field: 'attended' } } },
    ],
  },
  {
    id: 'service-events',
    source: 'B2.1',
    label: { zh: '服务群众活动场次', en: 'Events for people' },
    unit: { zh: '场次', en: 'events' },
    phrase: { zh: '志愿服务、宣传宣讲和慰问{n}场次', en: '{n} events of service, advocacy and condolence' },
    numerator: [
      { type: 'volunteer-activity', measure: { events: true } },
      { type: 'advocacy-event', measure: { events: true } },
      { type: 'condolence-visit', measure: { events: true } },
    ],
  },
  {
    id: 'service-person-times',
    source: 'B2.1',
    label: { zh: '服务群众人次', en: 'People reached' },
    unit: { zh: '人次', en: 'person-times' },
    phrase: { zh: '惠及{n}人次', en: '{n} person-times reached' },
    numerator: [
      { type: 'volunteer-activity', measure: { sum: { field: 'peopleServed' } } },
      { type: 'advocacy-event', measure: { sum: { field: 'attended' } } },
      { type: 'condolence-visit', measure: { sum: { field: 'beneficiaryCount' } } },
      { type: 'pair-visit', measure: { events: true } },
      {
        type: 'job-service',
        where: { present: { field: 'employed' } },
        measure: { sum: { field: 'employed' } },
      },
    ],
  },
  {
    id: 'rectification-rate',
    source: 'A9',
    label: { zh: '整改率', en: 'Problems put right' },
    unit: { zh: '个', en: 'problems' },
    phrase: { zh: '督导问题整改率{n}', en: '{n} of the problems found were closed out' },
    phraseOfFew: { zh: '督导问题{of}个、销号{n}个', en: '{of} problems found, {n} closed out' },
    numerator: [
      { type: 'rectification', where: { eq: [{ field: 'state' }, 'closed'] }, measure: { events: true } },
    ],
    denominator: [{ type: 'supervision-issue', measure: { events: true } }],
  },
  {
    id: 'naming-rate',
    source: 'B5.7',
    label: { zh: '示范创建命名率', en: 'Applications named' },
    unit: { zh: '个', en: 'applications' },
    phrase: { zh: '示范创建命名率{n}', en: '{n} of the applications were named' },
    phraseOfFew: { zh: '申报示范{of}个、命名{n}个', en: '{of} applications, {n} named' },
    numerator: [
      {
        type: 'demo-stage',
        where: { and: [{ eq: [{ field: 'stage' }, 'named'] }, { eq: [{ field: 'result' }, 'passed'] }] },
        measure: { events: true },
      },
    ],
    denominator: [{ type: 'demo-creation', measure: { events: true } }],
  },
  {
    id: 'care-visits',
    source: 'B2.2',
    label: { zh: '走访次数', en: 'Visits' },
    unit: { zh: '次', en: 'visits' },
    phrase: { zh: '入户走访、结对走访{n}次', en: '{n} home and pair visits' },
    numerator: [
      { type: 'home-visit', measure: { events: true } },
      { type: 'pair-visit', measure: { events: true } },
    ],
  },
  {
    id: 'training-person-times',
    source: 'C6',
    label: { zh: '培训、技能比武人次', en: 'Training and contests' },
    unit: { zh: '人次', en: 'person-times' },
    phrase: { zh: '培训、技能比武{n}人次', en: '{n} person-times of training and contests' },
    numerator: [
      {
        type: 'training-attendance',
        where: { present: { field: 'attended' } },
        measure: { sum: { field: 'attended' } },
      },
      { type: 'skill-contest', measure: { sum: { field: 'participants' } } },
    ],
  },
  {
    id: 'livelihood-solved-rate',
    source: 'C2',
    label: { zh: '民生问题解决率', en: 'Livelihood issues solved' },
    unit: { zh: '件', en: 'issues' },
    phrase: { zh: '民生问题解决率{n}', en: '{n} of the livelihood issues solved' },
    phraseOfFew: { zh: '民生问题{of}件、解决{n}件', en: '{of} livelihood issues, {n} solved' },
    numerator: [
      {
        type: 'livelihood-answer',
        where: { eq: [{ field: 'result' }, 'solved'] },
        measure: { events: true },
      },
    ],
    denominator: [{ type: 'livelihood-issue', measure: { events: true } }],
  },
  {
    id: 'reflections-each',
    source: 'B1.4',
    format: 'average',
    label: { zh: '心得体会人均篇数', en: 'Reflections by each author' },
    unit: { zh: '篇', en: 'reflections' },
    phrase: { zh: '心得体会人均{n}篇', en: '{n} reflections by each author' },
    unknownPhrase: { zh: '{n}篇作者未在人员库登记', en: '{n} by nobody of the registry' },
    numerator: [{ type: 'reflection', measure: { events: true } }],
    denominator: [{ type: 'reflection', measure: { people: 'author' } }],
  },
];
