// Commands on accounts. Passwords come from the environment or are made here; never from arguments.
import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { roles } from '../../shared/access/role.ts';
import { passwordProblem } from '../access/passwords.ts';
import type { Server } from '../create-server.ts';
import type { AdminCommand } from './admin.ts';
import { AccountError } from './create-account.ts';

const passwordWords =
  'The password is taken from the environment variable BBT_PASSWORD; without it one is made and printed once.';

export const accountCommands: readonly AdminCommand[] = [
  {
    words: 'account create',
    usage: `Usage: account create --id ID --name NAME --role ROLE --unit CODE\nMakes an account. ROLE is one of ${roles.join(', ')}.\n${passwordWords}`,
    run: create,
  },
  {
    words: 'account reset',
    usage: `Usage: account reset --id ID\nSets a new password and ends all sessions of the account.\n${passwordWords}`,
    run: reset,
  },
  {
    words: 'account disable',
    usage:
      'Usage: account disable --id ID\nThe account signs in no more and its sessions end. What its devices still bring waits in quarantine.',
    run: (server, args) => setDisabled(server, args, true),
  },
  {
    words: 'account enable',
    usage: 'Usage: account enable --id ID\nThe account may sign in again.',
    run: (server, args) => setDisabled(server, args, false),
  },
  {
    words: 'account list',
    usage: 'Usage: account list\nLists the accounts: id, role, unit, name.',
    run: list,
  },
];

async function create(server: Server, args: readonly string[]): Promise<string> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      id: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string' },
      unit: { type: 'string' },
    },
  });
  const { id, name, unit } = values;
  const role = roles.find((known) => known === values.role);
  if (id === undefined || name === undefined || unit === undefined)
    throw new Error('An account needs --id, --name, --role and --unit.');
  if (role === undefined) throw new Error(`--role is one of ${roles.join(', ')}.`);
  const password = choosePassword();
  await server.createAccount({ id, name, role, orgUnitId: unit, password: password.text });
  return `Account "${id}" is made.${password.note}`;
}

async function reset(server: Server, args: readonly string[]): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: { id: { type: 'string' } } });
  const { id = '' } = values;
  const account = await server.store.read((view) => view.accounts.get(id));
  if (account === undefined) throw new Error(`There is no account "${id}".`);
  const password = choosePassword();
  const problem = passwordProblem(password.text, id);
  if (problem !== null) throw new AccountError(problem);
  const hash = await server.passwords.hash(password.text);
  await server.store.write(async (tx) => {
    await tx.accounts.setPassword(id, hash);
    await tx.accounts.endFamiliesOf(id);
  });
  return `Account "${id}" has a new password and must sign in again.${password.note}`;
}

async function setDisabled(server: Server, args: readonly string[], isDisabled: boolean): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: { id: { type: 'string' } } });
  const { id = '' } = values;
  const isThere = await server.store.write(async (tx) => {
    if ((await tx.accounts.get(id)) === undefined) return false;
    await tx.accounts.setDisabled(id, isDisabled);
    if (isDisabled) await tx.accounts.endFamiliesOf(id);
    return true;
  });
  if (!isThere) throw new Error(`There is no account "${id}".`);
  return `Account "${id}" ${isDisabled ? 'is disabled' : 'may sign in again'}.`;
}

async function list(server: Server): Promise<string> {
  const accounts = await server.store.read((view) => view.accounts.list());
  if (accounts.length === 0) return 'There are no accounts.';
  return accounts
    .map(
      (account) =>
        `${account.id.padEnd(24)} ${account.role.padEnd(16)} ${account.orgUnitId.padEnd(14)} ${account.name}`,
    )
    .join('\n');
}

function choosePassword(): { readonly text: string; readonly note: string } {
  const given = process.env['BBT_PASSWORD'];
  if (given !== undefined && given !== '') return { text: given, note: '' };
  const text = randomBytes(9).toString('base64url');
  return { text, note: ` Its password is ${text}` };
}
