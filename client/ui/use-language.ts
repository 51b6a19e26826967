// Words of the screen and words of definitions in the language that the person chose.
import { computed, type ComputedRef } from 'vue';
import { useI18n } from 'vue-i18n';
import type { Label } from '../../shared/forms/field-types.ts';
import type { Locale } from '../../shared/reports/approximate-number.ts';
import { definitionLocale } from './preferences.ts';

export type UseLanguage = {
  /** A message of `locales/`, with named values filled in; `count` also chooses between one and many where both are given. */
  readonly t: (key: string, named?: Readonly<Record<string, unknown>>) => string;
  /** The language of definitions: `label[locale.value]`, `lineText(…, { locale: locale.value })`. */
  readonly locale: ComputedRef<Locale>;
  readonly labelText: (label: Label) => string;
  /** `10月19日 07:52`, in Asia/Shanghai; with the year when it is not this one's. */
  readonly momentText: (instant: string) => string;
};

function isThisYear(instant: string): boolean {
  const yearOf = (date: Date): string =>
    date.toLocaleString('en', { timeZone: 'Asia/Shanghai', year: 'numeric' });
  return yearOf(new Date(instant)) === yearOf(new Date());
}

export function useLanguage(): UseLanguage {
  const i18n = useI18n();
  const locale = computed(() => definitionLocale(i18n.locale.value));
  return {
    t: (key, named = {}) => i18n.t(key, named, Number(named['count'] ?? 1)),
    locale,
    labelText: (label) => label[locale.value],
    momentText: (instant) =>
      new Date(instant).toLocaleString(i18n.locale.value, {
        timeZone: 'Asia/Shanghai',
        ...(isThisYear(instant) ? {} : { year: 'numeric' }),
        month: locale.value === 'zh' ? 'long' : 'short',
        day: 'numeric',
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
      }),
  };
}
