// A whole report out of its material: text, bound facts, what is missing, and the snapshot that it stands on.
import type { Instant } from '../records/record.ts';
import type { Locale } from './approximate-number.ts';
import { buildReport, type ReportStyle } from './build-report.ts';
import type { Outline } from './define-outline.ts';
import { readFacts } from './read-facts.ts';
import type { MaterialDeps, ReportMaterial, ReportQuestion } from './report-material.ts';
import type { Report } from './report-model.ts';

export type WriteOptions = { readonly locale: Locale; readonly style: ReportStyle; readonly asOf: Instant };

/** Equal material gives an equal report. Throws for an outline that names unknown facts. */
export function writeReport(
  outline: Outline,
  question: ReportQuestion,
  material: ReportMaterial,
  deps: MaterialDeps,
  { locale, style, asOf }: WriteOptions,
): Report {
  const facts = readFacts(outline, { question, material, deps, locale });
  const { figures, revisions, cutOff, examples, strays } = material;
  return {
    ...buildReport(outline, facts, { locale, style }),
    outlineId: outline.id,
    unitId: question.unitId,
    period: { from: question.from, until: question.until },
    ...{ cutOff, locale, strays, examples, isPreview: question.isPreview },
    facts: [...facts.values()],
    ...(figures.outside === undefined ? {} : { outside: figures.outside }),
    parts: figures.parts,
    snapshot: { asOf, revisions: Object.fromEntries([...revisions].sort(([a], [b]) => (a < b ? -1 : 1))) },
  };
}
