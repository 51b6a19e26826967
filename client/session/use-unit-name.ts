// What people call a unit of the tree that this device holds.
import { computed, type ComputedRef } from 'vue';
import { createOrgTree } from '../../shared/org/org-unit.ts';
import { useWatchable } from '../ui/use-watchable.ts';
import { useOpenSession } from './use-session.ts';

/** The short name; the code until the tree has arrived. */
export function useUnitName(unitId: string): ComputedRef<string> {
  const { repositories } = useOpenSession();
  const tree = useWatchable(repositories.orgUnits.watchTree(), createOrgTree([]));
  return computed(() => tree.value.unit(unitId)?.shortName ?? unitId);
}
