// How much this app holds on the device, and whether the browser promised to keep it.
import { computed, ref, type ComputedRef } from 'vue';
import { useLanguage } from '../ui/use-language.ts';

/** One sentence; empty until the browser has answered. */
export function useDeviceStorage(): ComputedRef<string> {
  const { t } = useLanguage();
  const known = ref<{ readonly usedMb: string; readonly isKept: boolean }>();
  const ask = async (): Promise<void> => {
    // Asking is free and quiet in Chromium and Safari; the answer is shown either way.
    const isKept = (await navigator.storage.persisted()) || (await navigator.storage.persist());
    const { usage = 0 } = await navigator.storage.estimate();
    known.value = { usedMb: (usage / 1024 / 1024).toFixed(1), isKept };
  };
  // A browser that does not tell is not asked again.
  void ask().catch(() => undefined);
  return computed(() =>
    known.value === undefined
      ? ''
      : t(known.value.isKept ? 'session.storageKept' : 'session.storageNotKept', {
          size: known.value.usedMb,
        }),
  );
}
