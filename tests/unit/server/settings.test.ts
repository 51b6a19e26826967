// A setting that cannot be used stops the start with one line that names it, before anything is built or opened.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readUsableConfig } from '../../../server/check-places.ts';
import { ConfigError, readConfig } from '../../../server/config.ts';
import { runCommand } from '../../support/run-command.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bbt-settings-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const lineOf = (env: Readonly<Record<string, string>>): string => {
  try {
    readUsableConfig({ DATA_DIR: join(folder, 'usable'), ...env });
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  return '';
};

describe('an empty setting', () => {
  const names = [
    'HOST',
    'PORT',
    'DATA_DIR',
    'BLOB_DIR',
    'CLIENT_DIR',
    'PUBLIC_URL',
    'LOG_LEVEL',
    'TRUST_PROXY',
    'FILING_NUMBER',
    'FEEDBACK_CONTACT',
  ];
  it.each(names)('%s is refused, also when it is only spaces', (name) => {
    for (const value of ['', '  '])
      expect(lineOf({ [name]: value })).toBe(`${name} is empty: give it a value, or do not set it.`);
  });
});

describe('a wrong setting', () => {
  it.each([
    [{ PORT: '99999' }, 'PORT is "99999", but'],
    [{ HOST: 'two words' }, 'HOST is "two words", but'],
    [{ PUBLIC_URL: 'ftp://example.test' }, 'PUBLIC_URL is "ftp://example.test", but'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud", but'],
    [{ TRUST_PROXY: 'maybe' }, 'TRUST_PROXY is "maybe", but'],
  ])('%o is named', (env, words) => {
    expect(lineOf(env)).toContain(words);
  });

  it('is not one when it is right', () => {
    expect(readConfig({ HOST: '::1', PORT: '80', TRUST_PROXY: 'yes' })).toMatchObject({
      publicUrl: 'http://[::1]:80',
      trustProxy: true,
    });
  });
});

describe('a place', () => {
  it('of data that is a file, lies in a file or cannot be made is named', () => {
    const file = join(folder, 'a-file');
    writeFileSync(file, 'x');
    for (const name of ['DATA_DIR', 'BLOB_DIR']) {
      expect(lineOf({ [name]: file })).toBe(`${name} is "${file}", but that is a file, not a directory.`);
      expect(lineOf({ [name]: join(file, 'below') })).toContain(`${name} is "${join(file, 'below')}", but`);
      const tooLong = join(folder, 'x'.repeat(300));
      expect(lineOf({ [name]: tooLong })).toContain(
        `${name} is "${tooLong}", but that directory is not there`,
      );
    }
  });

  it('of data that is not there yet is made', () => {
    expect(lineOf({ DATA_DIR: join(folder, 'new', 'below') })).toBe('');
  });

  it('of the app must hold a built app when it is set', () => {
    const [file, empty] = [join(folder, 'app-file'), join(folder, 'app-empty')];
    writeFileSync(file, 'x');
    mkdirSync(empty);
    expect(lineOf({ CLIENT_DIR: join(folder, 'no-app') })).toContain('but there is no such directory.');
    expect(lineOf({ CLIENT_DIR: file })).toContain('but that is a file, not a directory.');
    expect(lineOf({ CLIENT_DIR: empty })).toContain('but no built app is in it: there is no index.html.');
    writeFileSync(join(empty, 'index.html'), '<!doctype html>');
    expect(lineOf({ CLIENT_DIR: empty })).toBe('');
  });
});

describe('the process', () => {
  const start = (env: Readonly<Record<string, string>>, ...script: string[]) =>
    runCommand(process.execPath, script.length > 0 ? script : ['server/main.ts'], {
      env: { PORT: '0', LOG_LEVEL: 'silent', DATA_DIR: join(folder, 'process'), ...env },
    });

  it('of `npm start`, of the demonstration and of the commands ends with that line, before it builds', async () => {
    for (const script of [
      ['server/operations/start.ts'],
      ['server/operations/demo.ts'],
      ['server/operations/admin.ts', 'account', 'list'],
    ]) {
      const { code, output } = await start({ DATA_DIR: '' }, ...script);
      expect([code, output]).toEqual([1, 'DATA_DIR is empty: give it a value, or do not set it.\n']);
    }
  });

  it('says when a file in the data directory is no database, and leaves it as it is', async () => {
    const dataDir = join(folder, 'garbage');
    const file = join(dataDir, 'banbiantian.sqlite');
    mkdirSync(dataDir);
    writeFileSync(file, '这不是数据库'.repeat(500));
    const { code, output } = await start({ DATA_DIR: dataDir }, 'server/operations/start.ts');
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      expect.stringMatching(/banbiantian\.sqlite is not a database of this program.*set DATA_DIR/),
    ]);
    expect(readFileSync(file, 'utf8')).toBe('这不是数据库'.repeat(500));
  });

  it('says when no address is known under HOST', async () => {
    const { code, output } = await start({ HOST: 'no-such-host.invalid' });
    expect(code).toBe(1);
    expect(output.trim().split('\n')).toEqual([
      expect.stringMatching(/^HOST is "no-such-host\.invalid", but no address is known under that name/),
    ]);
  });
});
