// What is still wanted of the server is asked when it can be reached again; what is on the screen stays when it cannot.
import { watch } from 'vue';
import { useOpenSession } from '../session/use-session.ts';
import { useCell } from './use-watchable.ts';

export function useOnReachable(again: () => void): void {
  const { syncStatus } = useOpenSession();
  const overview = useCell(syncStatus.overview);
  watch(
    () => overview.value.reachable,
    (isReachable) => {
      if (isReachable) again();
    },
  );
}
