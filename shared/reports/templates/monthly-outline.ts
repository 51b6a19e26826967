// The outline of a township's monthly work report (工作月报): what was done, what was solved, what comes next.
import { words } from '../../forms/shorthand.ts';
import type { FactDefinition, Outline, OutlineParagraph, OutlinePart } from '../define-outline.ts';
import { ofItself } from './campaign-facts.ts';
import { asked, offered, sentence } from './write-clause.ts';
import { figure, picked, rate } from './write-fact.ts';

const facts: readonly FactDefinition[] = [
  ...ofItself.filter(({ id }) => id !== 'base-period'),
  { id: 'period', label: words('报告期', 'Period'), format: 'text', source: { given: 'period' } },
  figure('study', 'briefing.learning-events', '学习', '场次', 'Study events', 'events'),
  figure(
    'study-times',
    'learning-event.person-times',
    '学习人次',
    '人次',
    'Attendance of study',
    'person-times',
  ),
  figure(
    'advocacy-times',
    'advocacy-event.person-times',
    '宣传宣讲',
    '人次',
    'Reached by advocacy',
    'person-times',
  ),
  figure('visited', 'home-visit.people', '入户走访', '人', 'People visited', 'people'),
  figure('needs', 'home-visit.needs', '走访发现的困难、诉求', '件', 'Needs found on visits', 'matters'),
  figure('service', 'briefing.volunteer-events', '志愿服务', '场次', 'Volunteer service', 'events'),
  figure('volunteers', 'volunteer-activity.person-times', '志愿者人次', '人次', 'Volunteers', 'person-times'),
  figure('service-hours', 'volunteer-activity.hours', '志愿服务小时', '小时', 'Hours of service', 'hours'),
  figure('condolences', 'briefing.condolence-visits', '慰问', '次', 'Condolence visits', 'visits'),
  figure(
    'cared-for',
    'condolence-visit.beneficiaries',
    '慰问人次',
    '人次',
    'People cared for',
    'person-times',
  ),
  figure('pairs', 'briefing.pairs', '结对帮扶', '对', 'Pairs', 'pairs'),
  figure('council-times', 'womens-council.person-times', '议事人次', '人次', 'In councils', 'person-times'),
  figure('council-decisions', 'womens-council.decisions', '议定事项', '件', 'Decided in councils', 'matters'),
  rate('solved', '民生问题解决', 'Livelihood issues solved', '件', 'issues', {
    indicator: 'livelihood-solved-rate',
  }),
  rate('kept', '到期承诺兑现', 'Promises due and kept', '项', 'promises', {
    indicator: 'commitment-evaluation.kept-rate',
  }),
  figure('trained', 'training-attendance.person-times', '参训人次', '人次', 'Trained', 'person-times'),
  figure('employed', 'job-service.employed', '实现就业', '人次', 'Employed', 'person-times'),
  picked('next-steps', '下月打算', 'Next steps', {
    ...{ type: 'next-step', choose: 'all', field: 'matter', dueOn: 'dueOn', isAhead: true },
  }),
];

const learning: OutlineParagraph = {
  lead: words('一是学习宣传。', 'First, study and advocacy.'),
  sentences: [
    sentence(
      asked(
        ['学习场次、人次', 'study: events, person-times'],
        ['组织学习{study}场次、{study-times}人次', '{study} events of study, {study-times} person-times'],
      ),
      asked(
        ['宣传宣讲人次', 'reached by advocacy'],
        ['宣传宣讲{advocacy-times}人次', '{advocacy-times} person-times were reached by advocacy'],
      ),
    ),
    sentence(offered(['培训{trained}人次', '{trained} person-times were trained'])),
  ],
};

const caring: OutlineParagraph = {
  lead: words('二是走访服务。', 'Second, visits and service.'),
  sentences: [
    sentence(
      asked(['走访人数', 'people visited'], ['入户走访{visited}人', '{visited} people were visited at home']),
      offered(['发现困难、诉求{needs}件', '{needs} matters were found']),
    ),
    sentence(
      asked(
        ['志愿服务场次、人次、小时', 'service: events, volunteers, hours'],
        [
          '开展志愿服务{service}场次，志愿者{volunteers}人次，服务{service-hours}小时',
          '{service} events, {volunteers} person-times, {service-hours} hours',
        ],
      ),
      offered(['结对帮扶{pairs}对', '{pairs} pairs were made']),
    ),
    sentence(
      offered(['慰问{condolences}次、{cared-for}人次', '{condolences} visits, {cared-for} person-times']),
      offered(['就业服务实现就业{employed}人次', '{employed} person-times found work']),
    ),
  ],
};

const livelihood: OutlineParagraph = {
  lead: words('三是议事和办实事。', 'Third, councils and livelihood.'),
  sentences: [
    sentence(
      asked(
        ['议事人次、议定事项', 'councils: person-times, decisions'],
        [
          '妇女议事{council-times}人次，议定事项{council-decisions}件',
          '{council-times} person-times met in councils; {council-decisions} matters were decided',
        ],
      ),
    ),
    sentence(
      asked(
        ['民生问题收集、解决件数', 'livelihood issues: received, solved'],
        [
          '收集民生问题{solved.of}件，解决{solved.value}件',
          'of {solved.of} issues {solved.value} issues were solved',
        ],
      ),
      offered([
        '到期承诺{kept.of}项，兑现{kept.value}项',
        'of {kept.of} promises due {kept.value} promises were kept',
      ]),
    ),
  ],
};

const opening: OutlinePart = {
  paragraphs: [
    {
      sentences: [
        sentence(
          offered([
            '{period}，{self}围绕中心工作，扎实推进各项任务',
            'In {period} {self} carried its work on',
          ]),
          offered(['现将截至{cut-off}的情况报告如下：', 'as of {cut-off} it stands as follows:']),
        ),
      ],
    },
  ],
};

const part = (zh: string, en: string, ...paragraphs: readonly OutlineParagraph[]): OutlinePart => ({
  heading: { wordings: [words(zh, en)] },
  paragraphs,
});

export const monthlyOutline: Outline = {
  id: 'monthly-report',
  label: words('工作月报', 'Monthly report'),
  title: {
    wordings: [words('{unit}{period}工作月报', 'Monthly report of {unit}, {period}')],
  },
  parts: [
    opening,
    part('一、本月工作', 'I. What was done', learning, caring, livelihood),
    part('二、存在的问题', 'II. What is difficult', {
      sentences: [sentence(asked(['存在的问题，120字以内，人工填写', 'difficulties, written by hand']))],
    }),
    part('三、下月打算', 'III. What comes next', {
      sentences: [
        sentence(asked(['下月打算的事项、时限', 'matters and days'], ['{next-steps}', '{next-steps}'])),
      ],
    }),
  ],
  facts,
};
