// Locks after 15 minutes without a touch: drafts are on the disk. What a full disk refused keeps the page until it is.
import { onScopeDispose } from 'vue';
import type { Clock, Timers } from '../database/clock.ts';
import type { DeviceSession } from './device-session.ts';

const idleMs = 15 * 60 * 1000;
const lookEveryMs = 30 * 1000;
const touches = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * A person's touches count, not those that RxDB makes up to see who leads. `isOnScreenOnly`: something was typed that the
 * disk refused; it is asked again instead.
 */
export function useAutoLock(
  session: Pick<DeviceSession, 'lock' | 'retryStorage'>,
  clock: Clock,
  timers: Timers,
  isOnScreenOnly: () => boolean,
): void {
  let touchedAt = clock.now();
  let stopTimer = (): void => undefined;
  const note = ({ isTrusted }: Event): void => {
    if (isTrusted) touchedAt = clock.now();
  };
  const look = async (): Promise<void> => {
    stopTimer();
    // Also when the clock was set back meanwhile.
    const isIdle = Math.abs(clock.now() - touchedAt) >= idleMs;
    if (isIdle && !isOnScreenOnly()) return session.lock();
    stopTimer = timers.after(lookEveryMs, () => void look());
    if (isIdle) await session.retryStorage();
  };
  // A page in the background has no timers to rely on: the clock is asked when it comes back.
  const back = (): void => {
    if (document.visibilityState === 'visible') void look();
  };
  for (const touch of touches) window.addEventListener(touch, note, { passive: true });
  document.addEventListener('visibilitychange', back);
  void look();
  onScopeDispose(() => {
    stopTimer();
    for (const touch of touches) window.removeEventListener(touch, note);
    document.removeEventListener('visibilitychange', back);
  });
}
