// Commands on the org tree.
import { readFile } from 'node:fs/promises';
import type { Server } from '../create-server.ts';
import type { AdminCommand } from './admin.ts';
import { readOrgCsv } from './read-org-csv.ts';

export const orgCommands: readonly AdminCommand[] = [
  {
    words: 'org import',
    usage:
      'Usage: org import FILE.csv\nReads the org tree from a CSV with the columns code,name,parent,level and writes what is new or changed.\nUnits that are not in the file stay as they are.',
    run: importTree,
  },
];

async function importTree(server: Server, args: readonly string[]): Promise<string> {
  const [file] = args;
  if (file === undefined) throw new Error('Say which file: org import FILE.csv');
  const text = await readFile(file, 'utf8').catch(() => {
    throw new Error(`The file ${file} cannot be read.`);
  });
  const { written, unchanged } = await server.importOrgUnits(readOrgCsv(text));
  return `${written} units written, ${unchanged} unchanged.`;
}
