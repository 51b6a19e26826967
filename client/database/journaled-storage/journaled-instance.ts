// One collection of the journaled storage: every write of the memory instance goes through the queue first.
import { now, type BulkWriteRow, type RxDocumentData } from 'rxdb';
import { bulkInsertToState, type RxStorageInstanceMemory } from 'rxdb/plugins/storage-memory';
import type { RxStorageBulkWriteResponse } from 'rxdb';
import type { WritableCell } from '../watchable.ts';
import type { Journal, PagePart } from './journal.ts';
import { JournalStopped, type JournalState } from './journal-state.ts';
import type { LogUsage } from './log-usage.ts';
import type { WriteQueue } from './write-queue.ts';

/** What an instance shares with its siblings; `usage` outlives a closed instance of the same opening. */
export type InstanceDeps = {
  readonly journal: Journal;
  readonly queue: WriteQueue;
  readonly state: WritableCell<JournalState>;
};
type LogDeps = InstanceDeps & { readonly log: string; readonly usage: LogUsage };

type Parts<T> = LogDeps & {
  readonly instance: RxStorageInstanceMemory<T>;
  readonly idOf: (document: RxDocumentData<T>) => string;
};

/** Documents of one page when a log is written anew. */
const documentsPerPage = 500;

/**
 * Replays the log into the memory instance and puts the queue before its writes. Resolves only when memory holds all
 * that the disk holds; a page that does not open rejects, and stops the journal visibly.
 */
export async function journalInstance<T>(
  deps: LogDeps,
  instance: RxStorageInstanceMemory<T>,
  isReplayed: boolean,
): Promise<void> {
  const idOf = (document: RxDocumentData<T>): string => String(document[instance.primaryPath]);
  const parts: Parts<T> = { ...deps, instance, idOf };
  if (!isReplayed) {
    await deps.queue
      .alone(() => replay(parts))
      .catch((error: unknown) => {
        if (error instanceof JournalStopped && error.reason !== 'closed')
          deps.state.set({ kind: 'stopped', reason: error.reason });
        throw error;
      });
  }
  const writeMemory = instance.bulkWrite.bind(instance);
  const cleanMemory = instance.cleanup.bind(instance);
  const removeMemory = instance.remove.bind(instance);
  instance.bulkWrite = (rows, context) => enqueueWrite(parts, rows, context, writeMemory);
  instance.cleanup = (minimumDeletedTime) =>
    deps.queue.alone(() => cleanup(parts, minimumDeletedTime, cleanMemory));
  instance.remove = () => deps.queue.alone(() => removeAll(parts)).then(removeMemory);
}

async function replay<T>({ journal, instance, log, usage, idOf }: Parts<T>): Promise<void> {
  const newest = new Map<string, RxDocumentData<T>>();
  await journal.replay<RxDocumentData<T>>(log, ({ number, size, page }) => {
    usage.placed({ number, size }, page.documents.map(idOf));
    usage.purged(page.purged, number);
    for (const document of page.documents) newest.set(idOf(document), document);
    for (const id of page.purged) newest.delete(id);
  });
  if (newest.size === 0) return;
  const rows = [...newest.values()].map((document) => ({ document }));
  bulkInsertToState(instance.primaryPath, instance.internals, instance.internals.byIndexArray, rows);
}

type MemoryWrite<T> = (rows: BulkWriteRow<T>[], context: string) => Promise<RxStorageBulkWriteResponse<T>>;

function enqueueWrite<T>(
  parts: Parts<T>,
  rows: BulkWriteRow<T>[],
  context: string,
  writeMemory: MemoryWrite<T>,
): Promise<RxStorageBulkWriteResponse<T>> {
  const { log, usage, idOf, queue } = parts;
  return new Promise((resolve, reject) => {
    let survivors: readonly RxDocumentData<T>[] = [];
    queue.push({
      keys: rows.map((row) => `${log}|${idOf(row.document)}`),
      waits: context.startsWith('replication'),
      prepare: () => {
        survivors = judgeRows(parts, rows);
        return survivors.length === 0 ? undefined : { log, documents: survivors, purged: [] };
      },
      commit: async (written) => {
        if (written !== undefined) usage.placed(written, survivors.map(idOf));
        await writeMemory(rows, context).then(resolve, reject);
        compactLater(parts);
      },
      reject,
    });
  });
}

/** The documents that memory will take: new ones, and those whose `previous` is what memory holds. Stamps write times. */
function judgeRows<T>(
  { journal, instance, idOf }: Parts<T>,
  rows: readonly BulkWriteRow<T>[],
): readonly RxDocumentData<T>[] {
  instance.ensurePersistence();
  const { documents } = instance.internals;
  const taken = rows.filter((row) => {
    const held = documents.get(idOf(row.document));
    return held === undefined || (row.previous !== undefined && row.previous._rev === held._rev);
  });
  for (const row of taken) raiseWriteTime(journal, row.document);
  return taken.map((row) => row.document);
}

/** `_meta.lwt` only ever grows, whatever the clock does: replication's checkpoints are made of it. */
function raiseWriteTime<T>(journal: Journal, document: RxDocumentData<T>): void {
  const floor = journal.writeTimeFloor();
  if (document._meta.lwt <= floor)
    document._meta = { ...document._meta, lwt: Math.round((floor + 0.01) * 100) / 100 };
  journal.raiseWriteTime(document._meta.lwt);
}

async function cleanup<T>(
  parts: Parts<T>,
  minimumDeletedTime: number,
  cleanMemory: (time: number) => Promise<boolean>,
): Promise<boolean> {
  const { instance, journal, log, usage, idOf } = parts;
  instance.ensurePersistence();
  const before = now() - minimumDeletedTime;
  const gone = [...instance.internals.documents.values()]
    .filter((document) => document._deleted && document._meta.lwt <= before)
    .map(idOf);
  if (gone.length === 0) return true;
  const [written] = await journal.append([{ log, documents: [], purged: gone }]);
  if (written !== undefined) usage.placed(written, []);
  usage.purged(gone, written?.number ?? 0);
  await cleanMemory(now() - before);
  await compact(parts);
  return true;
}

async function removeAll<T>({ journal, usage }: Parts<T>): Promise<void> {
  const numbers = usage.pageNumbers();
  if (numbers.length > 0) await journal.append([], numbers);
  usage.removed(numbers);
}

function compactLater<T>(parts: Parts<T>): void {
  if (parts.usage.worthCompacting().pages.length === 0) return;
  // A stop while compacting shows in the journal's state; the pages stay as they were.
  void parts.queue.alone(() => compact(parts)).catch(() => undefined);
}

/** Writes the living documents of mostly dead pages anew and removes those pages, in one transaction. */
async function compact<T>(parts: Parts<T>): Promise<void> {
  const { instance, journal, log, usage, idOf } = parts;
  const { pages, ids, purged } = usage.worthCompacting();
  if (pages.length === 0) return;
  instance.ensurePersistence();
  const documents = ids.flatMap((id) => instance.internals.documents.get(id) ?? []);
  const slices: (readonly RxDocumentData<T>[])[] = purged.length === 0 ? [] : [[]];
  for (let start = 0; start < documents.length; start += documentsPerPage) {
    slices.push(documents.slice(start, start + documentsPerPage));
  }
  const fresh = slices.map((slice): PagePart => ({
    log,
    documents: slice,
    purged: slice.length === 0 ? purged : [],
  }));
  const written = await journal.append(fresh, pages);
  usage.removed(pages);
  written.forEach((page, index) => {
    const part = fresh[index];
    usage.placed(page, slices[index]?.map(idOf) ?? []);
    usage.purged(part?.purged ?? [], page.number);
  });
}
