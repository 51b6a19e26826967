// Registers the service worker and knows when a new version waits. Nothing reloads by itself.
import { useRegisterSW } from 'virtual:pwa-register/vue';
import type { Ref } from 'vue';

export type AppUpdate = { readonly isWaiting: Readonly<Ref<boolean>>; readonly update: () => void };

export function useAppUpdate(): AppUpdate {
  const { needRefresh, updateServiceWorker } = useRegisterSW({ immediate: true });
  return { isWaiting: needRefresh, update: () => void updateServiceWorker(true) };
}
