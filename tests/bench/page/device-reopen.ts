// Opening a device again: from the key in hand to the first screenful of records.
import { firstValue } from '../../../client/database/watchable.ts';
import { closeDevice, openDevice } from './open-device.ts';

export type ReopenTimes = {
  /** Until everything is open: both databases, repositories, replication started. */
  readonly openedMs: number;
  /** Until the newest fifty records were there. */
  readonly listMs: number;
  /** Records and people held. */
  readonly documents: number;
};

export async function reopenDevice(deviceId: string): Promise<ReopenTimes> {
  const started = performance.now();
  const device = await openDevice(deviceId);
  const openedMs = performance.now() - started;
  const { people, records } = device.session.repositories;
  const list = await firstValue(records.watchList({ limit: 50 }));
  const listMs = performance.now() - started;
  if (list.length !== 50) throw new Error(`The list held ${list.length} records.`);
  const { total } = await firstValue(records.counts());
  const documents = total + (await firstValue(people.watchFound({ limit: 1 }))).total;
  await closeDevice(device);
  return { openedMs, listMs, documents };
}
