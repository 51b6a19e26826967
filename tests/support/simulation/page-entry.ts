// What one page of the app is made of, for the simulation: the product's own session, database and storage, and RxDB.
import { getChangedDocumentsSince, type RxStorageInstance } from 'rxdb';
import { createClock } from '../../../client/database/clock.ts';
import { createIdMaker } from '../../../client/database/document-id.ts';
import { openJournaledStorage } from '../../../client/database/journaled-storage/journaled-storage.ts';
import { createDeviceSession } from '../../../client/session/device-session.ts';
import { createCell } from '../../../client/database/watchable.ts';

/** Everything that a storage instance holds, tombstones too. */
async function allDocuments<T>(
  instance: RxStorageInstance<T, unknown, unknown>,
): Promise<readonly unknown[]> {
  return (await getChangedDocumentsSince(instance, 1_000_000)).documents;
}

/** The door of the bundle: a page has its own copy of all that these import, as a page of a browser has. */
export const devicePage = {
  allDocuments,
  createCell,
  createClock,
  createDeviceSession,
  createIdMaker,
  openJournaledStorage,
};
