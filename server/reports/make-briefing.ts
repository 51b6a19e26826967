// A checked report as the file that an office opens: its text, its annexes, its head.
import { annexesOf } from '../../shared/reports/report-annexes.ts';
import type { CheckedReport } from './read-report.ts';
import { renderReport, type DocumentHead } from './render-docx.ts';

export type { DocumentHead };

export function makeBriefing(
  { report, ...deps }: CheckedReport,
  head: DocumentHead,
): Promise<Uint8Array<ArrayBuffer>> {
  return renderReport(report, annexesOf(report, deps), head);
}
