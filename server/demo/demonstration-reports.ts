// Reports of the demonstration's city: one that is issued, one that is being drafted.
import type { Account } from '../../shared/access/role.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { LocalDate } from '../../shared/records/record.ts';
import type { ReportMove } from '../../shared/reports/report-protocol.ts';
import type { Caller } from '../access/caller.ts';
import type { ReportDesk } from '../reports/report-desk.ts';
import { demonstrationAccounts } from './demonstration-accounts.ts';
import { deviceOf } from './demonstration-document.ts';

/** As offices do it: drafted, sent, finalised by a second account, numbered. Does nothing where reports are there already. */
export async function seedReports(
  { reportDesk, epoch }: { readonly reportDesk: ReportDesk; readonly epoch: string },
  tree: OrgTree,
  today: LocalDate,
): Promise<void> {
  const [writer, checker] = [callerOf('city', tree, epoch), callerOf('city-lead', tree, epoch)];
  const { orgUnitId: unitId } = writer.account;
  if ((await reportDesk.list(writer, unitId)).length > 0) return;
  const year = today.slice(0, 4);
  const draft = (until: LocalDate) =>
    reportDesk.create(writer, {
      ...{ unitId, outlineId: 'excellence-briefing', from: `${year}-01-01`, until },
      ...{ isPreview: false, locale: 'zh' },
    });
  const { head } = await draft(lastDayOfMonthBefore(today, 2));
  const move = (caller: Caller, rev: number, more: Omit<ReportMove, 'rev'>) =>
    reportDesk.move(caller, head.id, { rev, ...more });
  await move(writer, 1, { act: 'send' });
  await move(checker, 2, { act: 'finalise' });
  await move(writer, 3, { act: 'number', number: `示妇发〔${year}〕12号`, issuedOn: today });
  await draft(lastDayOfMonthBefore(today, 1));
}

function callerOf(id: string, tree: OrgTree, epoch: string): Caller {
  const found = demonstrationAccounts.find((each) => each.id === id);
  const level = found === undefined ? undefined : tree.unit(found.orgUnitId)?.level;
  if (found === undefined || level === undefined) throw new Error(`the demonstration has no account ${id}`);
  const account: Account = { ...found, level };
  return { account, deviceId: deviceOf(account), tree, epoch, scopeVersion: '', expiresAt: '', familyId: '' };
}

/** In January of the year that ends the months go back no further than its first. */
function lastDayOfMonthBefore(today: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1] = today.split('-').map(Number);
  return new Date(Date.UTC(year, Math.max(1, month - months), 0)).toISOString().slice(0, 10);
}
