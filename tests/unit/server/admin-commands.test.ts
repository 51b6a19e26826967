// The commands of the README work as they stand there, on a data directory beside a server.
import { readFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rootPath, runCommand } from '../../support/run-command.ts';
import { smallTreeCsv } from '../../support/server/small-tree.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bbt-admin-'));
  writeFileSync(join(folder, 'units.csv'), smallTreeCsv);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const readme = readFileSync(join(rootPath, 'README.md'), 'utf8');
const inReadme = [...readme.matchAll(/^npm run admin -- (.*?)(?:\s+#.*)?$/gm)].map((match) => match[1] ?? '');
const argumentsOf = (words: string): string[] =>
  words.split(' ').map((word) => (word === 'units.csv' ? join(folder, word) : word));
const admin = (words: string) =>
  runCommand(process.execPath, ['server/operations/admin.ts', ...argumentsOf(words)], {
    env: { DATA_DIR: join(folder, 'data'), BBT_PASSWORD: '' },
  });

describe('the commands of the README', () => {
  it('are there, and do what is said of them once there is a tree', async () => {
    expect(inReadme.map((words) => words.split(' ').slice(0, 2).join(' '))).toEqual([
      'account create',
      'account reset',
      'account list',
      'device list',
      'org import',
      'quarantine list',
      'audit list',
      '--help',
    ]);
    const [
      create = '',
      reset = '',
      list = '',
      devices = '',
      load = '',
      quarantine = '',
      audit = '',
      help = '',
    ] = inReadme;
    const outputs: string[] = [];
    /** What reads waits for nothing but what was written before it. */
    for (const together of [[load], [create], [reset], [list, devices, quarantine, audit, help]])
      for (const [index, { code, output }] of (await Promise.all(together.map(admin))).entries()) {
        expect([together[index], code, output]).toEqual([together[index], 0, output]);
        outputs.push(output);
      }
    expect(outputs).toEqual([
      expect.stringMatching(/^\d+ units written, 0 unchanged\.$/m),
      expect.stringMatching(/^Account "huaguo-1" is made\. Its password is \S{12}$/m),
      expect.stringMatching(/^Account "huaguo-1" has a new password/m),
      expect.stringMatching(/^huaguo-1\s+villageCadre\s+420303001202\s+示例一$/m),
      'There are no devices.\n',
      'Nothing is in quarantine.\n',
      'Nothing is in the audit.\n',
      expect.stringContaining('account create'),
    ]);
    // Eight processes.
  }, 60_000);

  it('say in one line what was typed wrong', async () => {
    const wrong = 'account create --id Admin --name 示例 --role administrator --unit 4203';
    expect(await admin(wrong)).toMatchObject({
      code: 1,
      output: expect.stringMatching(/^An account name has 2 to 40 small letters.*\n$/),
    });
  });
});
