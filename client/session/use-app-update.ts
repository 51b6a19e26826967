// Registers the service worker and knows when a new version waits. A window in which a form is dirty is not loaded anew.
import { useRegisterSW } from 'virtual:pwa-register/vue';
import type { Ref } from 'vue';
import { useDirtyForms } from '../ui/dirty-forms.ts';

export type AppUpdate = { readonly isWaiting: Readonly<Ref<boolean>>; readonly update: () => void };

/** How soon a window that was in use when another took the new version is looked at again. */
const againMs = 1_000;

export function useAppUpdate(): AppUpdate {
  const forms = useDirtyForms();
  const reload = (): void => {
    if (forms.isAnyDirty) window.setTimeout(reload, againMs);
    else window.location.reload();
  };
  // Another window of the browser may have asked for it.
  const { needRefresh, updateServiceWorker } = useRegisterSW({ immediate: true, onNeedReload: reload });
  const update = async (): Promise<void> => {
    // The library reloads only a page that was opened under an older worker; this one may be the very first.
    navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true });
    await updateServiceWorker(true);
  };
  return { isWaiting: needRefresh, update: () => void update() };
}
