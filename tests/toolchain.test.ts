// The toolchain is the same on every machine: exact versions, a complete lock file, Node 24, honest counts.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { z } from 'zod';
import { findBrowser, findOrInstallBrowser } from './support/find-browser.ts';
import { rootPath, runCommand } from './support/run-command.ts';
import { addCounts, countsLine, noTests, vitestCounts } from './support/test-counts.ts';

const versions = z.optional(z.record(z.string(), z.string()));

const packageJson = z.object({
  scripts: z.record(z.string(), z.string()),
  dependencies: versions,
  devDependencies: versions,
  optionalDependencies: versions,
  overrides: versions,
});

const lockFile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      version: z.optional(z.string()),
      integrity: z.optional(z.string()),
      link: z.optional(z.boolean()),
      dependencies: versions,
      devDependencies: versions,
      optionalDependencies: versions,
    }),
  ),
});

const readJson = (path: string): unknown => JSON.parse(readFileSync(join(rootPath, path), 'utf8'));
const manifest = packageJson.parse(readJson('package.json'));
const lock = lockFile.parse(readJson('package-lock.json')).packages;

/** All names under which npm would look for a package that `owner` needs, nearest folder first. */
function placesOf(owner: string, name: string): string[] {
  const folders = owner === '' ? [] : owner.split('/node_modules/');
  const above = folders.map((_, depth) => folders.slice(0, folders.length - depth).join('/node_modules/'));
  return [...above.map((folder) => `${folder}/node_modules/${name}`), `node_modules/${name}`];
}

/** Optional packages that the lock names but does not hold: `npm ci` refuses such a lock. */
function missingOptional(packages: typeof lock): string[] {
  return Object.entries(packages).flatMap(([owner, entry]) =>
    Object.keys(entry.optionalDependencies ?? {})
      .filter((name) => !placesOf(owner, name).some((place) => place in packages))
      .map((name) => `${owner === '' ? 'package.json' : owner} → ${name}`),
  );
}

function looseVersions(wanted: Record<string, string>): string[] {
  const exact = /^(npm:(@[\w-]+\/)?[\w-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;
  return Object.entries(wanted)
    .filter(([, version]) => !exact.test(version))
    .map(([name, version]) => `${name} ${version}`);
}

const allWanted = {
  ...manifest.dependencies,
  ...manifest.devDependencies,
  ...manifest.optionalDependencies,
  ...manifest.overrides,
};

test('each optional package that the lock names has its entry', () => {
  expect(missingOptional(lock)).toEqual([]);
});

test('a lock without a platform binding is noticed', () => {
  const owner = 'node_modules/oxlint';
  const [binding = ''] = Object.keys(lock[owner]?.optionalDependencies ?? {});
  const { [`node_modules/${binding}`]: removed, ...rest } = lock;
  expect(removed).toBeDefined();
  expect(missingOptional(rest)).toEqual([`${owner} → ${binding}`]);
});

test('versions are pinned exactly', () => {
  expect(looseVersions(allWanted)).toEqual([]);
  expect(looseVersions({ a: '^1.2.3', b: 'latest', c: '1.2', d: 'npm:x@>=1.0.0', e: '1.2.3' })).toEqual([
    'a ^1.2.3',
    'b latest',
    'c 1.2',
    'd npm:x@>=1.0.0',
  ]);
});

test('the lock was made from this package.json', () => {
  const root = lock[''];
  expect(root?.dependencies).toEqual(manifest.dependencies);
  expect(root?.devDependencies).toEqual(manifest.devDependencies);
  expect(root?.optionalDependencies).toEqual(manifest.optionalDependencies);
});

test('each locked package has an integrity hash', () => {
  const bare = Object.entries(lock).filter(
    ([path, entry]) => path !== '' && entry.link !== true && entry.integrity === undefined,
  );
  expect(bare.map(([path]) => path)).toEqual([]);
});

test('there are at most twelve npm scripts, and those people rely on are among them', () => {
  const names = Object.keys(manifest.scripts);
  expect(names.length).toBeLessThanOrEqual(12);
  expect(names).toEqual(
    expect.arrayContaining(['start', 'demo', 'dev', 'build', 'test', 'check', 'bench', 'admin']),
  );
});

test('tests run on Node 24 or newer, with node:sqlite in it', () => {
  expect(Number(process.versions.node.split('.')[0])).toBeGreaterThanOrEqual(24);
  expect(process.getBuiltinModule('node:sqlite').DatabaseSync).toBeTypeOf('function');
});

test('an old Node is told in one line what it needs', async () => {
  const pretend = "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });";
  const script = `${pretend} await import('./server/operations/require-node.js');`;
  const { code, output } = await runCommand(process.execPath, ['--input-type=module', '-e', script]);
  expect(code).toBe(1);
  expect(output.trim().split('\n')).toEqual([
    expect.stringMatching(/^Banbiantian needs Node 24.*Node 20\.20\.2/),
  ]);
});

test('a wrong step is named, with the steps there are', async () => {
  const { code, output } = await runCommand(process.execPath, ['tests/run-tests.ts', '--only=nothing']);
  expect(code).toBe(2);
  expect(output).toContain('--only=nothing names no step.');
  expect(output).toContain('e2e');
});

test('steps that run side by side are each told and counted', async () => {
  const only = '--only=types of workers,types of the build';
  const { code, output } = await runCommand(process.execPath, ['tests/run-tests.ts', only]);
  const lines = output.trim().split('\n');
  expect(lines).toHaveLength(3);
  expect(
    lines
      .slice(0, 2)
      .map((line) => line.replace(/ \([\d.]+ s\)$/, ''))
      .sort(),
  ).toEqual(['ok     types of the build: 1 passed, 0 failed', 'ok     types of workers: 1 passed, 0 failed']);
  expect(lines.at(-1)).toBe('2 passed, 0 failed');
  expect(code).toBe(0);
});

test('the browser is the one that CHROMIUM_PATH names, else the first on the PATH', () => {
  const folder = mkdtempSync(join(tmpdir(), 'banbiantian-browser-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const name = process.platform === 'win32' ? 'chromium.exe' : 'chromium';
  writeFileSync(join(folder, name), '', { mode: 0o755 });
  expect(findBrowser({ PATH: folder })).toBe(join(folder, name));
  expect(findBrowser({ PATH: folder, CHROMIUM_PATH: '/opt/own/chrome' })).toBe('/opt/own/chrome');
});

test('a CHROMIUM_PATH that is no program is said, not replaced', async () => {
  vi.stubEnv('CHROMIUM_PATH', join(rootPath, 'package.json'));
  onTestFinished(() => void vi.unstubAllEnvs());
  const { path, note } = await findOrInstallBrowser();
  expect(path).toBeUndefined();
  expect(note).toMatch(/^CHROMIUM_PATH names .*package\.json, which is not an executable file\.$/);
});

const report = (counts: {
  passed?: number;
  failed?: number;
  brokenFile?: boolean;
  /** Of a file that failed while it prepared: its tests never ran. */
  neverRan?: number;
  skipped?: number;
}): string =>
  JSON.stringify({
    numPassedTests: counts.passed ?? 0,
    numFailedTests: counts.failed ?? 0,
    numPendingTests: (counts.skipped ?? 0) + (counts.neverRan ?? 0),
    numTodoTests: 0,
    testResults:
      counts.brokenFile || counts.neverRan !== undefined
        ? [
            {
              status: 'failed',
              assertionResults: Array.from({ length: counts.neverRan ?? 0 }, () => ({ status: 'skipped' })),
            },
          ]
        : [],
  });

test('counts come from the report of the runner', () => {
  expect(vitestCounts(report({ passed: 3, skipped: 1 }), 0)).toEqual({ passed: 3, failed: 0, skipped: 1 });
  expect(vitestCounts(report({ passed: 3, failed: 2 }), 1)).toEqual({ passed: 3, failed: 2, skipped: 0 });
});

test('nothing that went wrong looks green', () => {
  expect(vitestCounts(undefined, 1).failed).toBe(1);
  expect(vitestCounts(undefined, 0).failed).toBe(1);
  expect(vitestCounts(report({ passed: 3, brokenFile: true }), 1).failed).toBe(1);
  expect(vitestCounts(report({ passed: 3, neverRan: 2 }), 0).failed).toBe(1);
  expect(vitestCounts(report({ passed: 3 }), 1).failed).toBe(1);
  expect(vitestCounts(report({ passed: 3 }), null).failed).toBe(1);
});

test('the last line adds up', () => {
  const sum = addCounts({ passed: 2, failed: 1, skipped: 0 }, { passed: 3, failed: 0, skipped: 0 });
  expect(countsLine(sum)).toBe('5 passed, 1 failed');
  expect(countsLine({ ...noTests, skipped: 2 })).toBe('0 passed, 0 failed, 2 skipped');
});
