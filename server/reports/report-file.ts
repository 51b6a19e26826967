// A kept report as a file: the document, or every number with the records behind it.
import { indicatorsOf } from '../../shared/indicators/catalogue/indicators-of.ts';
import { briefingIndicators } from '../../shared/indicators/catalogue/of-briefing.ts';
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { outlineNamed } from '../../shared/reports/outlines.ts';
import { unitWords } from '../../shared/reports/unit-words.ts';
import type { ReportRow } from '../store/reports.ts';
import { makeBriefing } from './make-briefing.ts';
import { contentOf, stateOf } from './stored-report.ts';

export type ReportFile = {
  readonly name: string;
  readonly contentType: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
};

/** What is not final says so in its name. Definitions are those of today; the figures are those that were written. */
export async function makeReportFile(
  row: ReportRow,
  kind: 'docx' | 'facts',
  { registry, tree }: { readonly registry: Registry; readonly tree: OrgTree },
): Promise<ReportFile> {
  const { report, lists, page } = contentOf(row);
  const state = stateOf(row);
  const isZh = report.locale === 'zh';
  const draft = state === 'drafting' || state === 'submitted' ? (isZh ? '（未定稿）' : ' (draft)') : '';
  const name = `${row.title}${draft}`;
  if (kind === 'facts') {
    const { facts, snapshot, unitId, period } = report;
    const text = JSON.stringify({ unitId, period, snapshot, facts }, null, 2);
    return {
      ...{ name: `${name}.json`, contentType: 'application/json' },
      bytes: new TextEncoder().encode(text),
    };
  }
  const unit = tree.unit(row.unitId);
  const signer = unit === undefined ? row.unitId : unitWords(unit).unit[report.locale];
  const outline = outlineNamed(row.outlineId, row.until);
  const deps = {
    ...{ registry, rates: [...standingRates, ...(outline?.rates ?? [])] },
    indicators: [...indicatorsOf(registry), ...briefingIndicators, ...(outline?.indicators ?? [])],
  };
  const checked = {
    ...{ ...deps, lists, report: { ...report, title: row.title } },
    ...(page === undefined ? {} : { page }),
  };
  const bytes = await makeBriefing(checked, {
    ...{ isFormal: false, signer },
    ...(row.issuedOn === '' ? {} : { issuedOn: row.issuedOn }),
  });
  const contentType = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  return { name: `${name}.docx`, contentType, bytes };
}
