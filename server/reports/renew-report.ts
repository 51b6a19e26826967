// The figures of today for a kept report: what they would say, and how they are taken over.
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { words } from '../../shared/forms/shorthand.ts';
import { withFacts } from '../../shared/reports/change-blocks.ts';
import { compareReports } from '../../shared/reports/compare-reports.ts';
import { outlineNamed } from '../../shared/reports/outlines.ts';
import { definitionText } from '../../shared/reports/report-annexes.ts';
import type { Report } from '../../shared/reports/report-model.ts';
import type { NewReport, ReportComparison } from '../../shared/reports/report-protocol.ts';
import type { Caller } from '../access/caller.ts';
import { localDateOf, type Clock } from '../clock.ts';
import type { ReportRow } from '../store/reports.ts';
import type { ReadReport } from './read-report.ts';
import { contentOf, type ReportContent } from './stored-report.ts';

/** The figures of today for what a report is about. */
export function createReadNow({
  clock,
  readReport,
}: {
  readonly clock: Clock;
  readonly readReport: ReadReport;
}) {
  return async (
    { account, tree }: Pick<Caller, 'account' | 'tree'>,
    { unitId, outlineId, from, until, isPreview, locale }: NewReport,
  ): Promise<ReportContent> => {
    const outline = outlineNamed(outlineId, until);
    if (outline === undefined) throw new AppError('badRequest', `there is no outline ${outlineId}`);
    const today = localDateOf(clock.now());
    const keys = grantedKeys(account, 'records', tree);
    const checked = await readReport(
      { tree, keys },
      outline,
      { unitId, from, until, today, isPreview },
      { locale, style: 'draft' },
    );
    const definitions = checked.report.facts.map(
      (fact) =>
        [fact.id, words(definitionText(fact, checked, 'zh'), definitionText(fact, checked, 'en'))] as const,
    );
    return {
      report: checked.report,
      definitions: Object.fromEntries(definitions),
      ...{ names: [...checked.names], lists: checked.lists },
      ...(checked.page === undefined ? {} : { page: checked.page }),
    };
  };
}

/** What a kept report was asked for. */
export function askedOf(row: ReportRow): NewReport {
  const { unitId, outlineId, from, until, isPreview } = row;
  return { unitId, outlineId, from, until, isPreview, locale: contentOf(row).report.locale };
}

/** What the figures would say now. */
export function comparisonOf(before: Report, after: Report): ReportComparison {
  const { added, gone, amended } = compareReports(before, after);
  const texts = new Map(before.facts.map(({ id, text = '' }) => [id, text]));
  return {
    asOf: after.snapshot.asOf,
    ...{ added: added.length, gone: gone.length, amended: amended.length },
    facts: after.facts.flatMap(({ id, label, text = '' }) => {
      const earlier = texts.get(id) ?? '';
      return earlier === text ? [] : [{ factId: id, label, before: earlier, after: text }];
    }),
  };
}

/** Some facts anew, or all with everything else that the report stands on; the text that people wrote stays. */
export function renewed(
  before: ReportContent,
  now: ReportContent,
  factIds: readonly string[] | undefined,
): ReportContent {
  const isTaken = (id: string): boolean => factIds === undefined || factIds.includes(id);
  const [old, fresh] = [byId(before.report), byId(now.report)];
  const { locale, title } = before.report;
  const blocks = withFacts(before.report.blocks, old, fresh, { locale, isTaken });
  if (factIds === undefined) return { ...now, report: { ...now.report, title, blocks } };
  const facts = before.report.facts.map((fact) => (isTaken(fact.id) ? (fresh.get(fact.id) ?? fact) : fact));
  return { ...before, report: { ...before.report, blocks, facts } };
}

function byId({ facts }: Report) {
  return new Map(facts.map((fact) => [fact.id, fact]));
}
