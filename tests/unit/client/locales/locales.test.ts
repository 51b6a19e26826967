// The words of the screens: both languages whole, every key that is used is there, every key that is there is used.
import { globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { together } from '../../../../client/locales/messages.ts';

const flat = (words: object, path = ''): [string, string][] =>
  Object.entries(words).flatMap(([key, value]): [string, string][] =>
    typeof value === 'object' && value !== null
      ? flat(value, `${path}${key}.`)
      : [[`${path}${key}`, String(value)]],
  );
/** Read as text: an import would give the compiled messages. */
const read = (path: string): object => JSON.parse(readFileSync(`client/locales/${path}.json`, 'utf8'));
const wordsOf = (language: string): Map<string, string> => {
  return new Map([...flat(read(language)), ...flat(read(`later/${language}`))]);
};
const chinese = wordsOf('zh-CN');
const english = wordsOf('en');
const sources = globSync('client/**/*.{ts,vue}').map((file) => readFileSync(file, 'utf8'));
const keyPattern = /^[a-z][A-Za-z]*(\.[A-Za-z0-9-]+)+$/;

/** Keys written whole anywhere in the code, and beginnings of keys whose end is computed. */
const literals = new Set(
  sources.flatMap((source) => [...source.matchAll(/'([^'\n]*)'/g)].map((match) => match[1] ?? '')),
);
const beginnings = sources.flatMap((source) =>
  [...source.matchAll(/`([a-z][A-Za-z]*\.[A-Za-z.]*)\$\{/g)].map((match) => match[1] ?? ''),
);
const asked = new Set(
  sources.flatMap((source) => [...source.matchAll(/\bt\(\s*'([^'\n]+)'/g)].map((match) => match[1] ?? '')),
);

describe('the words of the screens', () => {
  it('stand in one file each, and both files together are a new whole', () => {
    for (const language of ['zh-CN', 'en']) {
      const [first, later] = [language, `later/${language}`].map((path) => read(path));
      const keysOf = (words: object = {}): string[] => flat(words).map(([key]) => key);
      const whole = together({ ...first }, { ...later });
      expect(keysOf(whole).sort()).toEqual([...keysOf(first), ...keysOf(later)].sort());
      expect(whole['records']).not.toBe(Object.entries(first ?? {}).find(([key]) => key === 'records')?.[1]);
    }
  });

  it('are the same keys in both languages, none empty', () => {
    expect([...english.keys()]).toEqual([...chinese.keys()]);
    expect([...chinese, ...english].filter(([, words]) => words.trim() === '')).toEqual([]);
  });

  it('hold every key that a screen asks for', () => {
    expect(asked.size).toBeGreaterThan(50);
    expect([...asked].filter((key) => !chinese.has(key))).toEqual([]);
    expect(beginnings.filter((start) => ![...chinese.keys()].some((key) => key.startsWith(start)))).toEqual(
      [],
    );
  });

  it('hold no key that nobody asks for', () => {
    const isUsed = (key: string): boolean =>
      literals.has(key) || beginnings.some((start) => key.startsWith(start));
    expect([...chinese.keys()].filter((key) => !isUsed(key))).toEqual([]);
    expect([...chinese.keys()].filter((key) => !keyPattern.test(key))).toEqual([]);
  });

  it('name the same values on both sides', () => {
    const namesIn = (words: string): string[] => [...words.matchAll(/\{(\w+)\}/g)].map(String).sort();
    // One and many are two forms, each whole.
    const different = [...chinese].filter(([key, words]) =>
      (english.get(key) ?? '').split(' | ').some((form) => namesIn(words).join() !== namesIn(form).join()),
    );
    expect(different).toEqual([]);
  });

  it('are Chinese in Chinese and English in English', () => {
    const hasHan = (words: string): boolean => /\p{Script=Han}/u.test(words);
    expect([...english].filter(([, words]) => hasHan(words))).toEqual([]);
    const latinWord = /[A-Za-z]{2,}/;
    const mayBeLatin = /\{\w+\}|CSV|code,name,parent,level|MB|KB/g;
    expect([...chinese].filter(([, words]) => latinWord.test(words.replace(mayBeLatin, '')))).toEqual([]);
  });
});
