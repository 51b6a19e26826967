// A whole report out of its material: text, bound facts, what is missing, and the snapshot that it stands on.
import type { Instant } from '../records/record.ts';
import type { Locale } from './approximate-number.ts';
import { buildReport, type ReportStyle } from './build-report.ts';
import { factsNamed, type Outline } from './define-outline.ts';
import { readFacts } from './read-facts.ts';
import type { MaterialDeps, ReportMaterial, ReportQuestion } from './report-material.ts';
import type { Fact, MissingItem, Report } from './report-model.ts';

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
  const text = buildReport(outline, facts, { locale, style });
  return {
    ...text,
    missing: [...text.missing, ...missingInTable(outline, facts, locale)],
    outlineId: outline.id,
    unitId: question.unitId,
    period: { from: question.from, until: question.until },
    ...{ cutOff, locale, strays, examples, isPreview: question.isPreview },
    facts: [...facts.values()],
    ...(figures.outside === undefined ? {} : { outside: figures.outside }),
    ...(figures.carried === undefined ? {} : { carried: figures.carried }),
    parts: figures.parts,
    snapshot: { asOf, revisions: Object.fromEntries([...revisions].sort(([a], [b]) => (a < b ? -1 : 1))) },
  };
}

/** Facts that stand in the table of figures only: what they lack is asked for too. */
function missingInTable(
  outline: Outline,
  facts: ReadonlyMap<string, Fact>,
  locale: Locale,
): readonly MissingItem[] {
  const named = factsNamed(outline);
  return [...facts.values()].flatMap(({ id, label, gap }) => {
    if (named.has(id) || gap === undefined || gap.kind === 'few' || gap.kind === 'zero') return [];
    return [{ asked: label[locale], reasons: [gap.words[locale]], isDropped: true }];
  });
}
