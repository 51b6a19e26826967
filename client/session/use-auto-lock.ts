// Locks after 15 minutes without a touch (`security.md`): drafts are already on the disk, nothing is lost.
import { useIdle } from '@vueuse/core';
import { watch } from 'vue';
import type { DeviceSession } from './device-session.ts';

const idleMs = 15 * 60 * 1000;

export function useAutoLock(session: DeviceSession): void {
  const { idle } = useIdle(idleMs);
  watch(idle, async (isIdle) => {
    if (isIdle) await session.lock();
  });
}
