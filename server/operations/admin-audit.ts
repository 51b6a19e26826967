// Commands on the audit: who asked for a person's numbers, who took a ledger away, and whether nothing is missing.
import { parseArgs } from 'node:util';
import { isLocalDate, addDays } from '../../shared/forms/local-date.ts';
import type { Server } from '../create-server.ts';
import type { AuditRow } from '../store/audit.ts';
import type { AdminCommand } from './admin.ts';

const usage = `Usage: audit list [--from YYYY-MM-DD] [--to YYYY-MM-DD]
Lists who asked to see a person's whole numbers (which document, why) and who took a ledger away as a file (which, of which
unit and days, lines, format), both days inside. Names, numbers and contents stand in no row.`;
const verifyUsage =
  'Usage: verify-audit\nSays whether the rows of the audit are all there and as they were written; ends with 1 if not.';

export const auditCommands: readonly AdminCommand[] = [
  { words: 'audit list', usage, run: list },
  { words: 'verify-audit', usage: verifyUsage, run: verify },
];

const options = { from: { type: 'string' }, to: { type: 'string' } } as const;

async function list(server: Server, args: readonly string[]): Promise<string> {
  const { from = '', to = '' } = parseArgs({ args: [...args], options }).values;
  if (![from, to].every((day) => day === '' || isLocalDate(day))) throw new Error(usage);
  const rows = await server.store.read((view) =>
    view.audit.list(startOf(from), to === '' ? '' : startOf(addDays(to, 1))),
  );
  if (rows.length === 0) return 'Nothing is in the audit.';
  return [`${rows.length} rows in the audit:`, ...rows.map(lineOf)].join('\n');
}

/** The instant at which a day begins in Shanghai. */
function startOf(day: string): string {
  return day === '' ? '' : new Date(`${day}T00:00:00+08:00`).toISOString();
}

function lineOf(row: AuditRow): string {
  const what =
    row.act === 'export'
      ? [row.subject, row.unit, `${row.from}..${row.until}`, `${row.lines} lines`, row.format]
      : [row.subject, row.unit, row.reason];
  return [row.number, row.at, `${row.account} (${row.accountUnit})`, row.act, ...what].join('  ');
}

async function verify(server: Server): Promise<string> {
  const { rows, brokenAt } = await server.store.read((view) => view.audit.verify());
  if (brokenAt !== undefined)
    throw new Error(`The audit is damaged: row ${brokenAt} is missing, or is not what was written.`);
  return `The audit is whole: ${rows} rows, each as it was written.`;
}
