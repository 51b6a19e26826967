// Which pages wait for all kinds of records: all but the first page and the forms of the first kinds.
import { computed, onScopeDispose, watchEffect, type ComputedRef } from 'vue';
import { useRoute } from 'vue-router';
import { useServices } from './use-session.ts';

/** Long enough for a first form to be usable before the rest is fetched. */
const growAfterMs = 2_000;

/** True when the page of the route can be shown; what it needs is fetched at once, the rest a little later. */
export function useKinds(): ComputedRef<boolean> {
  const { registry, timers } = useServices();
  const route = useRoute();
  const hasEnough = computed(
    () =>
      registry.isWhole.value ||
      route.name === 'home' ||
      (route.name === 'capture' && registry.get(String(route.params['type'])) !== undefined),
  );
  watchEffect(() => {
    if (!hasEnough.value) void registry.grow();
  });
  onScopeDispose(timers.after(growAfterMs, () => void registry.grow()));
  return hasEnough;
}
