// The office area: for accounts above the village, where the window is as wide as a desktop's.
import { useMediaQuery } from '@vueuse/core';
import { computed, type ComputedRef } from 'vue';
import type { Role } from '../../shared/access/role.ts';
import { useOpenSession } from './use-session.ts';

const officeRoles: ReadonlySet<Role> = new Set(['townshipOfficer', 'countyOfficer', 'cityOfficer']);

export function useIsOffice(): ComputedRef<boolean> {
  const { account } = useOpenSession();
  const isWide = useMediaQuery('(min-width: 1200px)');
  return computed(() => isWide.value && officeRoles.has(account.role));
}
