// Names of units as people call them, from the part of the tree that this device holds.
import { computed, type ComputedRef } from 'vue';
import { createOrgTree, type OrgTree } from '../../shared/org/org-unit.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useWatchable } from './use-watchable.ts';

export type OrgNames = {
  readonly tree: ComputedRef<OrgTree>;
  /** The code stands for a unit that is not held. */
  readonly nameOf: (id: string) => string;
};

export function useOrgNames(): OrgNames {
  const { repositories } = useOpenSession();
  const held = useWatchable(repositories.orgUnits.watchTree(), createOrgTree([]));
  return { tree: computed(() => held.value), nameOf: (id) => held.value.unit(id)?.shortName ?? id };
}
