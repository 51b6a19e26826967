// Finds out, once, what this device holds, and re-opens it without asking within 15 minutes.
import { ref, type Ref } from 'vue';
import type { DeviceSession } from './device-session.ts';

/** True when the first screen is known. */
export function useSessionStart(session: DeviceSession): Readonly<Ref<boolean>> {
  const isStarted = ref(false);
  const start = async (): Promise<void> => {
    await session.start();
    if (session.state.get() === 'locked') await session.quickUnlock();
    isStarted.value = true;
  };
  start().catch(() => {
    isStarted.value = true;
  });
  return isStarted;
}
