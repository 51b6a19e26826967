// One of a list is open: the next opens by itself when it leaves the list.
import { computed, ref, watch, type ComputedRef } from 'vue';

export type Selection<T> = {
  readonly selected: ComputedRef<T | undefined>;
  readonly select: (id: string) => void;
  /** One further (1) or back (−1), and no further than the ends. */
  readonly move: (step: 1 | -1) => void;
};

export function useSelection<T>(items: ComputedRef<readonly T[]>, idOf: (item: T) => string): Selection<T> {
  const selectedId = ref<string>();
  const place = ref(0);
  watch(
    [items, selectedId],
    ([now]) => {
      const found = now.findIndex((item) => idOf(item) === selectedId.value);
      if (found >= 0) place.value = found;
      else {
        place.value = Math.max(0, Math.min(place.value, now.length - 1));
        const next = now[place.value];
        selectedId.value = next === undefined ? undefined : idOf(next);
      }
    },
    { immediate: true, flush: 'sync' },
  );
  return {
    selected: computed(() => items.value.find((item) => idOf(item) === selectedId.value)),
    select: (id) => {
      selectedId.value = id;
    },
    move: (step) => {
      const next = items.value[place.value + step];
      if (next !== undefined) selectedId.value = idOf(next);
    },
  };
}
