// A report out of records, as the server builds it, without a store.
import { briefingIndicators } from '../../../shared/indicators/catalogue/of-briefing.ts';
import { indicatorsOf } from '../../../shared/indicators/catalogue/indicators-of.ts';
import { standingRates } from '../../../shared/indicators/catalogue/standing-rates.ts';
import { createOrgTree, type OrgUnit } from '../../../shared/org/org-unit.ts';
import type { JsonObject } from '../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { Outline } from '../../../shared/reports/define-outline.ts';
import { createMaterial, type ReportQuestion } from '../../../shared/reports/report-material.ts';
import { textOf, type Report } from '../../../shared/reports/report-model.ts';
import { excellenceOutline } from '../../../shared/reports/templates/excellence-outline.ts';
import { writeReport, type WriteOptions } from '../../../shared/reports/write-report.ts';
import { periodWordsOf } from '../../../shared/review/period-lock.ts';
import { countedRecord } from '../counted-records.ts';
import { aDocument } from '../device/documents.ts';

const unit = (id: string, parentId: string | null, level: OrgUnit['level'], shortName: string): OrgUnit => ({
  ...{ id, parentId, level, shortName },
  name: shortName,
});

export const reportTree = createOrgTree([
  unit('4203', null, 'city', '十堰市'),
  unit('420303', '4203', 'county', '张湾区'),
  unit('420303001', '420303', 'township', '花果街道'),
  unit('420303001202', '420303001', 'village', '花果村'),
  unit('420303001203', '420303001', 'village', '蔡家村'),
]);

/** Locked by the city: every month of 2026 up to October, and of 2025. */
const words = periodWordsOf(
  ['2025', '2026'].flatMap((year) =>
    Array.from({ length: year === '2026' ? 10 : 12 }, (_, index) => {
      const month = `${year}-${String(index + 1).padStart(2, '0')}`;
      return aDocument(`lock-${month}`, {
        ...{ type: 'period-lock', orgUnitId: '4203', outcome: 'applied' },
        values: { action: 'confirm', month, byUnitId: '4203' },
      });
    }),
  ),
);

export const reportDeps = {
  registry: recordTypes,
  tree: reportTree,
  words,
  indicators: [...indicatorsOf(recordTypes), ...briefingIndicators],
  rates: standingRates,
};

/** A reviewed record of a locked month, of 花果村 unless said otherwise. */
export function reviewed(
  type: string,
  values: JsonObject,
  envelope: Partial<SyncedDocument> = {},
): SyncedDocument {
  return countedRecord(type, values, { occurredOn: '2026-09-10', reviewState: 'approved', ...envelope });
}

export type Asked = Partial<ReportQuestion & WriteOptions> & { readonly outline?: Outline };

export function reportOf(records: readonly SyncedDocument[], asked: Asked = {}): Report {
  const { outline = excellenceOutline, locale = 'zh', style = 'draft', ...rest } = asked;
  const question = {
    ...{ unitId: '4203', from: '2026-01-01', until: '2026-12-31', today: '2026-11-27', isPreview: false },
    ...rest,
  };
  const deps = {
    ...reportDeps,
    indicators: [...reportDeps.indicators, ...(outline.indicators ?? [])],
    rates: [...reportDeps.rates, ...(outline.rates ?? [])],
  };
  const material = createMaterial(question, outline, deps);
  for (const record of records) material.add(record);
  const asOf = '2026-11-27T02:00:00.000Z';
  return writeReport(outline, question, material.read(), deps, { locale, style, asOf });
}

/** The text of a report, a paragraph a line. */
export function linesOf(report: Report): readonly string[] {
  return report.blocks.map(({ pieces }) => textOf(pieces));
}
