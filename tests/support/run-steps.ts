// The steps of a whole test run: static checks, build, and one vitest run for each project that has files.
import { globSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { runCommand, rootPath } from './run-command.ts';
import { noTests, vitestCounts, type TestCounts } from './test-counts.ts';

export type StepResult = { readonly counts: TestCounts; readonly seconds: number; readonly output: string };

export type Step = {
  readonly name: string;
  readonly group: 'checks' | 'build' | 'tests';
  /** True when the step needs Chromium. */
  readonly needsBrowser: boolean;
  /** True when it prints nothing while it runs, and may run beside others of its kind. */
  readonly isQuiet: boolean;
  readonly run: (env: Readonly<Record<string, string>>) => Promise<StepResult>;
};

const reportFolder = join(rootPath, '.cache', 'test-results');

/** Commands run before the tests, side by side in this order: the longest is the first. */
export const steps: readonly Step[] = [
  command('types of client', 'checks', 'vue-tsc', ['-p', 'client']),
  command('format', 'checks', 'oxfmt', ['--check', '.']),
  command('lint', 'checks', 'oxlint', ['.']),
  command('types of the build', 'checks', 'tsc', ['-p', '.']),
  command('types of shared', 'checks', 'tsc', ['-p', 'shared']),
  command('types of server', 'checks', 'tsc', ['-p', 'server']),
  command('types of tests', 'checks', 'tsc', ['-p', 'tests']),
  command('types of workers', 'checks', 'tsc', ['-p', 'client/tsconfig.worker.json']),
  command('unused code', 'checks', 'knip', []),
  project('house', 'tests/*.test.ts', 'checks'),
  command('build', 'build', 'vite', ['build', '--logLevel', 'warn']),
  project('unit', 'tests/unit/**/*.test.ts'),
  project('contract', 'tests/contract/**/*.test.ts'),
  project('postgres', 'tests/postgres/**/*.test.ts'),
  project('planted', 'tests/planted/**/*.test.ts'),
  project('property', 'tests/property/**/*.test.ts'),
  project('simulation', 'tests/simulation/**/*.test.ts'),
  project('e2e', 'tests/e2e/**/*.test.ts'),
];

/** A check that has no counts of its own: one test, passed when it exits with 0. */
function command(name: string, group: 'checks' | 'build', binary: string, args: readonly string[]): Step {
  const run: Step['run'] = async (env) => {
    const { code, output, seconds } = await runCommand(binary, args, { env });
    const counts = code === 0 ? { ...noTests, passed: 1 } : { ...noTests, failed: 1 };
    return { counts, seconds, output: code === 0 ? '' : output };
  };
  return { name, group, needsBrowser: false, isQuiet: true, run };
}

function project(name: string, pattern: string, group: Step['group'] = 'tests'): Step {
  const run: Step['run'] = async (env) => {
    if (globSync(pattern, { cwd: rootPath }).length === 0) {
      return { counts: noTests, seconds: 0, output: `no files match ${pattern}\n` };
    }
    const report = join(reportFolder, `${name}.json`);
    mkdirSync(reportFolder, { recursive: true });
    rmSync(report, { force: true });
    const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
    const { code, seconds } = await runCommand('vitest', ['run', '--project', name, ...reporters], {
      env,
      show: true,
    });
    return { counts: vitestCounts(readReport(report), code), seconds, output: '' };
  };
  return { name, group, needsBrowser: name === 'e2e', isQuiet: false, run };
}

function readReport(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
}
