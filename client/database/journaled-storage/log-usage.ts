// Which pages of a log hold which documents, so that mostly dead or many small pages can be written anew.

export type LogUsage = {
  /** `ids` have their newest state in this page now. */
  readonly placed: (page: { readonly number: number; readonly size: number }, ids: readonly string[]) => void;
  readonly pageNumbers: () => readonly number[];
  /** Pages that hold any state, old or new, of one of `ids`. */
  readonly holding: (ids: readonly string[]) => readonly number[];
  /** Documents whose newest state is in one of these pages. */
  readonly livingIn: (pages: readonly number[]) => readonly string[];
  /** These pages are no more, nor the documents whose newest state was there. */
  readonly removed: (pages: readonly number[]) => void;
  /** Pages to write anew; empty while it is not worth while. */
  readonly worthCompacting: () => readonly number[];
};

type Usage = { size: number; live: number; readonly ids: Set<string> };
type Totals = { size: number; dead: number; small: number };

/** Below this many dead characters a log is left alone. */
const leastDead = 64 * 1024;
/** So many small pages make the replay slow. */
const mostSmall = 500;
const smallSize = 4 * 1024;

export function createLogUsage(): LogUsage {
  const pageOf = new Map<string, number>();
  const pages = new Map<number, Usage>();
  const totals: Totals = { size: 0, dead: 0, small: 0 };
  const count = (usage: Usage, sign: 1 | -1): void => {
    totals.size += sign * usage.size;
    totals.dead += sign * deadOf(usage);
    if (usage.size < smallSize) totals.small += sign;
  };
  const change = (number: number, apply: (usage: Usage) => void): void => {
    const usage = pages.get(number);
    if (usage === undefined) return;
    count(usage, -1);
    apply(usage);
    count(usage, 1);
  };
  const place = (id: string, number: number): void => {
    const before = pageOf.get(id);
    if (before !== undefined) change(before, (usage) => void (usage.live -= 1));
    pageOf.set(id, number);
    change(number, (usage) => {
      usage.ids.add(id);
      usage.live += 1;
    });
  };
  return {
    placed: ({ number, size }, ids) => {
      if (!pages.has(number)) {
        const fresh: Usage = { size, live: 0, ids: new Set() };
        pages.set(number, fresh);
        count(fresh, 1);
      }
      for (const id of ids) place(id, number);
    },
    pageNumbers: () => [...pages.keys()],
    holding: (ids) => numbersWhere(pages, (usage) => ids.some((id) => usage.ids.has(id))),
    livingIn: (numbers) =>
      numbers.flatMap((number) =>
        [...(pages.get(number)?.ids ?? [])].filter((id) => pageOf.get(id) === number),
      ),
    removed: (numbers) => {
      for (const number of numbers) {
        const usage = pages.get(number);
        if (usage === undefined) continue;
        count(usage, -1);
        for (const id of usage.ids) if (pageOf.get(id) === number) pageOf.delete(id);
        pages.delete(number);
      }
    },
    worthCompacting: () => planCompaction(pages, totals),
  };
}

function planCompaction(pages: ReadonlyMap<number, Usage>, totals: Totals): readonly number[] {
  const isDeadWeight = totals.dead >= leastDead && totals.dead * 2 >= totals.size;
  const isScattered = totals.small > mostSmall;
  if (!isDeadWeight && !isScattered) return [];
  return numbersWhere(
    pages,
    (usage) => (isDeadWeight && deadOf(usage) * 2 >= usage.size) || (isScattered && usage.size < smallSize),
  );
}

function numbersWhere(pages: ReadonlyMap<number, Usage>, test: (usage: Usage) => boolean): readonly number[] {
  return [...pages].filter(([, usage]) => test(usage)).map(([number]) => number);
}

/** Characters of a page that no longer count. */
function deadOf({ size, live, ids }: Usage): number {
  return ids.size === 0 ? size : Math.round(size * (1 - live / ids.size));
}
