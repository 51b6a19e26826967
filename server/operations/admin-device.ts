// Commands on devices: which there are and how they stand, and erasing an account from one that was lost or given away.
import { parseArgs } from 'node:util';
import type { Server } from '../create-server.ts';
import { isCopied, type DeviceRow } from '../store/devices.ts';
import type { AdminCommand } from './admin.ts';

const wipeWords =
  'Ends the sessions of the device at once. At its next contact it hands over what is sealed and unsent, then erases its keys and databases, and says so on its screen.\nID is that of "device list". It cannot be taken back; the person signs in anew.';

export const deviceCommands: readonly AdminCommand[] = [
  {
    words: 'device list',
    usage:
      'Usage: device list [--account ID]\nLists devices: account, id, name, last sign-in, and what each last said: unsent, storage, app, clock.',
    run: list,
  },
  { words: 'device wipe', usage: `Usage: device wipe --id ID\n${wipeWords}`, run: wipe },
  {
    words: 'device revoke',
    usage: `Usage: device revoke --id ID\nThe same as device wipe. ${wipeWords}`,
    run: wipe,
  },
  {
    words: 'device settle',
    usage:
      'Usage: device settle --id ID\nSays that a device and its copy were told apart, where no sign-out told the server: both screens stop asking. A new clash of their numbers shows again.',
    run: settle,
  },
];

async function list(server: Server, args: readonly string[]): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: { account: { type: 'string' } } });
  const all = await server.store.read((view) => view.devices.list());
  const devices = all.filter(({ account }) => values.account === undefined || account === values.account);
  if (devices.length === 0) return 'There are no devices.';
  return devices.map(lineOf).join('\n');
}

function lineOf(device: DeviceRow): string {
  const { report } = device;
  const told =
    report === undefined
      ? ['no report yet']
      : [
          `reported ${report.at}`,
          `${report.unsent} unsent`,
          `${Math.ceil((report.storageBytes ?? 0) / 1024 / 1024)} MB`,
          `app ${report.appVersion}`,
          ...(report.clockSkewMs === undefined
            ? []
            : [`clock ${(report.clockSkewMs / 1000).toFixed(0)} s off`]),
        ];
  const marks = [
    ...(device.wipeAt === undefined ? [] : [`to be erased since ${device.wipeAt}`]),
    ...(isCopied(device) ? [`a copy of it is at work since ${device.copiedAt}: sign out on both`] : []),
    ...(device.copySettledAt === undefined
      ? []
      : [`a copy of it was at work since ${device.copiedAt}, settled ${device.copySettledAt}`]),
    ...(device.erasedAt === undefined ? [] : [`erased ${device.erasedAt}`]),
  ];
  return [
    device.account.padEnd(16),
    device.id.padEnd(36),
    device.name,
    `signed in ${device.lastSeenAt}`,
    ...told,
    ...marks,
  ].join('  ');
}

async function wipe(server: Server, args: readonly string[]): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: { id: { type: 'string' } } });
  const { id } = values;
  if (id === undefined) throw new Error('Say which: --id ID, as "device list" shows it.');
  const at = new Date().toISOString();
  const accounts = await server.store.write(async (tx) => {
    const devices = (await tx.devices.list()).filter((device) => device.id === id);
    if (devices.length > 0) await tx.devices.markForWipe(id, at);
    return devices.map(({ account }) => account);
  });
  if (accounts.length === 0) throw new Error(`There is no device "${id}".`);
  return `The device of ${accounts.join(', ')} is signed out; it is erased at its next contact.`;
}

async function settle(server: Server, args: readonly string[]): Promise<string> {
  const { values } = parseArgs({ args: [...args], options: { id: { type: 'string' } } });
  const { id } = values;
  if (id === undefined) throw new Error('Say which: --id ID, as "device list" shows it.');
  const at = new Date().toISOString();
  const accounts = await server.store.write(async (tx) => {
    const copied = (await tx.devices.list()).filter((device) => device.id === id && isCopied(device));
    for (const { account } of copied) await tx.devices.settleCopied(id, account, at);
    return copied.map(({ account }) => account);
  });
  if (accounts.length === 0) throw new Error(`No copy of a device "${id}" is known to be at work.`);
  return `The device of ${accounts.join(', ')} counts alone again.`;
}
