// Registers the service worker and knows when a new version waits. Nothing reloads by itself.
import { useRegisterSW } from 'virtual:pwa-register/vue';
import type { Ref } from 'vue';

export type AppUpdate = { readonly isWaiting: Readonly<Ref<boolean>>; readonly update: () => void };

export function useAppUpdate(): AppUpdate {
  const { needRefresh, updateServiceWorker } = useRegisterSW({ immediate: true });
  const update = async (): Promise<void> => {
    // The library reloads only a page that was opened under an older worker; this one may be the very first.
    const reload = (): void => window.location.reload();
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
    await updateServiceWorker(true);
  };
  return { isWaiting: needRefresh, update: () => void update() };
}
