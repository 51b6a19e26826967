// 口径: how a line of 数据统计 is counted, in words, out of the definition that counts it.
import type { Registry } from '../record-types/define-registry.ts';
import type { Locale } from '../reports/approximate-number.ts';
import { definitionText } from '../reports/report-annexes.ts';
import type { StatisticsLine } from './statistics-lines.ts';

/** What is counted, of a rate over what; as the annex of a report says it. */
export function lineDefinition(line: StatisticsLine, registry: Registry, locale: Locale): string {
  if ('rate' in line)
    return definitionText(
      { source: { standing: line.id } },
      { registry, indicators: [], rates: [line.rate] },
      locale,
    );
  return definitionText(
    { source: { indicator: line.id } },
    { registry, indicators: [line.indicator], rates: [] },
    locale,
  );
}
