// Commands on rows that could not be taken in: who, when, why; not what is in them.
import { parseArgs } from 'node:util';
import { refusedId } from '../recovery/act-on-refused.ts';
import type { Server } from '../create-server.ts';
import { operatorOf } from './operator-caller.ts';
import type { AdminCommand } from './admin.ts';

export const quarantineCommands: readonly AdminCommand[] = [
  {
    words: 'quarantine list',
    usage:
      'Usage: quarantine list [--all]\nLists quarantined rows that wait for somebody: when, account, collection, code, fields, id; --all also those that were dealt with. Contents are not shown.',
    run: list,
  },
  {
    words: 'quarantine replay',
    usage:
      'Usage: quarantine replay ID\nJudges a quarantined row once more as it came, in the name of its author; ID is ACCOUNT/EDIT as the list shows it.',
    run: replay,
  },
];

async function list(server: Server, args: readonly string[]): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: { all: { type: 'boolean' } } });
  const entries = await server.store.read((view) => view.receipts.quarantined(values.all === true));
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
  const { isSettled, message, code } = await server.inbox.act({
    caller,
    ...{ request: { id, act: 'replay' }, locale: 'en' },
  });
  if (!isSettled) throw new Error(`It was refused again (${code}): ${message}`);
  return `${id} was taken in.`;
}
