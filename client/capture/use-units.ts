// The units of the tree that this device holds, by code.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import type { OrgUnit } from '../../shared/org/org-unit.ts';
import { useOpenSession } from '../session/use-session.ts';

export function useUnits(): Readonly<ShallowRef<readonly OrgUnit[]>> {
  const { orgUnits } = useOpenSession().repositories;
  const units = shallowRef<readonly OrgUnit[]>([]);
  const read = async (): Promise<void> => {
    units.value = await orgUnits.list();
  };
  // Read again whenever the tree moves; a closed database has nothing more to say.
  onScopeDispose(orgUnits.watchTree().subscribe(() => void read().catch(() => undefined)));
  return units;
}
