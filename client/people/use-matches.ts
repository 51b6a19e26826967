// The pairs to be looked at, as many as are shown, each with both documents.
import { ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import type { MatchReason, PersonMatch } from '../../shared/people/match-person.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useWatchable } from '../ui/use-watchable.ts';

export type ShownMatch = {
  readonly first: SyncedDocument;
  readonly second: SyncedDocument;
  readonly reason: MatchReason;
};

export function useMatches(shown: Readonly<Ref<number>>): {
  readonly matches: Readonly<ShallowRef<readonly ShownMatch[]>>;
  /** Undefined before all people were compared. */
  readonly total: Readonly<Ref<number | undefined>>;
} {
  const { people } = useOpenSession().repositories;
  const pairs = useWatchable<readonly PersonMatch[] | undefined>(people.watchMatches(), undefined);
  const matches = shallowRef<readonly ShownMatch[]>([]);
  const total = ref<number>();
  let asked = 0;
  const read = async (all: readonly PersonMatch[], mine: number): Promise<void> => {
    const found = await Promise.all(
      all.slice(0, shown.value).map(async ({ first, second, reason }): Promise<readonly ShownMatch[]> => {
        const [one, other] = await Promise.all([people.get(first), people.get(second)]);
        return one === undefined || other === undefined ? [] : [{ first: one, second: other, reason }];
      }),
    );
    if (mine !== asked) return;
    [matches.value, total.value] = [found.flat(), all.length];
  };
  watch(
    [pairs, shown],
    ([all]) => {
      asked += 1;
      if (all !== undefined) void read(all, asked);
    },
    { immediate: true },
  );
  return { matches, total };
}
