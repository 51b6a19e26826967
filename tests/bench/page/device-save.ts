// Saves as a person makes them, one after the other, each beside one strict put of the same document.
import { openIndexedDb, durable } from '../../../client/database/indexed-db.ts';
import { homeVisit } from '../../../shared/record-types/home-visit.ts';
import { closeDevice, openDevice, rest } from './open-device.ts';

export type SaveTimes = { readonly saves: readonly number[]; readonly puts: readonly number[] };

/** `restMs` between rounds lets the push of what was saved go out, as between two taps of a person. */
export async function timeSaves(deviceId: string, rounds: number, restMs: number): Promise<SaveTimes> {
  const device = await openDevice(deviceId);
  const { account, repositories } = device.session;
  const database = await openIndexedDb(window.indexedDB, `floor-save-${deviceId}`, (fresh) => {
    fresh.createObjectStore('documents', { keyPath: 'id' });
  });
  const [saves, puts]: [number[], number[]] = [[], []];
  const save = async (): Promise<void> => {
    const input = {
      id: window.crypto.randomUUID(),
      type: homeVisit.id,
      definitionVersion: homeVisit.version,
      entry: {
        values: homeVisit.sample,
        occurredOn: new Date().toISOString().slice(0, 10),
        photos: [],
        hostUnitId: account.orgUnitId,
        partnerUnitIds: [],
      },
    };
    const savedFrom = performance.now();
    const document = await repositories.records.save(input);
    saves.push(performance.now() - savedFrom);
    const putFrom = performance.now();
    const transaction = database.transaction('documents', 'readwrite', { durability: 'strict' });
    transaction.objectStore('documents').put(document);
    await durable(transaction);
    puts.push(performance.now() - putFrom);
  };
  await save();
  for (let round = 0; round < rounds; round += 1) {
    await rest(restMs);
    await save();
  }
  database.close();
  await closeDevice(device);
  // The first one warms up: numbers are reserved and code is compiled.
  return { saves: saves.slice(1), puts: puts.slice(1) };
}
