// Which page holds the newest state of each document, so that mostly dead pages can be written anew.

export type LogUsage = {
  /** `ids` have their newest state in this page now. */
  readonly placed: (page: { readonly number: number; readonly size: number }, ids: readonly string[]) => void;
  /** `ids` are gone for good, by the word of this page. */
  readonly purged: (ids: readonly string[], page: number) => void;
  readonly pageNumbers: () => readonly number[];
  readonly worthCompacting: () => Compaction;
  readonly removed: (pages: readonly number[]) => void;
};

/**
 * Pages to write anew, the ids still alive in them, and the purges among them that must be said again because an older
 * page stays that may hold the document. All empty while less is dead than alive.
 */
export type Compaction = {
  readonly pages: readonly number[];
  readonly ids: readonly string[];
  readonly purged: readonly string[];
};

type Usage = { size: number; written: number; live: number; readonly purged: Set<string> };

/** Below this many dead characters a log is left alone. */
const leastDead = 64 * 1024;

export function createLogUsage(): LogUsage {
  const pageOf = new Map<string, number>();
  const pages = new Map<number, Usage>();
  const usageOf = (number: number): Usage => {
    const usage = pages.get(number) ?? { size: 0, written: 0, live: 0, purged: new Set() };
    pages.set(number, usage);
    return usage;
  };
  const release = (id: string): void => {
    const number = pageOf.get(id);
    if (number !== undefined) usageOf(number).live -= 1;
    pageOf.delete(id);
  };
  return {
    placed: ({ number, size }, ids) => {
      ids.forEach(release);
      for (const id of ids) pageOf.set(id, number);
      const usage = usageOf(number);
      usage.size = size;
      usage.written += ids.length;
      usage.live += ids.length;
    },
    purged: (ids, page) => {
      ids.forEach(release);
      if (page > 0) for (const id of ids) usageOf(page).purged.add(id);
    },
    pageNumbers: () => [...pages.keys()],
    worthCompacting: () => planCompaction(pages, pageOf),
    removed: (numbers) => numbers.forEach((number) => pages.delete(number)),
  };
}

function planCompaction(pages: ReadonlyMap<number, Usage>, pageOf: ReadonlyMap<string, number>): Compaction {
  const dead = [...pages.values()].reduce((sum, usage) => sum + deadOf(usage), 0);
  const live = [...pages.values()].reduce((sum, usage) => sum + usage.size, 0) - dead;
  if (dead < leastDead || dead < live) return { pages: [], ids: [], purged: [] };
  const worst = new Set(
    [...pages].filter(([, usage]) => deadOf(usage) * 2 >= usage.size).map(([number]) => number),
  );
  const oldestKept = Math.min(...[...pages.keys()].filter((number) => !worst.has(number)));
  const purged = [...worst]
    .filter((number) => oldestKept < number)
    .flatMap((number) => [...(pages.get(number)?.purged ?? [])]);
  return {
    pages: [...worst],
    ids: [...pageOf].filter(([, number]) => worst.has(number)).map(([id]) => id),
    purged: [...new Set(purged)].filter((id) => !pageOf.has(id)),
  };
}

/** Characters of a page that no longer count. Purges are kept apart: they are small and said again when needed. */
function deadOf(usage: Usage): number {
  return usage.size * (1 - usage.live / Math.max(1, usage.written));
}
