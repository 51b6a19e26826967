// Brings up what the shell waits for: the words of the chosen language and the services behind every screen.
import { shallowRef, watch, type ShallowRef } from 'vue';
import { useI18n } from 'vue-i18n';
import { loadLaterMessages, loadMessages, together } from './locales/messages.ts';
import type { AppServices } from './session/use-session.ts';
import { useDirtyForms } from './ui/dirty-forms.ts';
import { usePreferences, type Language } from './ui/preferences.ts';

export type Start = {
  readonly services: Readonly<ShallowRef<AppServices | undefined>>;
  /** What this browser lacks, if it cannot run the app. */
  readonly missing: Readonly<ShallowRef<readonly string[] | undefined>>;
};

/** A page that lived shorter than this would only fail again. */
const soonestReloadMs = 10_000;

export function useStart(): Start {
  const services = shallowRef<AppServices>();
  const missing = shallowRef<readonly string[]>();
  const i18n = useI18n();
  const preferences = usePreferences();
  const dirtyForms = useDirtyForms();

  let wantsLater = false;
  const speak = async (language: Language): Promise<void> => {
    const later = wantsLater ? await loadLaterMessages(language) : {};
    // A new object: words put into the old one would be seen by no component that is drawn already.
    i18n.setLocaleMessage(language, together(await loadMessages(language), later));
    i18n.locale.value = language;
  };
  const speakOfEverything = async (): Promise<void> => {
    wantsLater = true;
    await speak(preferences.language);
  };
  const start = async (): Promise<void> => {
    const lacking = whatIsMissing();
    if (lacking.length > 0) {
      missing.value = lacking;
      return;
    }
    const [{ createServices }] = await Promise.all([
      import('./session/create-services.ts'),
      speak(preferences.language),
    ]);
    services.value = await createServices(speakOfEverything);
  };
  // A save takes less than this. What is typed and lies nowhere else keeps the page.
  const reloadSoon = (): void => {
    const waitMs = dirtyForms.isAnyDirty ? 1500 : 0;
    const look = (): void => (dirtyForms.isAnyUnkept ? reloadSoon() : window.location.reload());
    window.setTimeout(look, waitMs);
  };
  // A page of an older version asks for a part that is gone: the newest version is loaded instead, never in a circle.
  // A part of the office is not kept on the device: without it the ordinary screen is shown (`session/choose-page.ts`).
  window.addEventListener('vite:preloadError', ({ payload }) => {
    if (payload.message.includes('/office-')) return;
    if (performance.now() > soonestReloadMs) reloadSoon();
  });
  start().catch((error: unknown) => {
    missing.value = [error instanceof Error ? error.message : String(error)];
  });
  watch(() => preferences.language, speak);
  return { services, missing };
}

function whatIsMissing(): readonly string[] {
  const needed: readonly (readonly [string, boolean])[] = [
    ['Service Worker', 'serviceWorker' in navigator],
    ['IndexedDB', 'indexedDB' in window],
    ['Web Crypto', window.isSecureContext && 'crypto' in window],
    ['Web Locks', 'locks' in navigator],
  ];
  return needed.filter(([, isThere]) => !isThere).map(([name]) => name);
}
