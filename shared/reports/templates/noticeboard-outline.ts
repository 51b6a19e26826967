// The outline of a campaign's summary for a village's noticeboard (公示栏): one page, large type, no name of anybody.
import { words } from '../../forms/shorthand.ts';
import type { Clause, FactDefinition, Outline, OutlineParagraph } from '../define-outline.ts';
import { ofItself } from './campaign-facts.ts';
import { asked, offered, sentence } from './write-clause.ts';
import { figure, fromAbove, picked, rate } from './write-fact.ts';

const facts: readonly FactDefinition[] = [
  ...ofItself.filter(({ id }) => id === 'unit' || id === 'cut-off'),
  picked('campaign', '活动名称', 'Campaign', fromAbove('campaign', 'name')),
  figure('study', 'briefing.learning-events', '学习', '场次', 'Study events', 'events'),
  figure(
    'study-times',
    'learning-event.person-times',
    '学习人次',
    '人次',
    'Attendance of study',
    'person-times',
  ),
  figure('service', 'briefing.volunteer-events', '志愿服务', '场次', 'Volunteer service', 'events'),
  figure('served', 'volunteer-activity.served', '受益人次', '人次', 'People served', 'person-times'),
  figure('condolences', 'briefing.condolence-visits', '慰问', '次', 'Condolence visits', 'visits'),
  figure('promises', 'public-commitment.promises', '承诺事项', '项', 'Promises', 'promises'),
  rate('kept', '到期承诺兑现', 'Promises due and kept', '项', 'promises', {
    indicator: 'commitment-evaluation.kept-rate',
  }),
  rate('solved', '民生问题解决', 'Livelihood issues solved', '件', 'issues', {
    indicator: 'livelihood-solved-rate',
  }),
  figure('decided', 'womens-council.decisions', '议定事项', '件', 'Decided in councils', 'matters'),
];

const line = (...clauses: readonly Clause[]): OutlineParagraph => ({
  sentences: [sentence(...clauses)],
});

/** What was done, a line each; what did not happen is not there. Who has something to say is told to whom. */
export const noticeboardOutline: Outline = {
  id: 'noticeboard-summary',
  label: words('公示栏', 'Noticeboard'),
  page: 'notice',
  title: {
    wordings: [
      words('{unit}开展{campaign}情况公示', 'Notice of {unit} on {campaign}'),
      words('{unit}工作情况公示', 'Notice of {unit}'),
    ],
  },
  parts: [
    {
      paragraphs: [
        line(offered(['截至{cut-off}，{unit}做了这些事：', 'Up to {cut-off} {unit} has done this:'])),
        line(
          asked(
            ['学习场次、人次', 'study: events, person-times'],
            ['学习{study}场次，{study-times}人次参加', '{study} events of study, {study-times} person-times'],
          ),
        ),
        line(
          asked(
            ['志愿服务场次、受益人次', 'service: events, people served'],
            [
              '志愿服务{service}场次，受益{served}人次',
              '{service} events of service for {served} person-times',
            ],
            ['志愿服务{service}场次', '{service} events of service'],
          ),
        ),
        line(offered(['走访慰问{condolences}次', '{condolences} condolence visits'])),
        line(
          asked(
            ['公开承诺项数', 'promises'],
            ['公开承诺{promises}项', '{promises} promises were made in public'],
          ),
          offered([
            '已到期{kept.of}项，兑现{kept.value}项',
            'of {kept.of} promises due {kept.value} promises were kept',
          ]),
        ),
        line(
          offered(['妇女议事会议定{decided}件', '{decided} matters were decided in councils']),
          offered([
            '收集民生问题{solved.of}件，解决{solved.value}件',
            'of {solved.of} livelihood issues {solved.value} issues were solved',
          ]),
        ),
        line(
          asked(['公示起止日期、联系方式', 'days of the notice, whom to call']),
          offered(['有意见请向{unit}反映', 'please tell {unit} what you think']),
        ),
      ],
    },
  ],
  facts,
};
