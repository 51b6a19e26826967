// All indicators of a unit and a period: in sentences with units and bases and what is missing, or as JSON.
import { parseArgs } from 'node:util';
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import type { FigureSheet, OutsideCounts, UnitFigures } from '../../shared/indicators/count-figures.ts';
import type { StandingFigure } from '../../shared/indicators/count-standing.ts';
import type { Wording } from '../../shared/indicators/define-indicator.ts';
import type { Figure } from '../../shared/indicators/evaluate-indicator.ts';
import { figureText, kindSentence } from '../../shared/indicators/figure-sentence.ts';
import { figureQuestionSchema } from '../../shared/indicators/figures-protocol.ts';
import { periodText } from '../../shared/org/reporting-period.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { localDateOf } from '../clock.ts';
import type { Server } from '../create-server.ts';
import { countAfresh, type FiguresAndRates } from '../indicators/count-afresh.ts';
import type { AdminCommand } from './admin.ts';

export const indicatorCommands: readonly AdminCommand[] = [
  {
    words: 'indicators',
    usage:
      'Usage: indicators --unit CODE --from YYYY-MM-DD --to YYYY-MM-DD [--locked] [--json]\nPrints every figure and rate of the unit with all below it, both days inside, with units, bases and what is missing: in words, or as JSON.\n--locked: only what was reviewed and stands in a confirmed month.',
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
      locked: { type: 'boolean' },
      json: { type: 'boolean' },
    },
  });
  const question = figureQuestionSchema.safeParse({
    unitId: values.unit,
    from: values.from,
    until: values.to,
    lockedOnly: values.locked,
  });
  if (!question.success)
    throw new Error('Say --unit CODE, --from and --to as days YYYY-MM-DD, the first not after the last.');
  const { tree } = await server.store.read((view) => server.trees.at(view));
  const unit = tree.unit(question.data.unitId);
  if (unit === undefined) throw new Error(`There is no unit ${question.data.unitId}.`);
  const scope = { tree, keys: [`up:${unit.id}`] as const };
  const told = await server.store.survey((view) => countAfresh(view, server.registry, scope, question.data));
  if (values.json === true) return asJson(server.registry, question.data, told);
  const { figures, rates } = told;
  return [
    `${unit.shortName}，${periodText(question.data, localDateOf(server.clock.now()), 'zh')}`,
    ...sentences(server.registry, figures.total),
    ...villageLines(figures),
    ...outsideLines('不在锁期口径内的记录', figures.outside),
    '',
    '率（截至末日，或期内）',
    ...standingRates.flatMap((rate) => rateLines(rate, rates.get(rate.id), tree)),
    ...partLines(server.registry, tree, figures.parts),
  ].join('\n');
}

/** Each figure with its label, unit, format and row of the domain: for whoever reads it without this program. */
function asJson(registry: Registry, question: object, { figures, rates }: FiguresAndRates): string {
  const described = ({ id, label, unit, format, source }: Wording & { id: string; source?: string }) => ({
    ...{ id, label: label.zh, unit: unit.zh, source },
    ...(format === undefined ? {} : { format }),
  });
  return JSON.stringify({
    ...question,
    ...figures,
    indicators: indicatorsOf(registry).map((indicator) => ({
      ...described(indicator),
      ...(figures.total.figures[indicator.id] ?? { isMissing: true }),
    })),
    rates: standingRates.map((rate) => {
      const { records, ...figure } = rates.get(rate.id) ?? { records: [] };
      return { ...described(rate), ...figure, records: records.length };
    }),
  });
}

function sentences(registry: Registry, sheet: FigureSheet): readonly string[] {
  const ofKinds = registry.all.map((definition) => kindSentence(definition, sheet, 'zh'));
  const overKinds = indicatorsOf(registry)
    .filter((indicator) => !indicator.id.includes('.'))
    .map((indicator) => [indicator, sheet.figures[indicator.id]] as const)
    .filter(([indicator, figure]) => figureText(indicator, figure, 'zh') !== '')
    .map(([indicator, figure]) => `${indicator.label.zh}：${withUnit(indicator, figure)}`);
  const said = [...ofKinds.filter((sentence) => sentence !== ''), ...overKinds];
  return said.length === 0 ? ['没有记录。'] : said;
}

/** A share with what it is a share of; an amount with its unit. */
function withUnit(wording: Wording, figure: Figure | undefined): string {
  const text = figureText(wording, figure, 'zh');
  if (figure?.of === undefined) return wording.format === 'fen' ? text : `${text}${wording.unit.zh}`;
  const unit = wording.format === 'fenAverage' ? '' : wording.unit.zh;
  if (wording.format !== undefined) return `${text}${unit}`;
  return text.includes('%') ? `${text}（${figure.value}/${figure.of}${unit}）` : `${text}${unit}`;
}

function rateLines(
  rate: (typeof standingRates)[number],
  figure: StandingFigure | undefined,
  tree: OrgTree,
): readonly string[] {
  if (figure === undefined) return [];
  const [first = ''] = figure.lacking;
  const missing =
    figure.lacking.length === 0
      ? []
      : [
          `缺年度基数：${tree.unit(first)?.shortName ?? first}${figure.lacking.length > 1 ? `等${figure.lacking.length}个单位` : ''}`,
        ];
  const unknown = figure.unknown === 0 ? [] : [`${figure.unknown}条未登记人员或数额不详`];
  const notes = [...missing, ...unknown, ...outsideLines('未计', figure.outside)];
  const text =
    figure.of === undefined
      ? `已有${rate.format === 'fenAverage' ? `${figure.value / 100}元` : `${figure.value}${rate.unit.zh}`}`
      : figure.of === 0
        ? '没有记录'
        : withUnit(rate, figure);
  return [`${rate.label.zh}：${text}${notes.length === 0 ? '' : `（${notes.join('；')}）`}`];
}

function villageLines({ villages }: UnitFigures): readonly string[] {
  if (villages === undefined) return [];
  return [`村均活动${villages.average}次（${villages.villages}个村和社区，最少${villages.fewest}次）`];
}

function outsideLines(what: string, outside: OutsideCounts | undefined): readonly string[] {
  if (outside === undefined || outside.late + outside.unreviewed + outside.open === 0) return [];
  return [`${what}：锁期后补报${outside.late}条、未审核${outside.unreviewed}条、未锁期${outside.open}条`];
}

function partLines(registry: Registry, tree: OrgTree, parts: UnitFigures['parts']): readonly string[] {
  return parts.flatMap(({ unitId, sheet }) => [
    '',
    tree.unit(unitId)?.shortName ?? unitId,
    ...sentences(registry, sheet),
  ]);
}
