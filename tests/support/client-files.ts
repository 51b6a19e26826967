// What the client's source says, for tests of what must never be shipped.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { rootPath } from './run-command.ts';

/** Sources of the client and of what it shares with the server, in which the words stand. */
export function clientFilesWith(words: RegExp): readonly string[] {
  return globSync('{client,shared}/**/*.{ts,vue}', { cwd: rootPath })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => words.test(readFileSync(join(rootPath, path), 'utf8')))
    .sort();
}
