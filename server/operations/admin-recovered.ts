// Commands on what devices brought back after a restore and nobody has vouched for: who, when, what kind; not what is in it.
import { AppError } from '../../shared/errors/app-error.ts';
import type { Server } from '../create-server.ts';
import type { AdminCommand } from './admin.ts';
import { operatorOf } from './operator-caller.ts';

export const recoveredCommands: readonly AdminCommand[] = [
  {
    words: 'recovered list',
    usage:
      'Usage: recovered list\nLists what devices hold from before a restore and the database lacks: when it came, its author, who brought it, kind, unit, day, why it waits (aside: somebody laid it aside), id. Contents are not shown.',
    run: list,
  },
  {
    words: 'recovered accept',
    usage: 'Usage: recovered accept ID\nTakes it in as its author wrote it. ID as the list shows it.',
    run: accept,
  },
];

async function list(server: Server): Promise<string> {
  const { recovered } = await server.inbox.list(await operatorOf(server), 'en');
  if (recovered.length === 0) return 'Nothing waits from before a restore.';
  const lines = recovered.map((entry) =>
    [
      ...[entry.at, entry.author, entry.broughtBy, entry.type, entry.unitId, entry.occurredOn],
      ...[entry.isAside ? 'aside' : entry.code === '' ? '-' : entry.code, entry.id],
    ].join('  '),
  );
  return [`${recovered.length} wait for somebody's word:`, ...lines].join('\n');
}

async function accept(server: Server, [id]: readonly string[]): Promise<string> {
  if (id === undefined) throw new Error('Say which: recovered accept ID');
  const caller = await operatorOf(server);
  const told = await server.inbox
    .act({ caller, request: { id, act: 'accept' }, locale: 'en' })
    .catch((error: unknown) => {
      if (error instanceof AppError && error.code === 'notFound')
        throw new Error(`Nothing waits under ${id}.`);
      throw error;
    });
  if (!told.isSettled) throw new Error(`It could not be taken in (${told.code}): ${told.message}`);
  return `${id} was taken in.`;
}
