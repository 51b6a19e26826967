// The rules of the house, each held against the whole checkout and each shown to be able to fail.
import { describe, expect, test } from 'vitest';
import { importRules } from './support/architecture/import-rules.ts';
import { languageRules } from './support/architecture/language-rules.ts';
import { shapeRules } from './support/architecture/shape-rules.ts';
import {
  readSourceFiles,
  sourceFile,
  type Snippet,
  type SourceFile,
} from './support/architecture/source-file.ts';

const checkout = readSourceFiles();
const parse = (snippets: readonly Snippet[]): readonly SourceFile[] =>
  snippets.map(({ path, text }) => sourceFile(path, text));

test('the checkout is read: every tree has files', () => {
  const trees = new Set(checkout.map(({ path }) => path.split('/')[0] ?? ''));
  expect([...trees].sort()).toEqual(['client', 'server', 'shared', 'tests', 'vite.config.ts']);
});

describe.each([...importRules, ...languageRules, ...shapeRules])('$name', ({ breaches, bad, good }) => {
  test('holds in the checkout', () => {
    expect(breaches(checkout)).toEqual([]);
  });

  test('finds each breach', () => {
    expect(bad.map((tree) => breaches(parse(tree)).length > 0)).toEqual(bad.map(() => true));
  });

  test('lets pass what keeps it', () => {
    expect(breaches(parse(good))).toEqual([]);
  });
});
