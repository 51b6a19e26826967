// The outline of a federation's briefing on an excellence campaign (情况汇报): an opening, three parts with 一是…五是, a closing.
import { words } from '../../forms/shorthand.ts';
import type { Outline, OutlinePart } from '../define-outline.ts';
import { fiveActivities } from './excellence-activities.ts';
import { raising } from './excellence-benchmarks.ts';
import { excellenceFacts } from './excellence-facts.ts';
import { groundwork } from './excellence-groundwork.ts';
import { asked, sentence } from './write-clause.ts';

const opening: OutlinePart = {
  paragraphs: [
    {
      sentences: [
        sentence(
          asked(
            ['活动名称', 'name of the campaign'],
            ['自{place}开展{campaign}以来', 'Since {campaign} began across {place}'],
          ),
          asked(
            ['活动主题', 'themes'],
            ['{self}以建设{themes}为主题', '{self} has taken {themes} as its themes'],
          ),
          asked(
            ['总体要求', 'overall requirements'],
            ['以{requirements}为总体要求', 'with the requirements {requirements}'],
          ),
          {
            wordings: [
              words(
                '以“三活”工程为主要内容，统筹推进党的建设和妇联工作，取得初步成效',
                'made the three activations its main content and advanced party building and women’s work together, with first results',
              ),
            ],
          },
        ),
        sentence({
          wordings: [
            words(
              '截至{cut-off}，现将前阶段情况汇报如下：',
              'As of {cut-off}, the work so far is reported as follows:',
            ),
          ],
        }),
      ],
    },
  ],
};

/** As the seed's briefing is built; loans, screening, petitions and the knit drive are asked for until they are recorded here. */
export const excellenceOutline: Outline = {
  id: 'excellence-briefing',
  label: words('情况汇报', 'Briefing'),
  title: {
    wordings: [
      words('{unit}开展{campaign}情况汇报', 'Briefing of {unit} on {campaign}'),
      words('{unit}工作情况汇报', 'Briefing of {unit}'),
    ],
  },
  formalTitle: {
    wordings: [
      words('{unit}关于开展{campaign}情况的报告', 'Report of {unit} on {campaign}'),
      words('{unit}关于工作情况的报告', 'Report of {unit} on its work'),
    ],
  },
  parts: [opening, groundwork, fiveActivities, raising],
  facts: excellenceFacts,
};
