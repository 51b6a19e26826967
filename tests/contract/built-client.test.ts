// The built app holds nothing of RxDB that must not be shipped (trap 2, and what trap 18 says of its encryption).
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { buildClientIfStale } from '../../server/operations/build-client.ts';
import { rootPath } from '../support/run-command.ts';

const filesWith = (pattern: string, words: string): readonly string[] =>
  globSync(pattern, { cwd: rootPath }).filter((path) =>
    readFileSync(join(rootPath, path), 'utf8').includes(words),
  );

beforeAll(() => buildClientIfStale(), 120_000);

describe('trap 2: what is shipped', () => {
  it.each([
    [
      'the frame of the development mode',
      'rxdb.info/html/dev-mode-iframe',
      'rxdb/dist/esm/plugins/dev-mode/*.js',
    ],
    ['code made of text by the validator', 'new Function(', 'ajv/dist/compile/index.js'],
    ['the encryption with MD5', 'Malformed UTF-8 data', 'crypto-js/core.js'],
  ])('is without %s', (_, words, origin) => {
    expect(filesWith(`node_modules/${origin}`, words)).not.toEqual([]);
    expect(filesWith('dist/client/**/*.js', 'rxdb').length).toBeGreaterThan(0);
    expect(filesWith('dist/client/**/*.js', words)).toEqual([]);
  });
});
