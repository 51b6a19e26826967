// The outline of the quarterly report on the two-cancer screening: how far it got, what came of it, in numbers from the health office.
import { words } from '../../forms/shorthand.ts';
import type { FactDefinition, Outline, OutlineParagraph, OutlinePart } from '../define-outline.ts';
import { ofItself } from './campaign-facts.ts';
import { cancers, screeningProcesses } from './screening-figures.ts';
import { asked, offered, sentence } from './write-clause.ts';
import { figure, picked, rate } from './write-fact.ts';

/** As the health side prints a rate. */
const ofHealth = (fact: FactDefinition, isSensitive?: true | 'base'): FactDefinition => ({
  ...{ ...fact, decimals: 2 },
  ...(isSensitive === undefined ? {} : { isSensitive }),
});
const counted = (id: string, indicator: string, zh: string, en: string): FactDefinition =>
  rate(id, zh, en, '人', 'women', { indicator });
/** Of women in matters of health: fewer than five are not written, nor what would tell them. */
const finding = (id: string, indicator: string, zh: string, en: string): FactDefinition =>
  ofHealth(counted(id, `screening-counts.${indicator}`, zh, en), true);
/** How well those who need it are looked after: no finding, but so few women would be one. */
const process = (id: string, indicator: string, zh: string, en: string): FactDefinition =>
  ofHealth(counted(id, indicator, zh, en), 'base');
const done = (id: string, standing: string, zh: string, en: string): FactDefinition =>
  ofHealth(rate(id, zh, en, '人', 'women', { standing }));
const last = (field: string) =>
  ({ type: 'screening-counts', choose: 'last', field, isElseFromBelow: true }) as const;

const facts: readonly FactDefinition[] = [
  ...ofItself.filter(({ id }) => id === 'unit'),
  { id: 'period', label: words('报告期', 'Period'), format: 'text', source: { given: 'period' } },
  ...cancers.map(([cancer, zh, en]) =>
    figure(
      cancer,
      `screening-counts.${cancer}-examined`,
      `${zh}检查本期实查`,
      '人',
      `Examined, ${en}`,
      'women',
    ),
  ),
  ...cancers.flatMap(([cancer, zh, en]) => [
    done(
      `${cancer}-task`,
      `${cancer}-task-rate`,
      `${zh}检查任务累计完成率`,
      `Task done since January, ${en}`,
    ),
    done(`${cancer}-due`, `${cancer}-due-rate`, `${zh}累计检查率`, `Due women examined since January, ${en}`),
    finding(`${cancer}-abnormal`, `${cancer}-abnormal`, `${zh}检查初筛异常率`, `Abnormal, ${en}`),
  ]),
  ...screeningProcesses.map(({ id, label }) => process(id.replace('screening.', ''), id, label.zh, label.en)),
  process('colposcopy', 'screening-counts.colposcopy', '阴道镜检查率', 'Colposcopy of those due'),
  process('histology', 'screening-counts.histology', '病理检查率', 'Histology of those due'),
  finding('treated', 'treated', '治疗率', 'Treated of those due'),
  ofHealth(counted('aware', 'screening-counts.aware', '知晓率', 'Aware of those asked')),
  picked('source', '数据来源', 'Source', last('source')),
  picked('as-of', '数据截止日', 'As of', last('occurredOn'), 'day'),
];

const part = (zh: string, en: string, ...paragraphs: readonly OutlineParagraph[]): OutlinePart => ({
  heading: { wordings: [words(zh, en)] },
  paragraphs,
});

/** Of the period and since January, against the year's task; or the number alone while no task was entered. */
const progress = ([id, zh, en]: (typeof cancers)[number]) =>
  sentence(
    asked(
      [`${zh}检查本期实查人数`, `examined, ${en}`],
      [`${zh}检查本期实查{${id}}人`, `${en}: {${id}} women examined in the period`],
    ),
    asked(
      [`${zh}检查年度任务数`, `the year's task, ${en}`],
      [
        `年度任务{${id}-task.of}人，累计实查{${id}-task.value}人，完成{${id}-task}`,
        `{${id}-task.value} since January of a task of {${id}-task.of} women, {${id}-task}`,
      ],
    ),
    offered([`累计检查率{${id}-due}`, `{${id}-due} of those due`]),
  );

/** What became of those who were examined, by cancer: `more` in the order of the work, follow-up last. */
const outcome = ([id, zh, en]: (typeof cancers)[number], ...more: readonly ReturnType<typeof offered>[]) =>
  sentence(
    offered([`${zh}检查方面`, `Of the ${en} screening`]),
    offered([`初筛异常率{${id}-abnormal}`, `{${id}-abnormal} abnormal`]),
    offered([`异常告知率{${id}-notified}`, `{${id}-notified} of them were told`]),
    offered([`转诊到位率{${id}-arrived}`, `{${id}-arrived} of those referred arrived`]),
    ...more,
    offered([`随访管理率{${id}-followed}`, `{${id}-followed} followed up`]),
  );

const parts: readonly OutlinePart[] = [
  {
    paragraphs: [
      {
        sentences: [
          sentence(
            offered([
              '现将{unit}{period}“两癌”检查进展情况通报如下',
              'The two-cancer screening of {unit}, {period}, stands as follows',
            ]),
          ),
          sentence(
            asked(
              ['数据来源和截止日', 'source and day'],
              ['数据由{source}提供，截至{as-of}', 'Numbers from {source}, as of {as-of}'],
            ),
          ),
        ],
      },
    ],
  },
  part('一、检查进度', 'I. Progress', {
    sentences: cancers.map(progress),
  }),
  part('二、结果管理', 'II. What came of it', {
    sentences: [
      outcome(
        cancers[0],
        offered(['阴道镜检查率{colposcopy}', 'colposcopy {colposcopy}']),
        offered(['病理检查率{histology}', 'histology {histology}']),
      ),
      outcome(cancers[1]),
      sentence(
        asked(['治疗率', 'treated of those due'], ['治疗率{treated}', 'treated {treated}']),
        offered(['知晓率{aware}', 'aware {aware}']),
      ),
    ],
  }),
  part('三、下一步工作', 'III. What comes next', {
    lead: words(
      '各单位要继续做好组织动员，帮助没有到位的妇女及时复查、治疗，保护好个人信息。',
      'Each unit goes on calling women, helps those who have not come to be seen and treated in time, and keeps what is personal to itself.',
    ),
    sentences: [sentence(asked(['其他要求，人工填写', 'what else is asked, by hand']))],
  }),
];

export const screeningOutline: Outline = {
  id: 'screening-quarter',
  label: words('“两癌”检查季报', 'Screening, a quarter'),
  title: {
    wordings: [words('{unit}{period}“两癌”检查进展情况通报', 'Two-cancer screening of {unit}, {period}')],
  },
  parts,
  facts,
  indicators: screeningProcesses,
  list: 'screening-progress',
};
