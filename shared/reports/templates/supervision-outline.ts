// The outline of a supervision bulletin (督导通报): visits, problems by category, what was closed out, what is past its day; no order of units.
import { words } from '../../forms/shorthand.ts';
import type { LocalDate } from '../../records/record.ts';
import type { FactDefinition, Outline, OutlineParagraph, OutlinePart } from '../define-outline.ts';
import { ofItself } from './campaign-facts.ts';
import { bulletinIndicators, bulletinRates, issueCategories } from './supervision-figures.ts';
import { asked, offered, sentence } from './write-clause.ts';
import { figure, fromAbove, picked, rate } from './write-fact.ts';

const categories = issueCategories.map(({ id, label }) => ({ fact: `of-${id}`, id, label }));

const facts: readonly FactDefinition[] = [
  ...ofItself.filter(({ id }) => id !== 'base-period' && id !== 'self'),
  picked('campaign', '活动名称', 'Campaign', fromAbove('campaign', 'name')),
  figure('units', 'supervision.units', '督导单位', '个（次）', 'Units visited', 'unit-visits'),
  figure('found', 'bulletin.found', '发现问题', '个', 'Problems found', 'problems'),
  figure('serious', 'supervision-issue.serious', '较重问题', '个', 'Serious problems', 'problems'),
  ...categories.map(({ fact, id, label }) =>
    figure(fact, `bulletin.of-${id}`, `${label.zh}方面的问题`, '个', `Problems: ${label.en}`, 'problems'),
  ),
  picked('named', '主要问题', 'Main problems', { type: 'supervision-issue', choose: 'all', field: 'issue' }),
  rate('closed', '整改销号', 'Closed out', '个', 'problems', { standing: 'bulletin.closed' }),
  rate('overdue', '到期未销号', 'Past their day', '个', 'problems', { standing: 'bulletin.overdue' }),
];

const part = (zh: string, en: string, ...paragraphs: readonly OutlineParagraph[]): OutlinePart => ({
  heading: { wordings: [words(zh, en)] },
  paragraphs,
});

const problems: OutlineParagraph = {
  sentences: [
    sentence(
      asked(['发现问题个数', 'problems found'], ['共发现问题{found}个', '{found} problems were found']),
      offered(['其中较重的{serious}个', '{serious} problems of them are serious']),
    ),
    sentence(
      offered(['按类别分', 'By category']),
      ...categories.map(({ fact, label }) =>
        offered([`${label.zh}{${fact}}个`, `${label.en.toLowerCase()}: {${fact}} problems`]),
      ),
    ),
    sentence(offered(['主要是：{named}', 'Above all: {named}'])),
  ],
};

const closing: OutlineParagraph = {
  sentences: [
    sentence(
      asked(
        ['整改销号个数', 'closed out'],
        [
          '发现的{closed.of}个问题中，已销号{closed.value}个',
          'Of {closed.of} problems {closed.value} problems are closed out',
        ],
      ),
      offered([
        '到期的{overdue.of}个中，未销号{overdue.value}个',
        'of {overdue.of} problems past their day {overdue.value} problems are not',
      ]),
    ),
  ],
};

const parts: readonly OutlinePart[] = [
  {
    paragraphs: [
      {
        sentences: [
          sentence(
            offered(['{unit}对基层工作开展了督导', '{unit} looked at the work below']),
            offered(['现将截至{cut-off}的情况通报如下：', 'as of {cut-off} it stands as follows:']),
          ),
        ],
      },
    ],
  },
  part('一、督导情况', 'I. Visits', {
    sentences: [
      sentence(asked(['督导单位个数', 'units visited'], ['督导单位{units}个（次）', '{units} unit-visits'])),
    ],
  }),
  part('二、发现的问题', 'II. Problems', problems),
  part('三、整改情况', 'III. Putting right', closing),
  part('四、下一步要求', 'IV. What is asked', {
    lead: words(
      '各责任单位要对照问题清单逐项整改，按时限报送整改情况，由督导单位核实后销号。',
      'Each responsible unit puts right what stands in the list, reports in time, and the supervising unit closes it out.',
    ),
    sentences: [sentence(asked(['其他要求，人工填写', 'what else is asked, by hand']))],
  }),
];

/** `until`: the last day of the period; by it a problem is past its day or not. */
export function supervisionOutline(until: LocalDate): Outline {
  return {
    id: 'supervision-bulletin',
    label: words('督导通报', 'Supervision bulletin'),
    list: 'supervision-issue',
    title: {
      wordings: [
        words('{unit}关于{campaign}督导情况的通报', 'Bulletin of {unit} on the supervision of {campaign}'),
        words('{unit}关于督导情况的通报', 'Bulletin of {unit} on supervision'),
      ],
    },
    parts,
    facts,
    indicators: bulletinIndicators,
    rates: bulletinRates(until),
  };
}
