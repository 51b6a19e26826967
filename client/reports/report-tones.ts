// The state of a report in one colour; its word is `reports.state.*`.
import type { ReportState } from '../../shared/reports/report-protocol.ts';

export const reportTones = {
  drafting: 'wait',
  submitted: 'info',
  final: 'ok',
  issued: 'ok',
} as const satisfies Readonly<Record<ReportState, string>>;
