// The registry of the client: the kinds of a first screen come with the app, all others right after it or when they are needed.
import { shallowRef, type ShallowRef } from 'vue';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { defineRegistry, type Registry } from '../../shared/record-types/define-registry.ts';

export type GrowingRegistry = Registry & {
  /** True when every kind is there; until then `all` and `get` know the first ones. Both are reactive. */
  readonly isWhole: Readonly<ShallowRef<boolean>>;
  /** Fetches the rest, once; a failed try is made again by the next call. */
  readonly grow: () => Promise<void>;
};

export function createGrowingRegistry(
  first: readonly RecordDefinition[],
  loadAll: () => Promise<Registry>,
): GrowingRegistry {
  const held = shallowRef(defineRegistry(first));
  const isWhole = shallowRef(false);
  let growing: Promise<void> | undefined;
  const load = async (): Promise<void> => {
    try {
      held.value = await loadAll();
      isWhole.value = true;
    } catch {
      growing = undefined;
    }
  };
  return {
    get all() {
      return held.value.all;
    },
    get: (id) => held.value.get(id),
    isWhole,
    grow: () => (growing ??= load()),
  };
}
