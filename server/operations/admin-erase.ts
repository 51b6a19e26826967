// The command that erases a person who asked for it, and says what it could not reach.
import { parseArgs } from 'node:util';
import type { Server } from '../create-server.ts';
import { erasureFile } from '../retention/erasure-list.ts';
import type { AdminCommand } from './admin.ts';

const usage = `Usage: erase person ID --reason WHY
Erases a person on request, in place: what stands of her and what ever stood, what was refused or recovered of it, open conflicts,
photos that nobody else's document lists, and her name in the records that refer to her. Devices lose their copies at their next
contact. The audit keeps that it was done, and WHY: write no name into it. It cannot be undone.
Her id goes into ${erasureFile} beside the database: an older copy that is put in its place is cleaned of her again.`;

export const eraseCommands: readonly AdminCommand[] = [{ words: 'erase person', usage, run: erase }];

async function erase(server: Server, args: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    ...{ args: [...args], allowPositionals: true },
    options: { reason: { type: 'string' } },
  });
  const [id] = positionals;
  const reason = values.reason?.trim() ?? '';
  if (id === undefined || reason === '') throw new Error(usage);
  const erased = await server.erasing.erase(id, reason);
  if (erased === undefined) throw new Error(`There is no person ${id}.`);
  const { photos, named, saying, merged, oldDatabases } = erased;
  return [
    `${id} is erased: ${photos} photos went, her name was taken out of ${named} documents.`,
    ...merged.map((other) => `${other} is the same person, merged with her: erase it too if she meant all.`),
    ...(saying.length === 0
      ? []
      : [
          'Her name, or that of somebody called the same, stands in the text of these; have it looked at:',
          ...saying.map(({ collection, id: other }) => `  ${collection}/${other}`),
        ]),
    'Not reached: the texts of reports, files that were taken away, and copies made before:',
    ...['  backups', ...oldDatabases.map((name) => `  ${name}`)],
  ].join('\n');
}
