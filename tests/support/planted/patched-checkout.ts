// A copy of the checkout with one fault planted in it, and a test file run there: shows that the test would catch the fault.
import { spawn } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { rootPath } from '../run-command.ts';

/** In `file` the text `find`, which stands there once, becomes `put`. */
export type Patch = { readonly file: string; readonly find: string; readonly put: string };

export type PatchedCheckout = {
  readonly path: string;
  /** Of the tests of a file whose title holds `title`, those that failed there. Throws when the run itself could not be made. */
  readonly failedTests: (
    project: string,
    file: string,
    title: string,
    env?: Readonly<Record<string, string>>,
  ) => Promise<readonly string[]>;
  readonly remove: () => Promise<void>;
};

const copied = ['client', 'server', 'shared', 'tests', 'vite.config.ts', 'package.json', 'tsconfig.json'];

const reportSchema = z.object({
  testResults: z.array(
    z.object({ assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })) }),
  ),
});

/** Throws when the text to be patched is not there (any more) or not unique: then the test would show nothing. */
export async function patchCheckout(patches: readonly Patch[]): Promise<PatchedCheckout> {
  const parent = join(rootPath, '.cache');
  await mkdir(parent, { recursive: true });
  // Beside node_modules, so that the copy finds them.
  const path = await mkdtemp(join(parent, 'planted-'));
  for (const name of copied) await cp(join(rootPath, name), join(path, name), { recursive: true });
  for (const { file, find, put } of patches) {
    const parts = (await readFile(join(path, file), 'utf8')).split(find);
    if (parts.length !== 2) throw new Error(`${file} holds the text to patch ${parts.length - 1} times`);
    await writeFile(join(path, file), parts.join(put));
  }
  return {
    path,
    failedTests: async (project, file, title, env = {}) => {
      const report = join(path, 'report.json');
      const output = await runVitest(
        path,
        [
          ...['run', '--project', project, file, '--testNamePattern', title],
          ...['--reporter=json', `--outputFile=${report}`],
        ],
        env,
      );
      const text = await readFile(report, 'utf8').catch(() => {
        throw new Error(`the planted run of ${file} did not end: ${output}`);
      });
      const results = reportSchema
        .parse(JSON.parse(text))
        .testResults.flatMap((each) => each.assertionResults);
      if (results.every(({ status }) => status !== 'failed' && status !== 'passed'))
        throw new Error(`the planted run of ${file} held no test: ${output}`);
      return results.flatMap(({ status, fullName }) => (status === 'failed' ? [fullName] : []));
    },
    remove: () => rm(path, { recursive: true, force: true }),
  };
}

/** A run that does not end by itself (what was planted may go round for ever) is ended with all its workers. */
const longestMs = 120_000;

/** Ends with an error code when a test fails, which is what is wanted here. */
function runVitest(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<string> {
  const vitest = join(rootPath, 'node_modules/vitest/vitest.mjs');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, ...args], {
      ...{ cwd, env: { ...process.env, ...env }, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
    });
    const endAll = (): void => {
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
    };
    const timer = setTimeout(endAll, longestMs);
    process.once('exit', endAll);
    let output = '';
    const note = (chunk: Buffer): void => {
      output += chunk.toString('utf8');
    };
    child.stdout.on('data', note);
    child.stderr.on('data', note);
    child.on('close', () => {
      clearTimeout(timer);
      process.removeListener('exit', endAll);
      resolve(output);
    });
  });
}
