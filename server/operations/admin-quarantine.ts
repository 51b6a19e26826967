// Commands on rows that could not be taken in: who, when, why; not what is in them.
import { refusedId } from '../recovery/inbox.ts';
import type { Server } from '../create-server.ts';
import { operatorOf } from './operator-caller.ts';
import type { AdminCommand } from './admin.ts';

export const quarantineCommands: readonly AdminCommand[] = [
  {
    words: 'quarantine list',
    usage:
      'Usage: quarantine list\nLists quarantined rows: when, account, collection, code, fields, id. Contents are not shown.',
    run: list,
  },
  {
    words: 'quarantine replay',
    usage:
      'Usage: quarantine replay ID\nJudges a quarantined row once more as it came, in the name of its author; ID is ACCOUNT/EDIT as the list shows it.',
    run: replay,
  },
];

async function list(server: Server): Promise<string> {
  const entries = await server.store.read((view) => view.receipts.quarantined());
  if (entries.length === 0) return 'Nothing is in quarantine.';
  const lines = entries.map((entry) =>
    [
      entry.at,
      entry.account,
      entry.collection,
      entry.code,
      entry.fields.join(',') || '-',
      refusedId(entry),
    ].join('  '),
  );
  return [`${entries.length} rows in quarantine:`, ...lines].join('\n');
}

async function replay(server: Server, [id]: readonly string[]): Promise<string> {
  if (id === undefined) throw new Error('Say which: quarantine replay ID');
  const caller = await operatorOf(server);
  const { isSettled, message, code } = await server.inbox.act({ caller, id, act: 'replay', locale: 'en' });
  if (!isSettled) throw new Error(`It was refused again (${code}): ${message}`);
  return `${id} was taken in.`;
}
