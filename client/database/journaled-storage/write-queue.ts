// One ordered queue for everything that goes to the disk: journal first, memory second, in groups.
import type { WritableCell } from '../watchable.ts';
import type { Journal, PagePart, WrittenPage } from './journal.ts';
import { JournalStopped, type JournalState } from './journal-state.ts';

/** A write that waits its turn. */
export type QueuedWrite = {
  /** `log|id` of each document touched: one group never holds a document twice, so conflicts are judged on memory alone. */
  readonly keys: readonly string[];
  /** At the head of the queue: what must be on the disk first; undefined when every row is a conflict. */
  readonly prepare: () => PagePart | undefined;
  /** On the disk (or nothing to write): now memory. */
  readonly commit: (written: WrittenPage | undefined) => Promise<void>;
  readonly reject: (error: unknown) => void;
  /** Replication waits behind a stop until it is over; a person's save is told at once. */
  readonly waits: boolean;
};

export type WriteQueue = {
  readonly push: (write: QueuedWrite) => void;
  /** Runs alone, between groups: replay, compaction, removal. */
  readonly alone: <T>(run: () => Promise<T>) => Promise<T>;
  /** After space was freed: goes on where it stopped. */
  readonly retry: () => void;
  /** Rejects all that waits and everything after. */
  readonly close: () => void;
};

type Item =
  | { readonly kind: 'write'; readonly write: QueuedWrite }
  | { readonly kind: 'alone'; readonly run: () => Promise<void>; readonly reject: (error: unknown) => void };

export function createWriteQueue(
  journal: Pick<Journal, 'append'>,
  state: WritableCell<JournalState>,
): WriteQueue {
  let items: Item[] = [];
  let isRunning = false;

  const stop = (error: JournalStopped, group: readonly QueuedWrite[]): void => {
    if (error.reason === 'closed' || state.get().kind === 'closed') {
      for (const write of group) write.reject(new JournalStopped('closed'));
      return;
    }
    const told = group.filter((write) => !write.waits);
    items = [
      ...group.filter((write) => write.waits).map((write): Item => ({ kind: 'write', write })),
      ...items,
    ];
    state.set({ kind: 'stopped', reason: error.reason });
    for (const write of told) write.reject(error);
    rejectSaves(error);
  };
  const rejectSaves = (error: JournalStopped): void => {
    const told = items.filter((item) => item.kind === 'write' && !item.write.waits);
    items = items.filter((item) => !told.includes(item));
    for (const item of told) if (item.kind === 'write') item.write.reject(error);
  };
  const writeGroup = async (group: readonly QueuedWrite[]): Promise<void> => {
    const prepared = group.map((write) => ({ write, part: write.prepare() }));
    const parts = mergeParts(prepared.flatMap(({ part }) => (part === undefined ? [] : [part])));
    try {
      const written = parts.length === 0 ? [] : await journal.append(parts);
      if (state.get().kind === 'closed') throw new JournalStopped('closed');
      for (const { write, part } of prepared)
        await write.commit(written.find((page) => page.log === part?.log));
    } catch (error) {
      if (!(error instanceof JournalStopped)) throw error;
      stop(error, group);
    }
  };
  const run = async (): Promise<void> => {
    if (isRunning) return;
    isRunning = true;
    // Calls made in the same turn share a group.
    await Promise.resolve();
    while (items.length > 0 && state.get().kind === 'open') {
      const [first] = items;
      if (first?.kind === 'alone') {
        items = items.slice(1);
        await first.run();
      } else {
        const group = nextGroup(items);
        items = items.slice(group.length);
        await writeGroup(group);
      }
    }
    isRunning = false;
  };
  const refusal = (): JournalStopped | undefined => {
    const now = state.get();
    if (now.kind === 'open') return undefined;
    return new JournalStopped(now.kind === 'closed' ? 'closed' : now.reason);
  };

  return {
    push: (write) => {
      const error = refusal();
      if (error !== undefined && (error.reason === 'closed' || !write.waits)) write.reject(error);
      else items.push({ kind: 'write', write });
      void run();
    },
    alone: (work) =>
      new Promise((resolve, reject) => {
        const error = refusal();
        if (error !== undefined) return reject(error);
        items.push({ kind: 'alone', run: () => work().then(resolve, reject), reject });
        return void run();
      }),
    retry: () => {
      if (state.get().kind !== 'stopped') return;
      state.set({ kind: 'open' });
      void run();
    },
    close: () => {
      state.set({ kind: 'closed' });
      const left = items;
      items = [];
      for (const item of left)
        (item.kind === 'write' ? item.write : item).reject(new JournalStopped('closed'));
    },
  };
}

/** As many writes from the head as touch each document once. */
function nextGroup(items: readonly Item[]): readonly QueuedWrite[] {
  const seen = new Set<string>();
  const group: QueuedWrite[] = [];
  for (const item of items) {
    if (item.kind !== 'write' || item.write.keys.some((key) => seen.has(key))) break;
    for (const key of item.write.keys) seen.add(key);
    group.push(item.write);
  }
  return group;
}

/** One page per log. */
function mergeParts(parts: readonly PagePart[]): readonly PagePart[] {
  const byLog = new Map<string, PagePart>();
  for (const part of parts) {
    const known = byLog.get(part.log);
    byLog.set(
      part.log,
      known === undefined
        ? part
        : {
            ...part,
            documents: [...known.documents, ...part.documents],
            purged: [...known.purged, ...part.purged],
          },
    );
  }
  return [...byLog.values()];
}
