// What a person set for this device: language, size of text, keys. Nothing about people or records is kept here.
import { defineStore } from 'pinia';
import { ref, watchEffect } from 'vue';
import type { Locale } from '../../shared/reports/approximate-number.ts';

export const textScales = [1, 1.25, 1.5] as const;
export type TextScale = (typeof textScales)[number];
export const languages = ['zh-CN', 'en'] as const;
export type Language = (typeof languages)[number];

const keys = { language: 'language', textScale: 'textScale', letterKeys: 'letterKeys' } as const;

/** The language of definitions for a language of the screen. */
export function definitionLocale(language: string): Locale {
  return language === 'en' ? 'en' : 'zh';
}

export const usePreferences = defineStore('preferences', () => {
  const language = ref<Language>(languages.find((each) => each === read(keys.language)) ?? 'zh-CN');
  const textScale = ref<TextScale>(textScales.find((each) => String(each) === read(keys.textScale)) ?? 1);
  /** Single letters as keys of the review desk (WCAG 2.1.4: they can be switched off). */
  const hasLetterKeys = ref(read(keys.letterKeys) !== 'off');
  watchEffect(() => {
    document.documentElement.lang = language.value;
    document.documentElement.style.setProperty('--text-scale', String(textScale.value));
    keep(keys.language, language.value);
    keep(keys.textScale, String(textScale.value));
    keep(keys.letterKeys, hasLetterKeys.value ? 'on' : 'off');
  });
  return { language, textScale, hasLetterKeys };
});

/** Storage may be refused (private windows): then the choice lasts as long as the page. */
function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    // As said above.
  }
}
