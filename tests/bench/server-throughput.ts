// P7: pushes and pulls of the server on SQLite, in process, against raw SQL that writes and reads the same rows.
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../server/config.ts';
import { createServer, type Server } from '../../server/create-server.ts';
import { readOrgCsv } from '../../server/operations/read-org-csv.ts';
import { sampleTreeCsv } from '../../server/operations/sample-tree.ts';
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import { inventedPeople, inventedVisits, pushesOf, sampleTree, villageCaller } from './invented-documents.ts';
import { openRaw, rawPage, transactionsIn, writeRaw } from './raw-sql.ts';
import { median, rounded } from './statistics.ts';
import { milliseconds, perSecond, type BenchLine, type BenchResult } from './table.ts';

export type ServerThroughputOptions = { readonly documents: number; readonly rounds: number };

const rowsPerPush = 100;
const pageSize = 500;

export async function measureServerThroughput(options: ServerThroughputOptions): Promise<BenchResult> {
  const tree = await sampleTree();
  const people = await measureCollection(tree, 'people', inventedPeople(tree, options.documents), options);
  const visits = await measureCollection(tree, 'records', inventedVisits(tree, options.documents), options);
  return {
    id: 'P7',
    lines: [...people.lines, ...visits.lines],
    figures: {
      ratio: people.pushRatio,
      peoplePerSecond: Math.round(people.pushRate),
      rawPeoplePerSecond: Math.round(people.rawRate),
      recordsRatio: visits.pushRatio,
      recordsPerSecond: Math.round(visits.pushRate),
      rawRecordsPerSecond: Math.round(visits.rawRate),
      pageRatio: people.pageRatio,
      recordsPageRatio: visits.pageRatio,
    },
  };
}

type Collected = {
  readonly lines: readonly BenchLine[];
  readonly pushRate: number;
  readonly rawRate: number;
  readonly pushRatio: number;
  readonly pageRatio: number;
};

/** Each round: our push into a copy of one directory with the org tree, then the same rows raw into another copy. */
async function measureCollection(
  tree: OrgTree,
  collection: CollectionName,
  documents: readonly SyncedDocument[],
  { rounds }: ServerThroughputOptions,
): Promise<Collected> {
  const times: Round[] = [];
  const template = await freshDir();
  await (await openServer(template, await sampleTreeCsv())).store.close();
  for (let round = 0; round < rounds; round += 1)
    times.push(await oneRound(template, tree, collection, documents));
  await rm(template, { recursive: true, force: true });
  const perSecondOf = (pick: (round: Round) => number): number =>
    (documents.length * 1000) / median(times.map(pick));
  const [pushRate, rawRate] = [perSecondOf(({ push }) => push), perSecondOf(({ raw }) => raw)];
  const pageMs = median(times.map(({ page }) => page));
  const selectMs = median(times.map(({ select }) => select));
  const [pushRatio, pageRatio] = [rounded(pushRate / rawRate), rounded(pageMs / selectMs)];
  return {
    ...{ pushRate, rawRate, pushRatio, pageRatio },
    lines: [
      {
        work: `push ${documents.length} ${collection}, ${rowsPerPush} a push`,
        value: perSecond(pushRate),
        floor: `raw SQL ${perSecond(rawRate)}`,
        ratio: pushRatio,
        goal: '≥ 0.5× the raw rate',
        isMet: pushRatio >= 0.5,
      },
      {
        work: `a page of ${Math.min(pageSize, documents.length)} ${collection}`,
        value: milliseconds(pageMs),
        floor: `raw SELECT ${milliseconds(selectMs)}`,
        ratio: pageRatio,
        goal: '≤ 3× its SELECT',
        isMet: pageRatio <= 3,
      },
    ],
  };
}

type Round = {
  readonly push: number;
  readonly raw: number;
  readonly page: number;
  readonly select: number;
};

async function oneRound(
  template: string,
  tree: OrgTree,
  collection: CollectionName,
  documents: readonly SyncedDocument[],
): Promise<Round> {
  const dataDirs = await Promise.all([freshDir(), freshDir()]);
  const [ours, theirs] = dataDirs;
  try {
    for (const dataDir of dataDirs) await cp(template, dataDir, { recursive: true });
    const server = await openServer(ours);
    const push = await timePushes(server, tree, collection, documents);
    const pages = await timePages(server, ours, tree, collection);
    await server.store.close();
    const raw = replayRaw(ours, theirs, collection, documents.length);
    return { push, raw, ...pages };
  } finally {
    for (const dataDir of dataDirs) await rm(dataDir, { recursive: true, force: true });
  }
}

function freshDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'banbiantian-bench-'));
}

async function openServer(dataDir: string, treeCsv?: string): Promise<Server> {
  const server = await createServer(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' }));
  if (treeCsv !== undefined) await server.importOrgUnits(readOrgCsv(treeCsv));
  return server;
}

async function timePushes(
  server: Server,
  tree: OrgTree,
  collection: CollectionName,
  documents: readonly SyncedDocument[],
): Promise<number> {
  const { epoch } = await server.store.read((view) => view.deployment.get());
  const caller = villageCaller(tree, epoch);
  const requests = pushesOf(documents, rowsPerPush);
  const started = performance.now();
  for (const request of requests) {
    const reply = await server.acceptPush({ caller, collection, request, locale: 'zh' });
    const refused = reply.rows.find((row) => row.status !== 'accepted');
    if (refused !== undefined) throw new Error(`A measured row was refused: ${JSON.stringify(refused)}`);
  }
  return performance.now() - started;
}

const pagesTimed = 21;

async function timePages(
  server: Server,
  dataDir: string,
  tree: OrgTree,
  collection: CollectionName,
): Promise<Pick<Round, 'page' | 'select'>> {
  const { epoch } = await server.store.read((view) => view.deployment.get());
  const caller = villageCaller(tree, epoch);
  const database = openRaw(dataDir);
  const select = rawPage(database, collection, grantedKeys(caller.account, collection, tree), pageSize);
  const [pages, selects]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < pagesTimed; turn += 1) {
    const selectStarted = performance.now();
    const rows = select();
    selects.push(performance.now() - selectStarted);
    const pageStarted = performance.now();
    const text = await server.readPull.page({ caller, collection, since: '0', limit: pageSize });
    pages.push(performance.now() - pageStarted);
    if (turn === 0) checkPage(text, rows);
  }
  database.close();
  return { page: median(pages), select: median(selects) };
}

function checkPage(text: string, rows: number): void {
  const page: unknown = JSON.parse(text);
  const documents =
    typeof page === 'object' && page !== null && 'documents' in page && Array.isArray(page.documents)
      ? page.documents.length
      : -1;
  if (documents !== rows || rows === 0)
    throw new Error(`The page held ${documents} documents and its SELECT ${rows}.`);
}

/** Writes into `theirs` what our pushes left in `ours`. */
function replayRaw(ours: string, theirs: string, collection: string, expected: number): number {
  const [source, target] = [openRaw(ours), openRaw(theirs)];
  const transactions = transactionsIn(source, collection, rowsPerPush);
  const took = writeRaw(target, transactions);
  const written = target.prepare('SELECT count(*) AS n FROM documents WHERE collection = ?').get(collection);
  source.close();
  target.close();
  if (written?.['n'] !== expected) throw new Error('The raw floor did not write all documents.');
  return took;
}
