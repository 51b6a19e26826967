// What the server could not be asked is asked again by itself: when it is heard of, and every so often until then.
import { onScopeDispose, watch, type Ref } from 'vue';
import { useServices } from '../session/use-session.ts';
import { useOnReachable } from '../ui/use-on-reachable.ts';

const pause = 10_000;

/** `again` is called while the state is `unreachable`; it leaves that state when it asks. */
export function useAgain(
  state: Readonly<Ref<'asking' | 'answered' | 'unreachable'>>,
  again: () => void,
): void {
  const { timers } = useServices();
  let cancel: (() => void) | undefined;
  const ask = (): void => {
    if (state.value === 'unreachable') again();
  };
  watch(state, (now) => {
    cancel?.();
    cancel = now === 'unreachable' ? timers.after(pause, ask) : undefined;
  });
  useOnReachable(ask);
  onScopeDispose(() => cancel?.());
}
