// What the journal costs beside the first sync: memory while everything is held, bytes for each edit, a compaction of all.
import { openSyncedDatabase } from '../../../client/database/open-database.ts';
import { createOpenStorage } from '../../../client/session/open-device-storage.ts';
import { openIndexedDb } from '../../../client/database/indexed-db.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { deviceKey, openDevice, timers } from './open-device.ts';
import { eachPage, signIn } from './plain-client.ts';
import { waitForPeople, type SyncRequest } from './device-sync.ts';

export type JournalTimes = {
  readonly documents: number;
  /** All of them written, at once by five hundred. */
  readonly filledMs: number;
  /** Bytes on the disk then. */
  readonly filledBytes: number;
  /** Bytes that one edit of one document adds. */
  readonly bytesOfEdit: number;
  /** One save that nothing keeps waiting, and one behind the compaction of everything. */
  readonly saveMs: number;
  readonly saveBehindMs: number;
  /** Bytes when everything was written a second time and compacted. */
  readonly compactedBytes: number;
};

const edits = 200;

/** Syncs and stays open, push on, until the page goes: to look at its memory. */
export async function holdDevice({ account, deviceId, last }: SyncRequest): Promise<void> {
  const device = await openDevice(deviceId, await signIn(account, deviceId));
  await waitForPeople(device, last);
}

/** The people of the account in a journal of their own, without replication, so that only the journal is timed. */
export async function timeJournal(account: string, deviceId: string): Promise<JournalTimes> {
  const people: SyncedDocument[] = [];
  await eachPage(await signIn(account, deviceId), deviceId, 'people', (documents) => {
    people.push(...documents);
    return Promise.resolve();
  });
  const { crypto, indexedDB, navigator } = window;
  const open = createOpenStorage({ indexedDB, crypto, timers, locks: navigator.locks });
  const storage = await open({ deviceId, account }, await deviceKey(), false);
  if (storage === 'openElsewhere') throw new Error('The storage is open elsewhere.');
  const database = await openSyncedDatabase(storage.storage, `data-${deviceId}-1`);
  const collection = database.collections.people;
  const writeAll = async (mark: string): Promise<void> => {
    for (let from = 0; from < people.length; from += 500)
      await collection.bulkUpsert(
        people.slice(from, from + 500).map((person) => ({ ...person, updatedAt: mark })),
      );
  };
  const saveOne = async (index: number): Promise<number> => {
    const person = people[index];
    if (person === undefined) throw new Error('There are too few people.');
    const started = performance.now();
    await collection.upsert({ ...person, updatedAt: `edit ${index}` });
    return performance.now() - started;
  };
  const started = performance.now();
  await writeAll('first');
  const filledMs = performance.now() - started;
  const filledBytes = await bytesOf(deviceId);
  let savesMs = 0;
  for (let index = 0; index < edits; index += 1) savesMs += await saveOne(index);
  const bytesOfEdit = ((await bytesOf(deviceId)) - filledBytes) / edits;
  await writeAll('second');
  const saveBehindMs = await saveOne(0);
  const compactedBytes = await bytesOf(deviceId);
  await database.close();
  await storage.shutdown();
  return {
    ...{ documents: people.length, filledMs, filledBytes, bytesOfEdit, compactedBytes },
    ...{ saveMs: savesMs / edits, saveBehindMs },
  };
}

/** Of all ciphertext in the journal. */
async function bytesOf(deviceId: string): Promise<number> {
  const database = await openIndexedDb(window.indexedDB, `journal-${deviceId}`, () => {
    throw new Error('There is no journal.');
  });
  const pages = await new Promise<readonly { readonly ciphertext: ArrayBuffer }[]>((resolve, reject) => {
    const request: IDBRequest<{ ciphertext: ArrayBuffer }[]> = database
      .transaction('pages')
      .objectStore('pages')
      .getAll();
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('The pages could not be read.'));
  });
  database.close();
  return pages.reduce((sum, { ciphertext }) => sum + ciphertext.byteLength, 0);
}
