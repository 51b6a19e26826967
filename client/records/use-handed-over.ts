// Who took what over with a post, as far as the hand-overs on this device say.
import { computed, type ComputedRef } from 'vue';
import { createHandedOver, handoverTypes, type HandedOver } from '../../shared/records/handed-over.ts';
import { nobodyMerged } from '../database/people-repository.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useWatchable } from '../ui/use-watchable.ts';

export function useHandedOver(): ComputedRef<HandedOver> {
  const { repositories } = useOpenSession();
  const records = useWatchable(repositories.records.watchList({ types: handoverTypes }), []);
  const merged = useWatchable(repositories.people.watchMerged(), nobodyMerged);
  return computed(() => createHandedOver(records.value, merged.value.idOf));
}
