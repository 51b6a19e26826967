// Who may do what with a report, by its state: the rule that the server holds and a screen shows.
import type { Account } from '../access/role.ts';
import type { UnitId } from '../records/record.ts';
import type { ReportAct, ReportState } from './report-protocol.ts';

/** Writes reports of its own unit: an office, never a village. */
export function writesReports(account: Pick<Account, 'role'>): boolean {
  return ['townshipOfficer', 'countyOfficer', 'cityOfficer'].includes(account.role);
}

const byState: Readonly<Record<ReportState, readonly ReportAct[]>> = {
  drafting: ['edit', 'refresh', 'send'],
  submitted: ['takeBack', 'finalise'],
  final: ['number'],
  issued: [],
};

/** A preview is never sent: it holds what is not reviewed or not locked. */
export function actsOn(
  report: { readonly unitId: UnitId; readonly state: ReportState; readonly isPreview: boolean },
  account: Pick<Account, 'role' | 'orgUnitId'>,
): readonly ReportAct[] {
  if (!writesReports(account) || account.orgUnitId !== report.unitId) return [];
  return byState[report.state].filter((act) => act !== 'send' || !report.isPreview);
}
