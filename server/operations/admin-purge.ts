// The command that removes what is older than has to be kept, at once and not only when its day comes.
import { keptDays } from '../retention/purge.ts';
import type { Server } from '../create-server.ts';
import type { AdminCommand } from './admin.ts';

export const purgeCommands: readonly AdminCommand[] = [
  {
    words: 'purge',
    usage: `Usage: purge\nRemoves what is older than ${keptDays} days and that nobody can ask for any more: marks of deleted documents, versions that a later one replaced, receipts of what devices sent, entries of the order of commits. The server does the same once a day; this may run beside it.\nStays, however old: every document as it stands, what waits for review, in quarantine or after a restore, open conflicts, and what a final report was written from. A device that was away longer sends what it has and downloads anew.`,
    run: purge,
  },
];

async function purge(server: Server): Promise<string> {
  const purged = await server.purge(`by hand ${server.clock.now().toISOString()}`);
  if (purged.kind === 'begun') throw new Error('Another run began in this moment: try again.');
  const { tombstones, revisions, receipts, commits } = purged.counts;
  return [
    `Removed what is older than ${purged.before.slice(0, 10)}:`,
    `  ${tombstones} marks of deleted documents`,
    `  ${revisions} versions that a later one had replaced`,
    `  ${receipts} receipts`,
    `  ${commits} entries of the order of commits`,
  ].join('\n');
}
