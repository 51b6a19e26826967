// Part three of the briefing on an excellence campaign: benchmarks, training held and planned, the three actions, the closing.
import { words } from '../../forms/shorthand.ts';
import type { OutlineParagraph, OutlinePart } from '../define-outline.ts';
import { asked, offered, sentence } from './write-clause.ts';

const benchmarks: OutlineParagraph = {
  lead: words(
    '一是开展“想什么、学什么、干什么”主题教育。',
    'First, theme education: what to think, to learn, to do.',
  ),
  sentences: [
    sentence(
      asked(
        ['参加主题教育的干部人数', 'cadres in the theme education'],
        ['{theme-cadres}名干部参加主题教育', '{theme-cadres} cadres took part'],
      ),
    ),
    sentence(
      asked(
        ['“五个好”基层妇女组织占比', 'share of the five goods'],
        ['“五个好”基层妇女组织占{five-goods}', '{five-goods} of the organisations have the five goods'],
        [
          '评定的基层妇女组织中，{five-goods.of}个中的{five-goods.value}个达到“五个好”',
          '{five-goods.value} of {five-goods.of} organisations have the five goods',
        ],
      ),
      asked(
        ['“五带头”妇女干部占比', 'share of the five leads'],
        ['“五带头”妇女干部占{five-leads}', '{five-leads} of the cadres reviewed show the five leads'],
        [
          '参加评议的妇女干部中，{five-leads.of}人次中的{five-leads.value}人次做到“五带头”',
          '{five-leads.value} of {five-leads.of} reviews show the five leads',
        ],
      ),
      asked(
        ['“五个好”“五带头”占比的升降', 'change of both shares'],
        [
          '较{base-period}分别{goods-change}、{leads-change}',
          'compared with {base-period}, {goods-change} and {leads-change}',
        ],
      ),
    ),
  ],
};

const training: OutlineParagraph = {
  lead: words('二是加强培训。', 'Second, training.'),
  sentences: [
    sentence(
      asked(
        ['已办培训期数、人次', 'courses held, person-times'],
        [
          '已举办培训{courses-held}期，培训{trained}人次',
          '{courses-held} courses were held for {trained} person-times',
        ],
      ),
    ),
    sentence(
      asked(
        ['计划培训的时间、班次和人数', 'training planned: when, what, for how many'],
        [
          '拟于{course-planned-on}举办“{course-planned}”，计划培训{course-planned-count}人',
          'It is planned to hold “{course-planned}” on {course-planned-on} for {course-planned-count} people',
        ],
      ),
    ),
  ],
};

const actions: OutlineParagraph = {
  lead: words('三是实施三大行动。', 'Third, the three actions.'),
  sentences: [
    sentence(
      asked(
        ['巾帼创业就业行动场次', 'employment: events'],
        [
          '巾帼创业就业行动举办就业服务{job-events}场次，实现就业{employed}人次',
          'For employment {job-events} events were held; {employed} person-times found work',
        ],
        ['巾帼创业就业行动举办就业服务{job-events}场次', 'For employment {job-events} events were held'],
      ),
    ),
    sentence(
      asked(
        ['家庭文明创建行动评选户次', 'families honoured'],
        ['家庭文明创建行动评出最美家庭等{family-honours}户次', '{family-honours} families were honoured'],
      ),
    ),
    sentence(
      asked(
        ['妇女儿童权益维护行动宣传场次', 'law talks'],
        ['妇女儿童权益维护行动开展法律宣传{law-talks}场次', '{law-talks} talks on the law were given'],
      ),
    ),
  ],
};

const closing: OutlineParagraph = {
  lead: words('总之，今后我们将', 'In short, we will'),
  sentences: [
    {
      clauses: [
        asked(
          ['未达标事项的措施、时限', 'what is not reached: measures and days'],
          ['{next-steps}', '{next-steps}'],
        ),
        offered(['真正发挥党联系妇女群众的桥梁和纽带作用', 'be the bridge between the party and women']),
      ],
      isKept: true,
    },
  ],
};

export const raising: OutlinePart = {
  heading: {
    wordings: [
      words(
        '三、对标定位，晋档升级，进一步提升整体工作水平',
        'III. Benchmarks and promotion: raising the level of the work',
      ),
    ],
  },
  paragraphs: [
    { sentences: [sentence(asked(['总述，80字以内', 'summary, at most 80 characters']))] },
    benchmarks,
    training,
    actions,
    closing,
  ],
};
