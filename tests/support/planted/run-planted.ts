// Runs tests in copies of the checkout, each with its own fault, several copies in one vitest: its start costs more than most tests.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { rootPath } from '../run-command.ts';
import { patchCheckout, type Patch, type PatchedCheckout } from './patched-checkout.ts';

export type PlantedRun = {
  readonly bug: string;
  readonly patches: readonly Patch[];
  /** The file of the test that shall catch it, and a pattern that only that test's title matches. */
  readonly test: string;
  readonly title: string;
  readonly env: Readonly<Record<string, string>>;
};

/** The full names of the tests that failed, or why nothing can be said. */
export type PlantedOutcome = { readonly failed: readonly string[] } | { readonly problem: string };

type Copy = { readonly run: PlantedRun; readonly checkout: PatchedCheckout };

/** Of copies that go through one vitest: more would make it large, fewer would start it more often. */
const batchSize = 8;
/** A run that does not end by itself (what was planted may go round for ever) is ended with all its workers. */
const longestMs = 300_000;

const reportSchema = z.object({
  testResults: z.array(
    z.object({
      name: z.string(),
      message: z.string(),
      assertionResults: z.array(z.object({ status: z.string(), fullName: z.string() })),
    }),
  ),
});
type FileReport = z.infer<typeof reportSchema>['testResults'][number];

/** By the name of the bug. Batches run side by side, one for each core. */
export async function runPlanted(runs: readonly PlantedRun[]): Promise<ReadonlyMap<string, PlantedOutcome>> {
  const lanes = availableParallelism();
  const size = Math.max(1, Math.min(batchSize, Math.ceil(runs.length / lanes)));
  const waiting = Array.from({ length: Math.ceil(runs.length / size) }, (_, index) =>
    runs.slice(index * size, (index + 1) * size),
  );
  const outcomes = new Map<string, PlantedOutcome>();
  const work = async (): Promise<void> => {
    for (let batch = waiting.shift(); batch !== undefined; batch = waiting.shift())
      for (const [bug, outcome] of await runBatch(batch)) outcomes.set(bug, outcome);
  };
  await Promise.all(Array.from({ length: lanes }, work));
  return outcomes;
}

async function runBatch(runs: readonly PlantedRun[]): Promise<readonly [string, PlantedOutcome][]> {
  const outcomes: [string, PlantedOutcome][] = [];
  const copies: Copy[] = [];
  try {
    for (const run of runs) {
      try {
        copies.push({ run, checkout: await patchCheckout(run.patches) });
      } catch (error) {
        outcomes.push([run.bug, { problem: String(error) }]);
      }
    }
    const { files, output } = await testCopies(copies);
    for (const { run, checkout } of copies) {
      const file = files.find(({ name }) => name.startsWith(`${checkout.path}/`));
      outcomes.push([run.bug, outcomeOf(file, output)]);
    }
    return outcomes;
  } finally {
    for (const { checkout } of copies) await checkout.remove();
  }
}

/** A file that failed before its first test shows nothing: the fault must not be what keeps it from running. */
function outcomeOf(file: FileReport | undefined, output: string): PlantedOutcome {
  if (file === undefined) return { problem: `its run did not end: ${output}` };
  const ran = file.assertionResults.filter(({ status }) => status === 'failed' || status === 'passed');
  if (ran.length === 0) return { problem: `its run held no test: ${file.message} ${output}` };
  return { failed: ran.flatMap(({ status, fullName }) => (status === 'failed' ? [fullName] : [])) };
}

/** One vitest, in which each copy is a project of its own. */
async function testCopies(
  copies: readonly Copy[],
): Promise<{ readonly files: readonly FileReport[]; readonly output: string }> {
  const parent = join(rootPath, '.cache');
  await mkdir(parent, { recursive: true });
  const folder = await mkdtemp(join(parent, 'planted-run-'));
  try {
    const projects = copies.map(({ run, checkout }, index) => ({
      root: checkout.path,
      test: {
        ...{ name: `${index}`, environment: 'node', include: [run.test], testNamePattern: run.title },
        ...{ env: run.env, maxWorkers: 1, testTimeout: 60_000, hookTimeout: 120_000 },
        // Else files of one worker each would wait for those before them.
        sequence: { groupOrder: 1 },
      },
    }));
    const config = join(folder, 'vitest.config.ts');
    await writeFile(config, `export default ${JSON.stringify({ test: { root: folder, projects } })};\n`);
    const report = join(folder, 'report.json');
    const output = await runVitest(['run', '--config', config, '--reporter=json', `--outputFile=${report}`]);
    const text = await readFile(report, 'utf8').catch(() => '{"testResults":[]}');
    return { files: reportSchema.parse(JSON.parse(text)).testResults, output };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ends with an error code when a test fails, which is what is wanted here. */
function runVitest(args: readonly string[]): Promise<string> {
  const vitest = join(rootPath, 'node_modules/vitest/vitest.mjs');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [vitest, ...args], {
      ...{ cwd: rootPath, env: process.env, detached: true, stdio: ['ignore', 'pipe', 'pipe'] },
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
