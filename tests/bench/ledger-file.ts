// P11-ledger: a workbook of a long ledger, from the store to the bytes, against the SQL and the zip that it cannot do without.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipSync } from 'fflate';
import { runCommand } from '../support/run-command.ts';
import { shippedFlags } from '../support/shipped-flags.ts';
import { fillLedger } from './fill-ledger.ts';
import { openRaw } from './raw-sql.ts';
import { median, rounded } from './statistics.ts';
import { milliseconds, type BenchResult } from './table.ts';

export type LedgerOptions = { readonly lines: number; readonly rounds: number };

const goal = { milliseconds: 5_000, megabytes: 300 } as const;

export async function measureLedgerFile({ lines, rounds }: LedgerOptions): Promise<BenchResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'banbiantian-bench-'));
  try {
    await fillLedger(dataDir, lines);
    const [made, floors]: [Made[], Floor[]] = [[], []];
    for (let round = 0; round < rounds; round += 1) {
      floors.push(floorOf(dataDir));
      made.push(await makeApart(dataDir, lines));
    }
    const took = median(made.map((each) => each.milliseconds));
    const megabytes = Math.max(...made.map((each) => each.megabytes));
    const floor = median(floors.map(({ select, zip }) => select + zip));
    const ratio = rounded(took / floor);
    return {
      id: 'P11-ledger',
      lines: [
        {
          work: `a workbook of ${lines} lines`,
          value: milliseconds(took),
          floor: `SELECT and zip of the same text ${milliseconds(floor)}`,
          ratio,
          goal: '≤ 5 s',
          isMet: took <= goal.milliseconds,
        },
        {
          work: 'memory of the process that makes it',
          value: `${Math.round(megabytes)} MB`,
          goal: '≤ 300 MB',
          isMet: megabytes <= goal.megabytes,
        },
      ],
      figures: { ratio, lines, milliseconds: Math.round(took), megabytes: Math.round(megabytes) },
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Made = { readonly milliseconds: number; readonly megabytes: number };
type Floor = { readonly select: number; readonly zip: number };

/** In a process of its own, whose peak of memory is its own. */
async function makeApart(dataDir: string, lines: number): Promise<Made> {
  const { code, output } = await runCommand(
    process.execPath,
    [...shippedFlags, 'tests/bench/make-ledger.ts'],
    {
      env: { DATA_DIR: dataDir },
    },
  );
  const told: Made & { readonly held: number } = JSON.parse(code === 0 ? output : '{}');
  if (told.held !== lines) throw new Error(`The workbook was not made whole: ${output}`);
  return told;
}

function floorOf(dataDir: string): Floor {
  const database = openRaw(dataDir);
  const started = performance.now();
  const rows = database.prepare("SELECT json FROM documents WHERE collection = 'records' ORDER BY id").all();
  const selected = performance.now();
  const text = new TextEncoder().encode(rows.map((row) => String(row['json'])).join('\n'));
  zipSync({ 'sheet1.xml': [text, { level: 6 }] });
  const zipped = performance.now();
  database.close();
  return { select: selected - started, zip: zipped - selected };
}
