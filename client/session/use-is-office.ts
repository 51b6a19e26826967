// The office area: for accounts above the village, where the window is as wide as a desktop's.
import { computed, onScopeDispose, shallowRef, type ComputedRef } from 'vue';
import type { Role } from '../../shared/access/role.ts';
import { useOpenSession } from './use-session.ts';

const officeRoles: ReadonlySet<Role> = new Set(['townshipOfficer', 'countyOfficer', 'cityOfficer']);

export function useIsOffice(): ComputedRef<boolean> {
  const { account } = useOpenSession();
  const width = window.matchMedia('(min-width: 1200px)');
  const isWide = shallowRef(width.matches);
  const look = (): void => {
    isWide.value = width.matches;
  };
  width.addEventListener('change', look);
  onScopeDispose(() => width.removeEventListener('change', look));
  return computed(() => isWide.value && officeRoles.has(account.role));
}
