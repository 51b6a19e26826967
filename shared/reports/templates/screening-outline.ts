// The outline of the quarterly report on the two-cancer screening: how far it got, what came of it, in numbers from the health office.
import { words } from '../../forms/shorthand.ts';
import type { FactDefinition, Outline, OutlineParagraph, OutlinePart } from '../define-outline.ts';
import { ofItself } from './campaign-facts.ts';
import { asked, offered, sentence } from './write-clause.ts';
import { figure, picked, rate } from './write-fact.ts';

/** Of women in matters of health: fewer than five are not written, nor what would tell them. */
const sensitive = (fact: FactDefinition): FactDefinition => ({ ...fact, isSensitive: true });
/** How well those who need it are looked after: no finding, and a whole county's. */
const process = (id: string, indicator: string, zh: string, en: string): FactDefinition =>
  rate(id, zh, en, '人', 'women', { indicator: `screening-counts.${indicator}` });
const finding = (id: string, indicator: string, zh: string, en: string): FactDefinition =>
  sensitive(process(id, indicator, zh, en));
const done = (id: string, standing: string, zh: string, en: string): FactDefinition =>
  rate(id, zh, en, '人', 'women', { standing });
const last = (field: string) => ({ type: 'screening-counts', choose: 'last', field }) as const;

const facts: readonly FactDefinition[] = [
  ...ofItself.filter(({ id }) => id === 'unit'),
  { id: 'period', label: words('报告期', 'Period'), format: 'text', source: { given: 'period' } },
  figure(
    'cervical',
    'screening-counts.cervical-examined',
    '宫颈癌检查实查',
    '人',
    'Examined, cervical',
    'women',
  ),
  figure('breast', 'screening-counts.breast-examined', '乳腺癌检查实查', '人', 'Examined, breast', 'women'),
  done('cervical-task', 'cervical-task-rate', '宫颈癌检查任务完成率', 'Cervical task done'),
  done('breast-task', 'breast-task-rate', '乳腺癌检查任务完成率', 'Breast task done'),
  done('cervical-due', 'cervical-due-rate', '宫颈癌检查率', 'Due women examined, cervical'),
  done('breast-due', 'breast-due-rate', '乳腺癌检查率', 'Due women examined, breast'),
  finding('cervical-abnormal', 'cervical-abnormal', '宫颈癌初筛异常率', 'Abnormal, cervical'),
  finding('breast-abnormal', 'breast-abnormal', '乳腺癌初筛异常率', 'Abnormal, breast'),
  process('notified', 'notified', '异常告知率', 'Told of those abnormal'),
  process('arrived', 'arrived', '转诊到位率', 'Arrived of those referred'),
  process('colposcopy', 'colposcopy', '阴道镜检查率', 'Colposcopy of those due'),
  process('histology', 'histology', '病理检查率', 'Histology of those due'),
  process('followed', 'followed-up', '随访管理率', 'Followed up of those due'),
  finding('treated', 'treated', '治疗率', 'Treated of those due'),
  process('aware', 'aware', '知晓率', 'Aware of those asked'),
  picked('source', '数据来源', 'Source', last('source')),
  picked('as-of', '数据截止日', 'As of', last('asOf'), 'day'),
];

const part = (zh: string, en: string, ...paragraphs: readonly OutlineParagraph[]): OutlinePart => ({
  heading: { wordings: [words(zh, en)] },
  paragraphs,
});

/** With its task, or the number alone while no task was entered. */
const progress = (id: 'cervical' | 'breast', zh: string, en: string) =>
  sentence(
    asked(
      [`${zh}检查实查人数`, `examined, ${en}`],
      [
        `${zh}检查任务{${id}-task.of}人，实查{${id}-task.value}人，完成{${id}-task}`,
        `${en}: {${id}-task.value} women examined of a task of {${id}-task.of} women, {${id}-task}`,
      ],
      [`${zh}检查实查{${id}}人`, `${en}: {${id}} women examined`],
    ),
    offered([`检查率{${id}-due}`, `{${id}-due} of those due`]),
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
    sentences: [progress('cervical', '宫颈癌', 'Cervical'), progress('breast', '乳腺癌', 'Breast')],
  }),
  part('二、结果管理', 'II. What came of it', {
    sentences: [
      sentence(
        offered(['宫颈癌初筛异常率{cervical-abnormal}', '{cervical-abnormal} abnormal, cervical']),
        offered(['乳腺癌初筛异常率{breast-abnormal}', '{breast-abnormal} abnormal, breast']),
      ),
      sentence(
        offered(['异常告知率{notified}', '{notified} of them were told']),
        offered(['转诊到位率{arrived}', '{arrived} of those referred arrived']),
        offered(['阴道镜检查率{colposcopy}', 'colposcopy {colposcopy}']),
        offered(['病理检查率{histology}', 'histology {histology}']),
      ),
      sentence(
        asked(['随访管理率', 'followed up of those due'], ['随访管理率{followed}', 'followed up {followed}']),
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
};
