// The whole test run: `npm test [-- --only=checks,unit --scale=full --seed=7]`. Its last line counts every test.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { findOrInstallBrowser } from './support/find-browser.ts';
import { steps, type Step } from './support/run-steps.ts';
import { addCounts, countsLine, noTests, type TestCounts } from './support/test-counts.ts';

const usage = `Usage: npm test [-- options]
  --only=LIST    some steps: ${['checks', ...new Set(steps.filter((s) => s.group !== 'checks').map((s) => s.name))].join(', ')}
  --scale=full   full sizes instead of quick ones (TEST_SCALE for the tests)
  --seed=N       seed of random tests (SEED for the tests)
`;

const say = (text: string): boolean => process.stdout.write(text);

/** The steps that `--only` names, by group or by name; all without it. Undefined when a word names none. */
function choose(only: string | undefined): readonly Step[] | undefined {
  if (only === undefined) return steps;
  const words = only.split(',');
  const isNamed = (word: string) => (step: Step) => step.group === word || step.name === word;
  if (!words.every((word) => steps.some(isNamed(word)))) return undefined;
  return steps.filter((step) => words.some((word) => isNamed(word)(step)));
}

async function runStep(step: Step, env: Readonly<Record<string, string>>): Promise<TestCounts> {
  const { counts, seconds, output } = await step.run(env);
  if (output !== '') say(`${output.trimEnd()}\n`);
  const verdict = counts.failed > 0 ? 'FAILED' : 'ok    ';
  say(`${verdict} ${step.name}: ${countsLine(counts)} (${seconds.toFixed(1)} s)\n`);
  return counts;
}

/** Side by side, one for each core; each says what it found when it ends, in one piece. */
async function runTogether(
  together: readonly Step[],
  env: Readonly<Record<string, string>>,
): Promise<TestCounts> {
  const waiting = [...together];
  let total = noTests;
  const work = async (): Promise<void> => {
    for (let step = waiting.shift(); step !== undefined; step = waiting.shift()) {
      const counts = await runStep(step, env);
      total = addCounts(total, counts);
    }
  };
  await Promise.all(Array.from({ length: availableParallelism() }, work));
  return total;
}

async function runAll(chosen: readonly Step[], env: Readonly<Record<string, string>>): Promise<TestCounts> {
  let total = await runTogether(
    chosen.filter(({ isQuiet }) => isQuiet),
    env,
  );
  let browserPath: string | undefined;
  for (const step of chosen.filter(({ isQuiet }) => !isQuiet)) {
    if (step.needsBrowser && browserPath === undefined) {
      const browser = await findOrInstallBrowser();
      say(`${browser.note}\n`);
      browserPath = browser.path;
      if (browserPath === undefined) {
        total = addCounts(total, { ...noTests, failed: 1 });
        continue;
      }
    }
    const withBrowser = browserPath === undefined ? env : { ...env, CHROMIUM_PATH: browserPath };
    total = addCounts(total, await runStep(step, withBrowser));
  }
  return total;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      scale: { type: 'string' },
      seed: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const chosen = choose(values.only);
  if (values.help || chosen === undefined) {
    say(values.help ? usage : `--only=${values.only ?? ''} names no step.\n${usage}`);
    process.exitCode = values.help ? 0 : 2;
    return;
  }
  const env: Record<string, string> = {};
  if (values.scale !== undefined) env['TEST_SCALE'] = values.scale;
  if (values.seed !== undefined) env['SEED'] = values.seed;
  const total = await runAll(chosen, env);
  if (total.failed > 0 || total.passed === 0) process.exitCode = 1;
  say(`${countsLine(total)}\n`);
}

await main();
