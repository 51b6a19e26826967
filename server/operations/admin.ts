// `npm run admin -- <command>`: what an administrator does from a shell, beside the running server.
import { readUsableConfig } from '../check-places.ts';
import type { Config } from '../config.ts';
import { createServer, type Server } from '../create-server.ts';
import { stopWithLine } from '../run-server.ts';
import { accountCommands } from './admin-account.ts';
import { auditCommands } from './admin-audit.ts';
import { briefingCommands } from './admin-briefing.ts';
import { deviceCommands } from './admin-device.ts';
import { eraseCommands } from './admin-erase.ts';
import { indicatorCommands } from './admin-indicators.ts';
import { ledgerCommands } from './admin-ledger.ts';
import { orgCommands } from './admin-org.ts';
import { backupCommands, verifyCommands } from './admin-backup.ts';
import { purgeCommands } from './admin-purge.ts';
import { quarantineCommands } from './admin-quarantine.ts';
import { recoveredCommands } from './admin-recovered.ts';

type Words = { readonly words: string; readonly usage: string };
/** One command: its words, what it does, and how it is used. `run` returns the lines to print. */
export type AdminCommand = Words & {
  readonly run: (server: Server, options: readonly string[]) => Promise<string>;
};
/** One that opens the data directory itself. */
export type LoneCommand = Words & {
  readonly runAlone: (config: Config, options: readonly string[]) => Promise<string>;
};

const commands: readonly (AdminCommand | LoneCommand)[] = [
  ...accountCommands,
  ...deviceCommands,
  ...orgCommands,
  ...quarantineCommands,
  ...recoveredCommands,
  ...backupCommands,
  ...verifyCommands,
  ...purgeCommands,
  ...eraseCommands,
  ...indicatorCommands,
  ...ledgerCommands,
  ...auditCommands,
  ...briefingCommands,
];

function overview(): string {
  return [
    'Usage: npm run admin -- <command> [options], on the data directory in DATA_DIR',
    '',
    ...commands.map((command) => `  ${command.words}`),
    '',
    'Each command explains itself with --help.',
  ].join('\n');
}

async function main(args: readonly string[]): Promise<void> {
  const command = commands.find(({ words }) => words === args.slice(0, words.split(' ').length).join(' '));
  if (command === undefined) {
    const isHelp = args.length === 0 || args[0] === '--help';
    if (!isHelp) throw new Error(`There is no command "${args.slice(0, 2).join(' ')}".\n${overview()}`);
    process.stdout.write(`${overview()}\n`);
    return;
  }
  const options = args.slice(command.words.split(' ').length);
  if (options.includes('--help')) {
    process.stdout.write(`${command.usage}\n`);
    return;
  }
  const config: Config = { ...readUsableConfig(process.env), logLevel: 'warn' };
  if ('runAlone' in command) {
    process.stdout.write(`${await command.runAlone(config, options)}\n`);
    return;
  }
  const server = await createServer(config);
  try {
    process.stdout.write(`${await command.run(server, options)}\n`);
  } finally {
    await server.store.close();
  }
}

await main(process.argv.slice(2)).catch(stopWithLine);
