// P11-briefing: the briefing of a county's records, from the store to the bytes of its document, against reading and parsing them alone.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { excellenceOutline } from '../../shared/reports/templates/excellence-outline.ts';
import { readConfig } from '../../server/config.ts';
import { createServer } from '../../server/create-server.ts';
import { makeBriefing } from '../../server/reports/make-briefing.ts';
import { createReadReport } from '../../server/reports/read-report.ts';
import { fillLedger } from './fill-ledger.ts';
import { openRaw } from './raw-sql.ts';
import { median, rounded } from './statistics.ts';
import { milliseconds, type BenchResult } from './table.ts';

export type BriefingOptions = { readonly records: number; readonly rounds: number };

const county = '420303';
const goal = { facts: 2_000, document: 1_000 } as const;

export async function measureBriefing({ records, rounds }: BriefingOptions): Promise<BenchResult> {
  const dataDir = await mkdtemp(join(tmpdir(), 'banbiantian-bench-'));
  try {
    await fillLedger(dataDir, records);
    const floors = Array.from({ length: rounds }, () => floorOf(dataDir));
    const made = await make(dataDir, rounds);
    const [facts, document, floor] = [
      median(made.map((each) => each.facts)),
      median(made.map((each) => each.document)),
      median(floors),
    ];
    const ratio = rounded(facts / floor);
    return {
      id: 'P11-briefing',
      lines: [
        {
          work: `facts, text and checks from ${records} records`,
          value: milliseconds(facts),
          floor: `SELECT and JSON.parse ${milliseconds(floor)}`,
          ratio,
          goal: '≤ 2 s',
          isMet: facts <= goal.facts,
        },
        {
          work: 'the briefing as .docx',
          value: milliseconds(document),
          goal: '≤ 1 s',
          isMet: document <= goal.document,
        },
      ],
      figures: { ratio, records, facts: Math.round(facts), document: Math.round(document) },
    };
  } finally {
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Milliseconds of each round. */
type Made = { readonly facts: number; readonly document: number };

async function make(dataDir: string, rounds: number): Promise<readonly Made[]> {
  const server = await createServer(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' }));
  const { tree } = await server.store.read((view) => server.trees.at(view));
  const readReport = createReadReport(server);
  const scope = { tree, keys: [`up:${county}`] as const };
  const days = { from: '2000-01-01', until: '2099-12-31', today: '2026-11-27' };
  const made: Made[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const started = performance.now();
    const checked = await readReport(
      scope,
      excellenceOutline,
      { ...days, unitId: county, isPreview: true },
      { locale: 'zh', style: 'draft' },
    );
    const read = performance.now();
    await makeBriefing(checked, { isFormal: true, signer: '示例' });
    if (checked.report.examples.length === 0) throw new Error('The briefing holds nothing.');
    made.push({ facts: read - started, document: performance.now() - read });
  }
  await server.store.close();
  return made;
}

function floorOf(dataDir: string): number {
  const database = openRaw(dataDir);
  const started = performance.now();
  const rows = database.prepare("SELECT json FROM documents WHERE collection = 'records' ORDER BY id").all();
  for (const row of rows) JSON.parse(String(row['json']));
  const took = performance.now() - started;
  database.close();
  return took;
}
