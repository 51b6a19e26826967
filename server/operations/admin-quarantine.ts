// Commands on rows that could not be taken in: who, when, why; not what is in them.
import type { Server } from '../create-server.ts';
import type { AdminCommand } from './admin.ts';

export const quarantineCommands: readonly AdminCommand[] = [
  {
    words: 'quarantine list',
    usage:
      'Usage: quarantine list\nLists quarantined rows: when, account, collection, code, fields, id of the edit. Contents are not shown.',
    run: list,
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
      entry.mutationId,
    ].join('  '),
  );
  return [`${entries.length} rows in quarantine:`, ...lines].join('\n');
}
