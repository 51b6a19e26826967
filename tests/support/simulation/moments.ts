// The moment just before or just after the server has handled a request: where what changes under a running exchange is put.

export type When = 'before' | 'after';

export type Moments = {
  /** Runs once, at the next request whose path holds `part`: before the server sees it, or before its answer travels. */
  readonly once: (when: When, part: string, run: () => Promise<void>) => void;
  readonly reach: (when: When, path: string) => Promise<void>;
};

type Waiting = { readonly when: When; readonly part: string; readonly run: () => Promise<void> };

export function createMoments(): Moments {
  const waiting = new Set<Waiting>();
  return {
    once: (when, part, run) => void waiting.add({ when, part, run }),
    reach: async (when, path) => {
      for (const each of [...waiting]) {
        if (each.when !== when || !path.includes(each.part)) continue;
        waiting.delete(each);
        await each.run();
      }
    },
  };
}
