// The model of the device's journal: RxDB's plain memory storage, to which whatever resolved is applied, in order.
//
// What was neither resolved nor rejected when the process died (or was locked) is uncertain: after the next opening a
// prefix of it, in the order of the calls, is there whole, and the rest not at all.
import { prepareQuery } from 'rxdb';
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import type { DeviceStorage } from '../../client/database/open-database.ts';
import { openNotes, read, saveContext, type NoteData, type NoteRow, type Notes } from './journaled-device.ts';

export const logNames = ['records', 'meta', 'drafts'] as const;
export type LogName = (typeof logNames)[number];
export const noteIds = ['a', 'b', 'c', 'd', 'e', 'f'] as const;

/** What a call does to the model. */
export type Effect = (model: JournalModel) => Promise<void>;
export type JournalModel = {
  readonly notes: (log: LogName) => Notes;
  /** Everything it holds, in one text. */
  readonly content: () => Promise<string>;
  readonly write: (log: LogName, rows: readonly NoteRow[]) => Promise<readonly string[]>;
  readonly cleanup: (log: LogName, minimumDeletedTime: number) => Promise<void>;
  readonly remove: (log: LogName) => Promise<void>;
};

/** Two of the logs are in one database, the third in another, as on the device. */
export function openLog(storage: DeviceStorage, log: LogName): Promise<Notes> {
  return openNotes(storage, log, log === 'drafts' ? 'local' : 'synced');
}

export async function openLogs(storage: DeviceStorage): Promise<Map<LogName, Notes>> {
  const logs = new Map<LogName, Notes>();
  for (const log of logNames) logs.set(log, await openLog(storage, log));
  return logs;
}

/** All documents of all logs, and what an index finds of them, as one text. */
export async function contentOf(logs: ReadonlyMap<LogName, Notes>): Promise<string> {
  const parts = await Promise.all(
    [...logs].map(async ([log, notes]) => ({
      log,
      documents: (await read(notes, noteIds)).map(plain),
      living: (await queryLiving(notes)).map(plain),
    })),
  );
  return JSON.stringify(parts);
}

/** Through an index of RxDB's memory storage, which replay has to build. */
async function queryLiving(notes: Notes): Promise<readonly NoteData[]> {
  const query = { selector: { _deleted: { $eq: false } }, sort: [{ id: 'asc' as const }], skip: 0 };
  const { documents } = await notes.query(prepareQuery(notes.schema, query));
  return documents;
}

/** Fields in one order, whoever wrote them. */
function plain({ id, text, _deleted, _rev, _meta }: NoteData): readonly unknown[] {
  return [id, text.length, _deleted, _rev, _meta.lwt];
}

export async function createJournalModel(): Promise<JournalModel> {
  const memory = { ...getRxStorageMemory(), collectionStates: new Map() };
  const storage: DeviceStorage = {
    ...memory,
    createStorageInstance: (params) => memory.createStorageInstance({ ...params, options: {} }),
  };
  const logs = await openLogs(storage);
  const notesOf = (log: LogName): Notes => {
    const notes = logs.get(log);
    if (notes === undefined) throw new Error(`There is no log ${log}.`);
    return notes;
  };
  return {
    notes: notesOf,
    content: () => contentOf(logs),
    write: async (log, rows) => {
      const { error } = await notesOf(log).bulkWrite(structuredClone([...rows]), saveContext);
      return error.map((conflict) => `${conflict.status} ${conflict.documentId}`);
    },
    cleanup: async (log, minimumDeletedTime) => void (await notesOf(log).cleanup(minimumDeletedTime)),
    remove: async (log) => {
      await notesOf(log).remove();
      logs.set(log, await openLog(storage, log));
    },
  };
}
