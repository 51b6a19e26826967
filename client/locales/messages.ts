// The words of the screens: compiled when the app is built, one language loaded at a time.
import { createI18n, type I18n } from 'vue-i18n';
import type { Language } from '../ui/preferences.ts';

/** Starts without words: `loadMessages` brings a language before anything is said in it. */
export function createMessages(): I18n<{}, {}, {}, string, false> {
  return createI18n({
    legacy: false,
    locale: 'zh-CN',
    fallbackLocale: 'zh-CN',
    messages: {},
    missingWarn: false,
    fallbackWarn: false,
  });
}

export async function loadMessages(language: Language): Promise<Record<string, unknown>> {
  const loaded = await (language === 'en' ? import('./en.json') : import('./zh-CN.json'));
  return loaded.default;
}

/** The words of pages that a first screen does not lead to at once. */
export async function loadLaterMessages(language: Language): Promise<Record<string, unknown>> {
  const loaded = await (language === 'en' ? import('./later/en.json') : import('./later/zh-CN.json'));
  return loaded.default;
}

type Words = Readonly<Record<string, unknown>>;

/** Both, group by group; no word stands in both (`locales.test.ts`). */
export function together(first: Words, later: Words): Record<string, unknown> {
  const shared = Object.keys(later).filter((key) => isGroup(first[key]) && isGroup(later[key]));
  return {
    ...first,
    ...later,
    ...Object.fromEntries(shared.map((key) => [key, together(groupOf(first[key]), groupOf(later[key]))])),
  };
}

function isGroup(value: unknown): value is Words {
  return typeof value === 'object' && value !== null;
}

function groupOf(value: unknown): Words {
  return isGroup(value) ? value : {};
}
