// A cell or watchable of the data layer as a Vue ref, stopped when its component is.
import { getCurrentScope, onScopeDispose, shallowRef, watch, type ShallowRef, type WatchSource } from 'vue';
import type { Cell, Watchable } from '../database/watchable.ts';

/** The value of a cell, known at once. */
export function useCell<T>(cell: Cell<T>): Readonly<ShallowRef<T>> {
  const value = shallowRef(cell.get());
  stopWithScope(
    cell.subscribe((next) => {
      value.value = next;
    }),
  );
  return value;
}

/** What a watchable says last; `initial` until it has spoken. */
export function useWatchable<T>(watchable: Watchable<T>, initial: T): Readonly<ShallowRef<T>> {
  const value = shallowRef(initial);
  stopWithScope(
    watchable.subscribe((next) => {
      value.value = next;
    }),
  );
  return value;
}

/** The same for a watchable that depends on reactive input: asked anew whenever `source` changes, keeping the old value meanwhile. */
export function useWatchableOf<S, T>(
  source: WatchSource<S>,
  watchableOf: (input: S) => Watchable<T>,
  initial: T,
): Readonly<ShallowRef<T>> {
  const value = shallowRef(initial);
  watch(
    source,
    (input, _before, onCleanup) => {
      onCleanup(
        watchableOf(input).subscribe((next) => {
          value.value = next;
        }),
      );
    },
    { immediate: true },
  );
  return value;
}

function stopWithScope(stop: () => void): void {
  if (getCurrentScope() !== undefined) onScopeDispose(stop);
}
