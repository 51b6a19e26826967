// “两癌”检查进度表: what each unit right below has done of the year's task, in the order of the division code; the whole stands last.
import { screeningRates } from '../indicators/catalogue/screening-rates.ts';
import { createStandingReader, type StandingFigure } from '../indicators/count-standing.ts';
import { dateText } from '../forms/describe-record.ts';
import { recordsHeld, type StandingTally } from '../indicators/standing-tally.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { LocalDate, UnitId } from '../records/record.ts';
import type { Registry } from '../record-types/define-registry.ts';
import { exactCount, type Locale } from './approximate-number.ts';
import type { IssueQuestion } from './issue-list.ts';
import { fewestForRate, rateText } from './number-text.ts';
import type { Annex } from './report-annexes.ts';

const type = 'screening-counts';
/** Of the two tasks: those rates whose bases were set for the year. */
const tasks = screeningRates.filter(({ id }) => id.endsWith('-task-rate'));

/**
 * From the first day of the year to the last of the period. More than the task is shown as it is. Without a table of any unit below
 * there are no rows. A unit that gave none is there with dashes, so that the sum tells whose numbers it lacks.
 */
export function screeningProgress(
  standing: StandingTally,
  { unitId, from, until, locale }: IssueQuestion,
  deps: { readonly registry: Registry; readonly tree: OrgTree },
): Annex {
  const read = createStandingReader(standing, deps);
  const tables = recordsHeld(standing).filter(
    (record) =>
      record.type === type &&
      record.occurredOn <= until &&
      record.occurredOn.slice(0, 4) === until.slice(0, 4),
  );
  const within = (unit: UnitId) => tables.filter(({ hostUnitId }) => isWithin(deps.tree, hostUnitId, unit));
  const units = deps.tree.children(unitId).filter((unit) => deps.tree.unit(unit)?.level !== 'site');
  const isTold = units.some((unit) => within(unit).length > 0);
  const rowOf = (unit: UnitId): readonly string[] => {
    const held = within(unit);
    const figures = tasks.flatMap((rate) => {
      const isTold = held.some(({ values }) => values['cancer'] === rate.id.replace('-task-rate', ''));
      return cellsOf(read(rate, { unitId: unit, from, until }), isTold, locale);
    });
    return [
      ...figures,
      lastDay(
        held.map((each) => each.occurredOn),
        locale,
      ),
    ];
  };
  const name = (unit: UnitId): string => deps.tree.unit(unit)?.shortName ?? unit;
  const rows = [...units].sort().map((unit) => [name(unit), ...rowOf(unit)]);
  return {
    title: { zh: '“两癌”检查进度表', en: 'Progress of the two-cancer screening' }[locale],
    head: heads[locale],
    widths: [16, 12, 12, 13, 12, 12, 13, 14],
    rows: isTold ? [...rows, [{ zh: '合计', en: 'All' }[locale], ...rowOf(unitId)]] : [],
  };
}

const heads: Readonly<Record<Locale, readonly string[]>> = {
  zh: [
    ...['单位', '宫颈癌检查任务', '累计实查', '完成率'],
    ...['乳腺癌检查任务', '累计实查', '完成率', '截至'],
  ],
  en: [...['Unit', 'Cervical: task', 'Examined', 'Done'], ...['Breast: task', 'Examined', 'Done', 'As of']],
};

/** Task, examined, rate. None was examined only where a table says so. */
function cellsOf({ value, of }: StandingFigure, isTold: boolean, locale: Locale): readonly string[] {
  const task = of === undefined ? '—' : exactCount(of, locale);
  if (!isTold) return [task, '—', '—'];
  const examined = exactCount(value, locale);
  if (of === undefined || of === 0) return [task, examined, '—'];
  return [task, examined, of < fewestForRate ? `${value}/${of}` : rateText(value / of, 2)];
}

/** 9月30日: the year is that of the report. */
function lastDay(days: readonly LocalDate[], locale: Locale): string {
  const day = [...days].sort().at(-1);
  if (day === undefined) return '—';
  return locale === 'zh' ? dateText(day, 'zh').slice(5) : dateText(day, 'en').slice(0, -5);
}
