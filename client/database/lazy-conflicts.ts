// The repository of conflicts, loaded when this device holds one: most never do.
import { map } from 'rxjs';
import type { ConflictsDeps, ConflictsRepository } from './conflicts-repository.ts';
import { watchStream, type Watchable } from './watchable.ts';

export type LazyConflicts = {
  /** Whether this device holds any conflict, settled ones too. */
  readonly watchAny: () => Watchable<boolean>;
  readonly load: () => Promise<ConflictsRepository>;
};

export function createLazyConflicts(deps: ConflictsDeps): LazyConflicts {
  return {
    watchAny: () =>
      watchStream(deps.collections.conflicts.find({ limit: 1 }).$.pipe(map(({ length }) => length > 0))),
    load: async () => (await import('./conflicts-repository.ts')).createConflictsRepository(deps),
  };
}
