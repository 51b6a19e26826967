// 数据统计 as a workbook: the table, and on a second sheet how each figure is counted and what is not.
import { lineDefinition } from '../../shared/indicators/line-definition.ts';
import { lineName } from '../../shared/indicators/statistics-lines.ts';
import type { StatisticsQuestion, StatisticsReply } from '../../shared/indicators/statistics-protocol.ts';
import {
  comparisonWords,
  statisticsTable,
  wordingOf,
  type StatisticsRow,
  type StatisticsTable,
  type TableDeps,
} from '../../shared/indicators/statistics-table.ts';
import type { LedgerCell } from '../../shared/ledgers/ledger-cell.ts';
import { periodText } from '../../shared/org/reporting-period.ts';
import type { Locale } from '../../shared/reports/approximate-number.ts';
import type { LedgerSheet } from '../ledgers/ledger-sheet.ts';

/** `madeBy`: unit and name of whoever takes it away; `today` and `time` of the server. */
export type SheetOrigin = { readonly madeBy: string; readonly today: string; readonly time: string };

const words = {
  zh: {
    title: '数据统计表',
    definitions: '指标口径',
    columns: ['类别', '指标', '数值', '单位', '分子／分母', '上期', '增减', '任务目标', '说明'],
    definitionColumns: ['类别', '指标', '口径'],
    without: '本期没有记录的指标：',
    notCounted: [
      '退回修改、作废的记录不计；同一活动由几个单位记录的，只按组织单位计一次。',
      '按记录的发生日期和组织单位归属，含下属单位；两期都按现行区划。',
      '“约”表示合计里有大概数；基数不足20的比率写成分子/分母，不比较。',
    ],
    all: '口径范围：全部在册记录（含待审）。',
    locked: '口径范围：只含已审并已锁定月份的记录。',
    page: ['第', '页，共', '页'],
    stop: '、',
  },
  en: {
    title: 'Statistics',
    definitions: 'Definitions',
    columns: ['Group', 'Figure', 'Value', 'Unit', 'Terms', 'Before', 'Change', 'Target of tasks', 'Notes'],
    definitionColumns: ['Group', 'Figure', 'Counted as'],
    without: 'Without a record in this period: ',
    notCounted: [
      'Returned and void records do not count; an event that several units recorded counts once, for its host.',
      'Records belong to the day they happened on and to their host, units below included; both periods by the present tree.',
      '“about”: the sum holds an estimate; rates over a base under 20 are written as terms and not compared.',
    ],
    all: 'Of all records, unreviewed ones included.',
    locked: 'Only of records that were reviewed and stand in a confirmed month.',
    page: ['Page ', ' of ', ''],
    stop: ', ',
  },
} as const;

/** The table first; lines without anything to say are named below it. */
export function statisticsSheets(
  question: StatisticsQuestion,
  reply: StatisticsReply,
  deps: TableDeps,
  origin: SheetOrigin,
): readonly LedgerSheet[] {
  const table = statisticsTable(reply, question.comparison ?? 'before', deps);
  const shown = table
    .map((group) => ({ ...group, rows: group.rows.filter(({ hasNothing }) => !hasNothing) }))
    .filter(({ rows }) => rows.length > 0);
  const said = words[deps.locale];
  const without = table.flatMap(({ rows }) => rows).filter(({ hasNothing }) => hasNothing);
  const notes = [
    ...(without.length === 0
      ? []
      : [`${said.without}${without.map(({ line }) => lineName(line, deps.locale)).join(said.stop)}`]),
  ];
  const head = originText(question, reply, deps, origin);
  return [
    sheetOf(
      said.title,
      head,
      headsOf(question, deps.locale),
      linesOf(shown, deps.locale),
      notes,
      deps.locale,
    ),
    sheetOf(
      said.definitions,
      head,
      said.definitionColumns,
      definitionsOf(shown, deps),
      [question.lockedOnly === true ? said.locked : said.all, ...said.notCounted],
      deps.locale,
    ),
  ];
}

function headsOf({ comparison }: StatisticsQuestion, locale: Locale): readonly string[] {
  const { columns } = words[locale];
  if (comparison === undefined) return columns;
  return columns.map((label, place) => (place === 6 ? comparisonWords[comparison][locale] : label));
}

function originText(
  question: StatisticsQuestion,
  { before }: StatisticsReply,
  { locale, unitName }: TableDeps,
  { madeBy, today, time }: SheetOrigin,
): string {
  const days = periodText(question, today, locale);
  const isZh = locale === 'zh';
  const compared =
    before === undefined || question.comparison === undefined
      ? []
      : [
          `${comparisonWords[question.comparison][locale]}${isZh ? '：' : ': '}${before.from}—${before.until}`,
        ];
  const made = isZh ? `${today} ${time} 由 ${madeBy} 导出` : `made ${today} ${time} by ${madeBy}`;
  return [unitName(question.unitId), days, ...compared, made].join(isZh ? '　' : ' · ');
}

function sheetOf(
  title: string,
  origin: string,
  heads: readonly string[],
  rows: readonly (readonly LedgerCell[])[],
  notes: readonly string[],
  locale: Locale,
): LedgerSheet {
  const columns = heads.map((label, place) => ({ id: String(place), label, isTotal: false }));
  const lines = rows.map((cells, place) => ({
    ...{ key: String(place), id: String(place), cells },
    collection: 'records' as const,
  }));
  return {
    ...{ title, origin, cut: '', locale },
    ledger: { columns, lines, totals: [], late: 0, notes },
    words: { total: '', signatures: [], page: words[locale].page },
  };
}

function linesOf(table: StatisticsTable, locale: Locale): readonly (readonly LedgerCell[])[] {
  const stop = locale === 'zh' ? '；' : '; ';
  return table.flatMap(({ label, rows }) =>
    rows.map((row) => [
      ...[
        label,
        lineName(row.line, locale),
        valueCell(row),
        unitCell(row, locale),
        row.terms,
        row.past,
        row.change,
      ],
      ...[row.targets.join(stop), row.notes.join(stop)],
    ]),
  );
}

/** A number stays a number; a rate is written as a report writes it. */
function valueCell({ line, figure, value }: StatisticsRow): LedgerCell {
  if (figure === undefined || value === '') return '';
  if (figure.of !== undefined) return value;
  const amount = wordingOf(line).format === 'fen' ? figure.value / 100 : figure.value;
  return figure.isEstimate ? { rough: amount } : amount;
}

function unitCell({ line, unit, value }: StatisticsRow, locale: Locale): string {
  return wordingOf(line).format === 'fen' && value !== '' ? { zh: '元', en: 'yuan' }[locale] : unit;
}

function definitionsOf(
  table: StatisticsTable,
  { registry, locale }: TableDeps,
): readonly (readonly LedgerCell[])[] {
  return table.flatMap(({ label, rows }) =>
    rows.map((row) => [label, lineName(row.line, locale), lineDefinition(row.line, registry, locale)]),
  );
}
