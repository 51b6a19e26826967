// `npm run bench [-- --quick] [-- --only P1,P7]`: a table of the goals with their floors and, last, one JSON line.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { findOrInstallBrowser } from '../support/find-browser.ts';
import { measureBriefing } from './briefing-file.ts';
import { createBuiltPage, type BuiltPage } from './bench-site.ts';
import { measureBundleSize } from './bundle-size.ts';
import { measureFirstSync } from './first-sync.ts';
import { measureHomePage } from './home-page.ts';
import { measureIndicators } from './indicators.ts';
import { measureJournal } from './journal.ts';
import { measureLedgerFile } from './ledger-file.ts';
import { measureManyDevices } from './many-devices.ts';
import { measurePostgresThroughput } from './postgres-throughput.ts';
import { measureReopen } from './reopen.ts';
import { measureSave } from './save.ts';
import { measureSearch } from './search.ts';
import { measureNoChangePull } from './no-change-pull.ts';
import { measureServerThroughput } from './server-throughput.ts';
import { formatJsonLine, formatTable, goalIds, type BenchResult, type GoalId } from './table.ts';

const usage = `Usage: npm run bench [-- options]
  --quick       smaller and fewer rounds, within a minute
  --only=LIST   some goals: ${goalIds.join(', ')}
  --people=N    people of P1, P3 and HOME, 2000 unless told (at most 60000)
  --records=N   records of P3, P5 and HOME, 5000 unless told
`;

type Run = {
  readonly people: number;
  readonly records: number;
  readonly isQuick: boolean;
  readonly page: BuiltPage;
};

const measures: Readonly<Record<GoalId, (run: Run) => Promise<BenchResult>>> = {
  P1: ({ people, isQuick, page }) => measureFirstSync({ people, rounds: isQuick ? 3 : 5 }, page),
  P3: ({ people, records, isQuick, page }) =>
    measureReopen({ people, records, rounds: isQuick ? 3 : 5 }, page),
  P4: ({ isQuick, page }) => measureSearch({ people: 50_000, rounds: isQuick ? 5 : 25 }, page),
  P5: ({ records, isQuick, page }) => measureSave({ people: 200, records, rounds: isQuick ? 15 : 60 }, page),
  P6: () => measureBundleSize(),
  P7: ({ isQuick }) =>
    measureServerThroughput(isQuick ? { documents: 1000, rounds: 3 } : { documents: 5000, rounds: 5 }),
  P8: ({ isQuick }) =>
    measureNoChangePull(
      isQuick ? { sizes: [1_000, 5_000], pulls: 500 } : { sizes: [10_000, 200_000], pulls: 5_000 },
    ),
  P9: ({ isQuick }) =>
    measureManyDevices(
      isQuick
        ? { devices: 30, recordsEach: 20, streams: 100 }
        : { devices: 500, recordsEach: 20, streams: 2_000 },
    ),
  P10: ({ isQuick }) => measurePostgresThroughput({ pushes: isQuick ? 320 : 3200 }),
  'P11-ledger': ({ isQuick }) =>
    measureLedgerFile(isQuick ? { lines: 5_000, rounds: 3 } : { lines: 30_000, rounds: 5 }),
  JOURNAL: ({ isQuick, page }) => measureJournal({ sizes: isQuick ? [2_000] : [20_000, 50_000] }, page),
  HOME: ({ people, records, isQuick }) => measureHomePage({ people, records, rounds: isQuick ? 3 : 5 }),
  'P11-briefing': ({ isQuick }) =>
    measureBriefing(isQuick ? { records: 2_000, rounds: 3 } : { records: 30_000, rounds: 5 }),
  'P11-indicators': ({ isQuick }) =>
    measureIndicators(
      isQuick ? { sizes: [1_000, 5_000], rounds: 3 } : { sizes: [10_000, 50_000, 200_000], rounds: 5 },
    ),
};

/** The goals that `--only` names, or all; undefined when a word names none. */
function choose(only: string | undefined): readonly GoalId[] | undefined {
  if (only === undefined) return goalIds;
  const words = only.toUpperCase().split(',');
  const chosen = goalIds.filter((id) => words.includes(id.toUpperCase()));
  return chosen.length === words.length ? chosen : undefined;
}

function countOf(name: string, text: string, least: number): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < least || count > 60_000)
    throw new Error(`--${name} is a number from ${least} to 60000.`);
  return count;
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      quick: { type: 'boolean' },
      only: { type: 'string' },
      people: { type: 'string' },
      records: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const chosen = choose(values.only);
  if (values.help === true || chosen === undefined) {
    process.stdout.write(values.help === true ? usage : `--only names no such goal.\n${usage}`);
    process.exitCode = values.help === true ? 0 : 2;
    return;
  }
  const isQuick = values.quick === true;
  const page = createBuiltPage();
  const run = {
    ...{ isQuick, page },
    people: countOf('people', values.people ?? (isQuick ? '1000' : '2000'), 1),
    // The first list shows fifty.
    records: countOf('records', values.records ?? (isQuick ? '1000' : '5000'), 50),
  };
  const browser = await findOrInstallBrowser();
  if (browser.path === undefined) throw new Error(browser.note);
  process.env['CHROMIUM_PATH'] = browser.path;
  process.stdout.write(`${browser.note}; Node ${process.version}; ${cpus().length} processors\n`);
  const results: BenchResult[] = [];
  try {
    for (const id of chosen) {
      process.stdout.write(`measuring ${id} …\n`);
      results.push(await measures[id](run));
    }
  } finally {
    await page.dispose();
  }
  process.stdout.write(`\n${formatTable(results)}\n${formatJsonLine(results)}\n`);
}

await main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
