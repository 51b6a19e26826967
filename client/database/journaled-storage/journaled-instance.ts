// One collection of the journaled storage: every write of the memory instance goes through the queue first.
import { now, type BulkWriteRow, type RxDocumentData, type RxStorageBulkWriteResponse } from 'rxdb';
import {
  bulkInsertToState,
  ensureNotRemoved,
  removeDocFromState,
  type MemoryStorageInternals,
  type RxStorageInstanceMemory,
} from 'rxdb/plugins/storage-memory';
import type { Cell } from '../watchable.ts';
import type { Journal, PagePart } from './journal.ts';
import { JournalStopped, type JournalState } from './journal-state.ts';
import type { LogUsage } from './log-usage.ts';
import type { WriteQueue } from './write-queue.ts';

/** What an instance shares with its siblings; `usage` outlives a closed instance of the same opening. */
export type InstanceDeps = {
  readonly journal: Journal;
  readonly queue: WriteQueue;
  readonly state: Cell<JournalState>;
  readonly log: string;
  readonly usage: LogUsage;
};

type Parts<T> = InstanceDeps & {
  readonly instance: RxStorageInstanceMemory<T>;
  readonly idOf: (document: RxDocumentData<T>) => string;
};
type MemoryWrite<T> = (rows: BulkWriteRow<T>[], context: string) => Promise<RxStorageBulkWriteResponse<T>>;

/**
 * RxDB awaits its checkpoint writes nowhere: one that a lock refuses would be a rejection that reaches nobody. It is
 * answered instead, which loses nothing: memory goes with the lock, and the next opening reads the older checkpoint.
 */
const checkpointContext = 'replication-set-checkpoint';

/** Documents of one page when a log is written anew. */
const documentsPerPage = 500;

/**
 * Fills the memory instance from the disk. Resolves only when memory holds all that the disk holds; a page that does not
 * open rejects, and stops the journal visibly.
 */
export function replayInstance<T>(deps: InstanceDeps, instance: RxStorageInstanceMemory<T>): Promise<void> {
  return deps.queue.read(() => replay(partsOf(deps, instance)));
}

/** Puts the queue before the writes of a replayed memory instance. */
export function journalInstance<T>(deps: InstanceDeps, instance: RxStorageInstanceMemory<T>): void {
  const parts = partsOf(deps, instance);
  const writeMemory = instance.bulkWrite.bind(instance);
  const removeMemory = instance.remove.bind(instance);
  instance.bulkWrite = (rows, context) => enqueueWrite(parts, rows, context, writeMemory);
  instance.cleanup = (minimumDeletedTime) => deps.queue.alone(() => cleanup(parts, minimumDeletedTime));
  instance.remove = async () => {
    // RxDB's own words for these two, before anything is removed from the disk.
    if (instance.closed || instance.internals.removed) return removeMemory();
    return deps.queue.alone(() => removeAll(parts, removeMemory));
  };
}

/** Forgets what an instance held. */
export function dropMemory<T>(internals: MemoryStorageInternals<T>): void {
  delete internals.ensurePersistenceTask;
  internals.documents.clear();
  for (const index of internals.byIndexArray) index.docsWithIndex.splice(0);
}

function partsOf<T>(deps: InstanceDeps, instance: RxStorageInstanceMemory<T>): Parts<T> {
  return { ...deps, instance, idOf: (document) => String(document[instance.primaryPath]) };
}

async function replay<T>({ journal, state, instance, log, usage, idOf }: Parts<T>): Promise<void> {
  const newest = new Map<string, RxDocumentData<T>>();
  await journal.replay<RxDocumentData<T>>(log, ({ number, size, page }) => {
    usage.placed({ number, size }, page.documents.map(idOf));
    for (const document of page.documents) newest.set(idOf(document), document);
  });
  // Locked meanwhile: nothing may come back into memory.
  if (state.get().kind === 'closed') throw new JournalStopped('closed');
  const rows = [...newest.values()].map((document) => ({ document }));
  const { primaryPath, internals } = instance;
  if (rows.length > 0) bulkInsertToState(primaryPath, internals, internals.byIndexArray, rows);
}

function enqueueWrite<T>(
  parts: Parts<T>,
  rows: BulkWriteRow<T>[],
  context: string,
  writeMemory: MemoryWrite<T>,
): Promise<RxStorageBulkWriteResponse<T>> {
  const { log, usage, idOf, queue } = parts;
  return new Promise((resolve, reject) => {
    let survivors: readonly RxDocumentData<T>[] = [];
    const refuse = (error: unknown): void => {
      if (context === checkpointContext && isClosing(error)) resolve({ error: [] });
      else reject(error);
    };
    queue.push({
      keys: rows.map((row) => `${log}|${idOf(row.document)}`),
      waits: context.startsWith('replication'),
      prepare: () => {
        survivors = judgeRows(parts, rows);
        return survivors.length === 0 ? undefined : { log, documents: survivors };
      },
      commit: async (written) => {
        if (written !== undefined) usage.placed(written, survivors.map(idOf));
        await writeMemory(rows, context).then(resolve, reject);
        compactLater(parts);
      },
      reject: refuse,
    });
  });
}

/** The documents that memory will take: new ones, and those whose `previous` is what memory holds. */
function judgeRows<T>(
  { journal, instance, idOf }: Parts<T>,
  rows: readonly BulkWriteRow<T>[],
): readonly RxDocumentData<T>[] {
  ensureNotRemoved(instance);
  instance.ensurePersistence();
  const { documents } = instance.internals;
  const taken = rows.filter((row) => {
    const held = documents.get(idOf(row.document));
    return held === undefined || (row.previous !== undefined && row.previous._rev === held._rev);
  });
  raiseWriteTimes(journal, taken);
  return taken.map((row) => row.document);
}

/** `_meta.lwt` only ever grows, whatever the clock does: replication's checkpoints are made of it. */
function raiseWriteTimes<T>(journal: Journal, rows: readonly BulkWriteRow<T>[]): void {
  const floor = journal.writeTimeFloor();
  const raised = Math.round((floor + 0.01) * 100) / 100;
  for (const row of rows) {
    const { document } = row;
    if (document._meta.lwt <= floor)
      row.document = { ...document, _meta: { ...document._meta, lwt: raised } };
    journal.raiseWriteTime(row.document._meta.lwt);
  }
}

/** Old tombstones go from memory, and every state of them from the disk: their ciphertext too. */
async function cleanup<T>(parts: Parts<T>, minimumDeletedTime: number): Promise<boolean> {
  const { instance, usage, idOf } = parts;
  if (instance.internals.removed) return true;
  instance.ensurePersistence();
  const before = now() - minimumDeletedTime;
  const gone = [...instance.internals.documents.values()].filter(
    (document) => document._deleted && document._meta.lwt <= before,
  );
  const ids = gone.map(idOf);
  await rewrite(parts, usage.holding(ids), new Set(ids));
  for (const document of gone)
    removeDocFromState(instance.primaryPath, instance.schema, instance.internals, document);
  return true;
}

async function removeAll<T>(parts: Parts<T>, removeMemory: () => Promise<void>): Promise<void> {
  const { journal, usage, log, instance } = parts;
  const numbers = usage.pageNumbers();
  if (numbers.length > 0) await journal.append([], { log, numbers });
  usage.removed(numbers);
  await removeMemory();
  dropMemory(instance.internals);
}

function compactLater<T>(parts: Parts<T>): void {
  const { usage, queue, instance } = parts;
  if (usage.worthCompacting().length === 0) return;
  const compact = async (): Promise<void> => {
    if (instance.internals.removed) return;
    // No space to write anew: the pages stay as they are, and nothing is lost.
    await rewrite(parts, usage.worthCompacting(), new Set()).catch(ignoreQuota);
  };
  // A stop shows in the journal's state.
  void queue.alone(compact).catch(() => undefined);
}

function isClosing(error: unknown): boolean {
  return error instanceof JournalStopped && error.reason === 'closed';
}

function ignoreQuota(error: unknown): void {
  if (!(error instanceof JournalStopped) || error.reason !== 'quota') throw error;
}

/** Writes the living documents of these pages anew, without `gone`, and removes the pages, in one transaction. */
async function rewrite<T>(
  { instance, journal, log, usage, idOf }: Parts<T>,
  pages: readonly number[],
  gone: ReadonlySet<string>,
): Promise<void> {
  if (pages.length === 0) return;
  instance.ensurePersistence();
  const ids = usage.livingIn(pages).filter((id) => !gone.has(id));
  const documents = ids.flatMap((id) => instance.internals.documents.get(id) ?? []);
  // Memory does not hold what the disk holds: rather stop than forget.
  if (documents.length !== ids.length) throw new JournalStopped('failed');
  const fresh: PagePart[] = [];
  for (let start = 0; start < documents.length; start += documentsPerPage) {
    fresh.push({ log, documents: documents.slice(start, start + documentsPerPage) });
  }
  const written = await journal.append(fresh, { log, numbers: pages });
  written.forEach((page, index) => {
    const start = index * documentsPerPage;
    usage.placed(page, documents.slice(start, start + documentsPerPage).map(idOf));
  });
  usage.removed(pages);
}
