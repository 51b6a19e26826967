// A device over a disk in memory: opens its journaled storage, writes and reads documents below RxDB.
import {
  fillWithDefaultSettings,
  type BulkWriteRow,
  type RxDocumentData,
  type RxJsonSchema,
  type RxStorageInstance,
} from 'rxdb';
import { JournalStopped } from '../../client/database/journaled-storage/journal-state.ts';
import {
  openJournaledStorage,
  type JournaledStorage,
} from '../../client/database/journaled-storage/journaled-storage.ts';
import type { DeviceStorage } from '../../client/database/open-database.ts';
import type { MemoryDisk } from './memory-page-store.ts';
import { createTestCipher, testPorts } from './test-cipher.ts';

export type Note = { readonly id: string; readonly text: string };
export type NoteData = RxDocumentData<Note>;
export type NoteRow = BulkWriteRow<Note>;
export type Notes = RxStorageInstance<Note, unknown, unknown>;

const noteSchema: RxJsonSchema<Note> = {
  version: 0,
  primaryKey: 'id',
  type: 'object',
  properties: { id: { type: 'string', maxLength: 40 }, text: { type: 'string', maxLength: 20_000 } },
  required: ['id', 'text'],
  indexes: [],
};

/** Contexts as RxDB names them: a person's save, and a replicated write. */
export const saveContext = 'rx-document-save-data';
export const replicationContext = 'replication-downstream-abc';

export function openDevice(disk: MemoryDisk, password?: string, name = 'device'): Promise<JournaledStorage> {
  return openJournaledStorage({ ports: testPorts(disk.connect(), createTestCipher(password)), name });
}

export function openNotes(
  storage: DeviceStorage,
  collectionName = 'notes',
  databaseName = 'synced',
): Promise<Notes> {
  return storage.createStorageInstance<Note>({
    databaseInstanceToken: 'token',
    databaseName,
    collectionName,
    schema: fillWithDefaultSettings(noteSchema),
    options: {},
    multiInstance: false,
    devMode: false,
  });
}

export function note(
  id: string,
  text: string,
  more: { rev?: string; lwt?: number; isDeleted?: boolean } = {},
): NoteData {
  const { rev = `1-${text.slice(0, 20)}`, lwt = 1_000, isDeleted = false } = more;
  return { id, text, _deleted: isDeleted, _rev: rev, _meta: { lwt }, _attachments: {} };
}

/** Deep copies, so that neither side sees the other's hands. */
export function insert(
  notes: Notes,
  documents: readonly NoteData[],
  context = saveContext,
): ReturnType<Notes['bulkWrite']> {
  return notes.bulkWrite(
    documents.map((document) => ({ document: structuredClone(document) })),
    context,
  );
}

export async function read(notes: Notes, ids: readonly string[]): Promise<readonly NoteData[]> {
  return structuredClone(await notes.findDocumentsById([...ids], true));
}

export async function textsOf(notes: Notes, ids: readonly string[]): Promise<readonly string[]> {
  return (await read(notes, ids)).map(
    ({ id, text, _deleted }) => `${id}:${text}${_deleted ? ' (deleted)' : ''}`,
  );
}

/** Everything that can happen without a timer has happened. */
export function quiet(): Promise<void> {
  return new Promise((resolve) => void setImmediate(resolve));
}

/** Why it was refused, or what happened instead. */
export async function refusalOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return 'done';
  } catch (error) {
    return error instanceof JournalStopped ? error.reason : String(error);
  }
}

/** Whether a promise is over after everything that can happen has happened. */
export async function isPending(work: Promise<unknown>): Promise<boolean> {
  let isOver = false;
  const over = (): void => {
    isOver = true;
  };
  work.then(over, over);
  await quiet();
  return !isOver;
}
