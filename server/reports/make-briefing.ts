// A checked report as the file that an office opens: its text, its annexes, its head; or the page of a notice.
import { annexesOf } from '../../shared/reports/report-annexes.ts';
import type { CheckedReport } from './read-report.ts';
import { renderReport, type DocumentHead } from './render-docx.ts';
import { renderNotice } from './render-notice.ts';

export type { DocumentHead };

export function makeBriefing(
  { report, lists, page, ...deps }: Omit<CheckedReport, 'findings' | 'names'>,
  head: DocumentHead,
): Promise<Uint8Array<ArrayBuffer>> {
  if (page === 'notice') return renderNotice(report, head);
  const filled = lists.filter(({ rows }) => rows.length > 0);
  return renderReport(report, [...filled, ...annexesOf(report, deps)], head);
}
