// One ordered queue for everything that goes to the disk: journal first, memory second, in groups.
import type { WritableCell } from '../watchable.ts';
import type { Journal, PagePart, WrittenPage } from './journal.ts';
import { asStop, JournalStopped, type JournalState } from './journal-state.ts';

/** A write that waits its turn. */
export type QueuedWrite = {
  /** `log|id` of each document touched: one group never holds a document twice, so conflicts are judged on memory alone. */
  readonly keys: readonly string[];
  /**
   * At the head of the queue: what must be on the disk first; undefined when every row is a conflict. What it throws
   * rejects this write only.
   */
  readonly prepare: () => PagePart | undefined;
  /** On the disk (or nothing to write): now memory. */
  readonly commit: (written: WrittenPage | undefined) => Promise<void>;
  readonly reject: (error: unknown) => void;
  /** Replication waits behind a stop until it is over; a person's save is told at once. */
  readonly waits: boolean;
};

export type WriteQueue = {
  readonly push: (write: QueuedWrite) => void;
  /** Runs alone, between groups: compaction, removal. What it throws stops the queue. */
  readonly alone: <T>(run: () => Promise<T>) => Promise<T>;
  /** The same for what only reads: a disk that takes nothing more does not keep it waiting. */
  readonly read: <T>(run: () => Promise<T>) => Promise<T>;
  /** After space was freed: goes on where it stopped. Nothing mends a lost lock or a damaged page but a new opening. */
  readonly retry: () => void;
  /** Rejects all that runs or waits, and everything after. */
  readonly close: () => void;
};

type WriteItem = { readonly kind: 'write'; readonly write: QueuedWrite };
type AloneItem = {
  readonly kind: 'alone' | 'read';
  readonly run: () => Promise<void>;
  readonly reject: (error: unknown) => void;
};
type Item = WriteItem | AloneItem;
type Prepared = { readonly write: QueuedWrite; readonly part: PagePart | undefined };

export function createWriteQueue(
  journal: Pick<Journal, 'append'>,
  state: WritableCell<JournalState>,
): WriteQueue {
  let items: readonly Item[] = [];
  let running: readonly Item[] = [];
  let isRunning = false;
  const isClosed = (): boolean => state.get().kind === 'closed';

  /** `unwritten` go back to the head of the queue; what does not wait is told. */
  const stop = (error: JournalStopped, unwritten: readonly QueuedWrite[]): void => {
    if (error.reason === 'closed' || isClosed()) return;
    const all: readonly Item[] = [...unwritten.map(itemOf), ...items];
    const stopped = { kind: 'stopped', reason: error.reason } as const;
    const isWaiting = (item: Item): boolean => (item.kind === 'read' ? isReadable(stopped) : isPatient(item));
    items = all.filter(isWaiting);
    state.set(stopped);
    for (const item of all) if (!isWaiting(item)) rejectItem(item, error);
  };
  const writeGroup = async (group: readonly QueuedWrite[]): Promise<void> => {
    const prepared = group.flatMap(prepare);
    const parts = mergeParts(prepared.flatMap(({ part }) => part ?? []));
    let committed = 0;
    try {
      const written = parts.length === 0 ? [] : await journal.append(parts);
      for (const { write, part } of prepared) {
        if (isClosed()) return;
        committed += 1;
        await write.commit(written.find((page) => page.log === part?.log));
      }
    } catch (error) {
      const unwritten = prepared.slice(committed).map(({ write }) => write);
      stop(asStop(error), unwritten);
    }
  };
  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    // Calls made in the same turn share a group.
    await Promise.resolve();
    for (;;) {
      const turn = nextTurn(items, state.get());
      const [first] = turn;
      if (first === undefined) break;
      running = turn;
      items = items.filter((item) => !turn.includes(item));
      if (first.kind !== 'write') await first.run();
      else await writeGroup(turn.flatMap((item) => (item.kind === 'write' ? item.write : [])));
      running = [];
    }
    isRunning = false;
  };
  const runAlone = <T>(kind: AloneItem['kind'], work: () => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const error = kind === 'read' && isReadable(state.get()) ? undefined : refusal();
      if (error !== undefined) return reject(error);
      const end = (thrown: unknown): void => {
        stop(asStop(thrown), []);
        reject(asStop(thrown));
      };
      items = [...items, { kind, run: () => work().then(resolve, end), reject }];
      return void run();
    });
  const refusal = (): JournalStopped | undefined => {
    const now = state.get();
    if (now.kind === 'open') return undefined;
    return new JournalStopped(now.kind === 'closed' ? 'closed' : now.reason);
  };

  return {
    push: (write) => {
      const error = refusal();
      if (error !== undefined && (error.reason === 'closed' || !write.waits)) write.reject(error);
      else items = [...items, itemOf(write)];
      void run();
    },
    alone: (work) => runAlone('alone', work),
    read: (work) => runAlone('read', work),
    retry: () => {
      const now = state.get();
      if (now.kind !== 'stopped' || now.reason === 'lockLost' || now.reason === 'damaged') return;
      state.set({ kind: 'open' });
      void run();
    },
    close: () => {
      state.set({ kind: 'closed' });
      const left = [...running, ...items];
      items = [];
      for (const item of left) rejectItem(item, new JournalStopped('closed'));
    },
  };
}

/** Another window may have moved the pages, or one of them is bad: then nothing is read any more either. */
function isReadable(state: JournalState): boolean {
  return state.kind === 'open' || (state.kind === 'stopped' && ['quota', 'failed'].includes(state.reason));
}

/** What comes next: a group of writes, or one thing alone; while nothing can be written, what only reads. */
function nextTurn(items: readonly Item[], state: JournalState): readonly Item[] {
  if (state.kind !== 'open') return isReadable(state) ? items.filter(isRead).slice(0, 1) : [];
  return items[0]?.kind === 'write' ? nextGroup(items) : items.slice(0, 1);
}

function isRead(item: Item): boolean {
  return item.kind === 'read';
}

function itemOf(write: QueuedWrite): WriteItem {
  return { kind: 'write', write };
}

function isPatient(item: Item): boolean {
  return item.kind !== 'write' || item.write.waits;
}

function rejectItem(item: Item, error: JournalStopped): void {
  (item.kind === 'write' ? item.write : item).reject(error);
}

function prepare(write: QueuedWrite): readonly Prepared[] {
  try {
    return [{ write, part: write.prepare() }];
  } catch (error) {
    write.reject(error);
    return [];
  }
}

/** As many writes from the head as touch each document once. */
function nextGroup(items: readonly Item[]): readonly WriteItem[] {
  const seen = new Set<string>();
  const group: WriteItem[] = [];
  for (const item of items) {
    if (item.kind !== 'write' || item.write.keys.some((key) => seen.has(key))) break;
    for (const key of item.write.keys) seen.add(key);
    group.push(item);
  }
  return group;
}

/** One page per log. */
function mergeParts(parts: readonly PagePart[]): readonly PagePart[] {
  const byLog = new Map<string, PagePart>();
  for (const part of parts) {
    const documents = [...(byLog.get(part.log)?.documents ?? []), ...part.documents];
    byLog.set(part.log, { log: part.log, documents });
  }
  return [...byLog.values()];
}
