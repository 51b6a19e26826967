// Removes what is too old to be asked for: tombstones, earlier versions, receipts and commits, a little at a time (`sync.md` §6).
import { replicatedCollections } from '../../shared/records/record.ts';
import { isoAfter, type Clock } from '../clock.ts';
import type { NamedDocument, OldReceipt, PurgeCounts, Superseding } from '../store/retention.ts';
import type { Store } from '../store/store.ts';

/** Days that tombstones, superseded versions, receipts and commits are kept at least. */
export const keptDays = 400;

/** Days before its last push of which a device's receipts stay: it may never have heard the answers. */
const unheardDays = 30;

/** `purged`: it ran to its end. `begun`: a run of this name began before, here or in another process. */
export type Purged =
  | { readonly kind: 'purged'; readonly before: string; readonly counts: PurgeCounts }
  | { readonly kind: 'begun' };

/** `name`: the day of a daily run; each runs once, however many processes try. Throws between two steps once `stopped`. */
export type Purge = (name: string, stopped?: AbortSignal) => Promise<Purged>;

export type PurgeDeps = {
  readonly store: Store;
  readonly clock: Clock;
  /** Between two steps, so that whoever waits to write goes first. */
  readonly rest: () => Promise<void>;
};

/** Looked at by a step on a snapshot, and removed by one transaction. */
const [seenAtOnce, removedAtOnce] = [500, 50];

/**
 * Builds the purge. What it breaks off in the middle the next one finishes: commits go first, and the mark of a tombstone is written in
 * the transaction that removes it, so that no device is ever told that it has missed nothing when it has.
 */
export function createPurge({ store, clock, rest }: PurgeDeps): Purge {
  return async (name, stopped) => {
    const now = clock.now();
    const before = isoAfter(now, -keptDays * 86_400);
    const isMine = await store.write((tx) => tx.retention.beginPurge(name, before, now.toISOString()));
    if (!isMine) return { kind: 'begun' };
    const { from, cut } = await store.survey(async ({ retention }) => ({
      ...{ from: await retention.lookedThrough(), cut: await retention.lastOld(before) },
    }));
    const pause = async (): Promise<void> => {
      await rest();
      stopped?.throwIfAborted();
    };
    const run: Run = { store, rest: pause, before, from, cut };
    const counts: PurgeCounts = {
      commits: await purgeCommits(run),
      tombstones: await purgeTombstones(run),
      revisions: await purgeRevisions(run),
      receipts: await purgeReceipts(run),
    };
    await store.write((tx) => tx.retention.endPurge(name, counts, clock.now().toISOString()));
    return { kind: 'purged', before, counts };
  };
}

type Run = Pick<PurgeDeps, 'store' | 'rest'> & {
  readonly before: string;
  /** Superseding versions older than this were dealt with by earlier runs. */
  readonly from: string;
  /** The position of the newest commit that is as old. */
  readonly cut: number;
};

async function purgeCommits({ store, rest, cut }: Run): Promise<number> {
  for (let removed = 0; ;) {
    const some = await store.write((tx) => tx.retention.dropCommits(cut, seenAtOnce));
    removed += some;
    if (some < seenAtOnce) return removed;
    await rest();
  }
}

async function purgeTombstones(run: Run): Promise<number> {
  let removed = 0;
  for (const collection of replicatedCollections)
    removed += await eachSome<NamedDocument>(
      run,
      (last) =>
        run.store.survey((view) => view.retention.tombstonesAfter(collection, last?.id ?? '', seenAtOnce)),
      (some) => run.store.write((tx) => tx.retention.dropTombstones(some, run.cut)),
    );
  return removed;
}

function purgeRevisions(run: Run): Promise<number> {
  return eachSome<Superseding>(
    run,
    (last) =>
      run.store.survey((view) => view.retention.supersedingBetween(run.from, run.before, last, seenAtOnce)),
    (some) => run.store.write((tx) => tx.retention.dropSuperseded(some)),
  );
}

function purgeReceipts(run: Run): Promise<number> {
  const unheardSince = new Map<string, string>();
  const isHeard = async ({ deviceId, at }: OldReceipt): Promise<boolean> => {
    const known = unheardSince.get(deviceId) ?? (await readUnheard(run, deviceId));
    unheardSince.set(deviceId, known);
    return at < known;
  };
  return eachSome<OldReceipt>(
    run,
    (last) => run.store.survey((view) => view.retention.receiptsBefore(run.before, last, seenAtOnce)),
    async (some) => {
      const heard: OldReceipt[] = [];
      for (const receipt of some) if (await isHeard(receipt)) heard.push(receipt);
      return heard.length === 0 ? 0 : run.store.write((tx) => tx.retention.dropReceipts(heard));
    },
  );
}

async function readUnheard({ store }: Run, deviceId: string): Promise<string> {
  const lastPush = await store.survey((view) => view.retention.lastPushOf(deviceId));
  return lastPush === '' ? '' : isoAfter(new Date(lastPush), -unheardDays * 86_400);
}

/** Reads on from the last one seen until there is no more, and removes what may go in small steps. Returns how many went. */
async function eachSome<T>(
  { rest }: Run,
  read: (last: T | undefined) => Promise<readonly T[]>,
  remove: (some: readonly T[]) => Promise<number>,
): Promise<number> {
  let removed = 0;
  for (let last: T | undefined; ;) {
    const found = await read(last);
    for (let from = 0; from < found.length; from += removedAtOnce) {
      removed += await remove(found.slice(from, from + removedAtOnce));
      await rest();
    }
    last = found.at(-1);
    if (last === undefined || found.length < seenAtOnce) return removed;
  }
}
