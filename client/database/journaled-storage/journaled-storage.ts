// RxDB's memory storage over the journal: the disk first, memory second; at rest everything is ciphertext.
//
//   openJournaledStorage({ ports, name }) → { storage, state, retry(), shutdown() }
//
// One storage serves both databases of an account. It keeps its own memory per opening: after `shutdown()` nothing of it
// is left and the key is gone with the ports. Attachments are not supported: photos have a store of their own.
import type { RxStorage, RxStorageInstanceCreationParams } from 'rxdb';
import {
  getRxStorageMemory,
  type MemoryStorageInternals,
  type RxStorageInstanceMemory,
} from 'rxdb/plugins/storage-memory';
import type { Cell } from '../watchable.ts';
import { openJournal } from './journal.ts';
import type { JournalPorts } from './journal-ports.ts';
import { createJournalState, JournalStopped, type JournalState } from './journal-state.ts';
import { dropMemory, journalInstance, replayInstance } from './journaled-instance.ts';
import { createLogUsage, type LogUsage } from './log-usage.ts';
import { createWriteQueue } from './write-queue.ts';

export type JournaledStorage = {
  readonly storage: RxStorage<unknown, unknown>;
  readonly state: Cell<JournalState>;
  /** After space was freed (or the disk failed): goes on where it stopped. */
  readonly retry: () => void;
  /** Rejects what runs or waits, drops memory and the disk's handle; RxDB is closed after it. */
  readonly shutdown: () => void;
};

export type JournaledStorageOptions = { readonly ports: JournalPorts; readonly name: string };

/** Throws `JournalStopped('damaged')` when the head does not count what is there. */
export async function openJournaledStorage({
  ports,
  name,
}: JournaledStorageOptions): Promise<JournaledStorage> {
  const journal = await openJournal(ports, name);
  const state = createJournalState();
  const queue = createWriteQueue(journal, state);
  const states = new Map<string, MemoryStorageInternals<unknown>>();
  const memory = { ...getRxStorageMemory(), collectionStates: states };
  /** Logs of this opening whose documents are in memory, or on their way there. */
  const replayed = new Map<string, { readonly usage: LogUsage; readonly done: Promise<void> }>();

  const replayOnce = async <T>(log: string, instance: RxStorageInstanceMemory<T>): Promise<LogUsage> => {
    const known = replayed.get(log);
    const usage = known?.usage ?? createLogUsage();
    const done = known?.done ?? replayInstance({ journal, queue, state, log, usage }, instance);
    replayed.set(log, { usage, done });
    try {
      await done;
    } catch (error) {
      replayed.delete(log);
      await instance.close();
      throw error;
    }
    return usage;
  };
  const createStorageInstance = async <T>(
    params: RxStorageInstanceCreationParams<T, unknown>,
  ): Promise<RxStorageInstanceMemory<T>> => {
    if (params.schema.attachments !== undefined)
      throw new Error('The journaled storage keeps no attachments: photos have a store of their own.');
    if (state.get().kind === 'closed') throw new JournalStopped('closed');
    const log = [params.databaseName, params.collectionName, params.schema.version].join('|');
    const instance = await memory.createStorageInstance<T>({ ...params, options: {} });
    if (!isMemoryInstance<T>(instance)) throw new JournalStopped('failed');
    const usage = await replayOnce(log, instance);
    journalInstance({ journal, queue, state, log, usage }, instance);
    return instance;
  };
  return {
    storage: { name: 'journaled-memory', rxdbVersion: memory.rxdbVersion, createStorageInstance },
    state,
    retry: queue.retry,
    shutdown: () => {
      queue.close();
      for (const internals of states.values()) dropMemory(internals);
      states.clear();
      replayed.clear();
      journal.close();
    },
  };
}

function isMemoryInstance<T>(instance: object): instance is RxStorageInstanceMemory<T> {
  return 'ensurePersistence' in instance && 'internals' in instance;
}
