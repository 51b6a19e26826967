// The figures of a unit and a period, as 查数 gives them.
import { parseArgs } from 'node:util';
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import type { FigureSheet } from '../../shared/indicators/count-figures.ts';
import { figureText, kindSentence } from '../../shared/indicators/figure-sentence.ts';
import { figureQuestionSchema } from '../../shared/indicators/figures-protocol.ts';
import { periodText } from '../../shared/org/reporting-period.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { localDateOf } from '../clock.ts';
import type { Server } from '../create-server.ts';
import { readFigures } from '../indicators/answer-figures.ts';
import type { AdminCommand } from './admin.ts';

export const indicatorCommands: readonly AdminCommand[] = [
  {
    words: 'indicators',
    usage:
      'Usage: indicators --unit CODE --from YYYY-MM-DD --to YYYY-MM-DD [--json]\nPrints the figures of the unit with all below it, both days inside: in sentences, or as JSON.',
    run: print,
  },
];

async function print(server: Server, args: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      unit: { type: 'string' },
      from: { type: 'string' },
      to: { type: 'string' },
      json: { type: 'boolean' },
    },
  });
  const question = figureQuestionSchema.safeParse({
    unitId: values.unit,
    from: values.from,
    until: values.to,
  });
  if (!question.success)
    throw new Error('Say --unit CODE, --from and --to as days YYYY-MM-DD, the first not after the last.');
  const { tree } = await server.store.read((view) => server.trees.at(view));
  const unit = tree.unit(question.data.unitId);
  if (unit === undefined) throw new Error(`There is no unit ${question.data.unitId}.`);
  const figures = await readFigures(server, tree, [`up:${unit.id}`], question.data);
  if (values.json === true) return JSON.stringify({ ...question.data, ...figures });
  const title = `${unit.shortName}，${periodText(question.data, localDateOf(server.clock.now()), 'zh')}`;
  return [
    title,
    ...sentences(server.registry, figures.total),
    ...partLines(server.registry, tree, figures.parts),
  ].join('\n');
}

function sentences(registry: Registry, sheet: FigureSheet): readonly string[] {
  const ofKinds = registry.all.map((definition) => kindSentence(definition, sheet, 'zh'));
  const overKinds = indicatorsOf(registry)
    .filter((indicator) => !indicator.id.includes('.'))
    .map(
      (indicator) => [indicator.label.zh, figureText(indicator, sheet.figures[indicator.id], 'zh')] as const,
    )
    .filter(([, text]) => text !== '')
    .map(([label, text]) => `${label}：${text}`);
  const said = [...ofKinds.filter((sentence) => sentence !== ''), ...overKinds];
  return said.length === 0 ? ['没有记录。'] : said;
}

function partLines(
  registry: Registry,
  tree: OrgTree,
  parts: readonly { readonly unitId: string; readonly sheet: FigureSheet }[],
): readonly string[] {
  return parts.flatMap(({ unitId, sheet }) => [
    '',
    tree.unit(unitId)?.shortName ?? unitId,
    ...sentences(registry, sheet),
  ]);
}
