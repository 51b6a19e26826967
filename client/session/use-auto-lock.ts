// Locks after 15 minutes without a touch (`security.md`): drafts are already on the disk, nothing is lost.
import { useDocumentVisibility, useIdle } from '@vueuse/core';
import { watch } from 'vue';
import type { Clock } from '../database/clock.ts';
import type { DeviceSession } from './device-session.ts';

const idleMs = 15 * 60 * 1000;

export function useAutoLock(session: DeviceSession, clock: Clock): void {
  const { idle } = useIdle(idleMs);
  const visibility = useDocumentVisibility();
  let hiddenAt: number | undefined;
  watch(idle, async (isIdle) => {
    if (isIdle) await session.lock();
  });
  // A page in the background has no timers to rely on: the clock is asked when it comes back.
  watch(visibility, async (now) => {
    const away = hiddenAt === undefined ? 0 : Math.abs(clock.now() - hiddenAt);
    hiddenAt = now === 'hidden' ? clock.now() : undefined;
    if (away >= idleMs) await session.lock();
  });
}
