// The first sync of a device: everything open, push on, until a name can be found.
import { firstValue } from '../../../client/database/watchable.ts';
import type { OpenAccount } from '../../../client/session/open-account.ts';
import type { LastPerson } from './plain-client.ts';
import { signIn } from './plain-client.ts';
import { closeDevice, openDevice, rest } from './open-device.ts';

export type SyncRequest = {
  readonly account: string;
  readonly deviceId: string;
  readonly last: LastPerson;
  readonly andAll?: boolean;
};
export type SyncTimes = {
  /** Until the device was open and replication ran. */
  readonly openedMs: number;
  /** Until the search for her name found the last person. */
  readonly searchableMs: number;
};

/** With `andAll` it then waits, untimed, until the device holds everything else too. */
export async function syncDevice({ account, deviceId, last, andAll }: SyncRequest): Promise<SyncTimes> {
  const session = await signIn(account, deviceId);
  const started = performance.now();
  const device = await openDevice(deviceId, session);
  const openedMs = performance.now() - started;
  const { people, records } = device.session.repositories;
  await waitForPeople(device, last);
  const searchableMs = performance.now() - started;
  const all = await firstValue(people.watchFound({ limit: 1 }));
  if (all.total !== last.count) throw new Error(`${all.total} people came instead of ${last.count}.`);
  if (andAll === true) await settled(async () => (await firstValue(records.counts())).total);
  await closeDevice(device);
  return { openedMs, searchableMs };
}

/** Until a search for her name finds the last person. */
export async function waitForPeople({ session }: OpenAccount, last: LastPerson): Promise<void> {
  const { people } = session.repositories;
  await firstValue(people.watch(last.id), (person) => person !== undefined);
  const found = await firstValue(people.watchFound({ text: last.name }));
  if (!found.people.some((person) => person.id === last.id)) throw new Error('The search did not find her.');
}

/** Until a number stays what it is for a second. */
async function settled(read: () => Promise<number>): Promise<void> {
  let last = -1;
  for (;;) {
    const next = await read();
    if (next === last) return;
    last = next;
    await rest(1000);
  }
}
