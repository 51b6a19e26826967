// Every rule of the briefing outline as a check over a finished report; what it finds is said in words and judged by a person.
import type { Label } from '../forms/field-types.ts';
import { words } from '../forms/shorthand.ts';
import { bannedFindings } from './checks/banned-content.ts';
import { categoryFindings } from './checks/category-sums.ts';
import { dateFindings } from './checks/dates-in-range.ts';
import { requestFindings } from './checks/no-request.ts';
import { numberFindings } from './checks/number-wording.ts';
import { sumFindings, unitFindings } from './checks/bound-figures.ts';
import { textOf, type Report } from './report-model.ts';

/** `place`: the words that it is about, or empty. */
export type Finding = { readonly rule: string; readonly words: Label; readonly place: string };

/** A report is no longer than this (rule 6). */
const mostCharacters = 3_000;

/** `names`: of people in the records that text was taken from; none of them may stand in a report. */
export function checkReport(report: Report, names: ReadonlySet<string> = new Set()): readonly Finding[] {
  const lines = [report.title, ...report.blocks.map(({ pieces }) => textOf(pieces))];
  const exact = new Set(
    report.facts.flatMap(({ decimals, text }) => (decimals === undefined ? [] : (text ?? []))),
  );
  return [
    ...scopeFindings(report),
    ...(report.locale === 'zh'
      ? [
          ...lengthFindings(lines),
          ...lines.flatMap((line) => numberFindings(line, exact)),
          ...lines.flatMap(categoryFindings),
        ]
      : []),
    ...lines.flatMap((line) => dateFindings(line, report)),
    ...lines.flatMap((line) => bannedFindings(line, names)),
    ...requestFindings(report),
    ...unitFindings(report),
    ...sumFindings(report),
  ];
}

function lengthFindings(lines: readonly string[]): readonly Finding[] {
  const length = lines.reduce((sum, line) => sum + Array.from(line).length, 0);
  if (length <= mostCharacters) return [];
  return [
    {
      rule: 'length',
      words: words(
        `全文${length}字，超过${mostCharacters}字`,
        `${length} characters, more than ${mostCharacters}`,
      ),
      place: '',
    },
  ];
}

/** What the figures leave out, and what they must not hold. */
function scopeFindings({ isPreview, outside, carried = 0, strays, facts }: Report): readonly Finding[] {
  const figures = facts.filter(({ source }) => 'indicator' in source);
  const { late = 0, unreviewed = 0, open = 0 } = outside ?? {};
  return [
    ...findingIf(
      isPreview,
      'preview',
      '预览稿含未审核或未锁期的记录，不得报送',
      'a preview holds what is not reviewed or locked: never to be issued',
    ),
    ...findingIf(
      figures.every(({ value }) => value === undefined),
      'empty',
      '期内没有可以计入的记录',
      'the period holds no record that counts',
    ),
    ...findingIf(
      late + unreviewed + open > 0,
      'outside',
      `未计入：所在月份未锁期${open}条、已锁期未审核${unreviewed}条、锁期后报${late}条`,
      `not counted: ${open} in open months, ${unreviewed} not reviewed, ${late} late`,
    ),
    ...findingIf(
      carried > 0,
      'carried',
      `其中结转${carried}条：锁期后报，由县、市结转计入本期`,
      `${carried} of what is counted came late for an earlier month and were carried over into this period`,
    ),
    ...findingIf(
      strays > 0,
      'territory',
      `有${strays}条记录的组织单位已不在本辖区（期内合并、划出），未计入，也不作同比`,
      `${strays} records are of units that no longer lie here (merged, moved): not counted, and nothing is compared`,
    ),
  ];
}

/** Of the whole report. */
function findingIf(isSo: boolean, rule: string, zh: string, en: string): readonly Finding[] {
  return isSo ? [{ rule, words: words(zh, en), place: '' }] : [];
}
