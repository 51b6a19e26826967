// A server that is killed again and again in the middle of something, and what its devices were told meanwhile.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import sharp from 'sharp';
import { json, sha256, signInPlain, type PlainDevice, type PlainDocument } from '../checker/plain-device.ts';
import { visit } from '../postgres/race-writers.ts';
import { rootPath } from '../run-command.ts';
import type { ServerProcess } from '../start-server.ts';
import { laterMigration } from './later-migration.ts';

/** From 0 until 1, by the seed. */
export type Chance = () => number;

export type Kills = {
  readonly push: () => Promise<void>;
  readonly photo: () => Promise<void>;
  readonly migration: () => Promise<void>;
  readonly backup: () => Promise<void>;
  /** What was acknowledged and is not there; photos by hash, records by id. */
  readonly lost: () => Promise<readonly string[]>;
  /** Milliseconds from each new start until it said that it was ready. */
  readonly readyAfter: readonly number[];
  readonly acknowledged: () => number;
  /** Migrations that were killed before they were done. */
  readonly cutMigrations: () => number;
};

type Told = { readonly records: Set<string>; readonly photos: Map<string, string> };

export async function createKills(server: ServerProcess, main: string, chance: Chance): Promise<Kills> {
  const told: Told = { records: new Set(), photos: new Map() };
  const readyAfter: number[] = [];
  let [device, rounds, cutMigrations] = [await signInPlain(server.origin, 'huaguo'), 0, 0];
  /** Sessions last a quarter of an hour. */
  const signedIn = async (): Promise<PlainDevice> => {
    rounds += 1;
    if (rounds % 25 === 0) device = await signInPlain(server.origin, 'huaguo');
    return device;
  };
  const startAgain = async (): Promise<void> => {
    const started = performance.now();
    await server.restart();
    const ready = await fetch(`${server.origin}/api/ready`);
    if (ready.status !== 200) throw new Error(`not ready: ${ready.status} ${await ready.text()}`);
    readyAfter.push(Math.round(performance.now() - started));
  };
  const whileWorking = async (
    work: (by: PlainDevice, isOver: () => boolean) => Promise<void>,
    stop: () => Promise<void>,
  ): Promise<void> => {
    const by = await signedIn();
    let isOver = false;
    const working = Promise.all([0, 1, 2].map(() => work(by, () => isOver)));
    await wait(20 + chance() * 400);
    await stop();
    isOver = true;
    await working;
  };
  return {
    push: async () => {
      const open: PlainDocument[] = [];
      await whileWorking(
        (by, isOver) => pushUntilGone(by, isOver, told, open),
        () => server.kill(),
      );
      await startAgain();
      await sayAgain(device, open, told);
    },
    photo: async () => {
      await whileWorking(
        (by, isOver) => uploadUntilGone(by, isOver, told),
        () => server.kill(),
      );
      await startAgain();
      if (!(await uploadPhoto(device, told))) throw new Error('no photo can be uploaded after the kill');
    },
    migration: async () => {
      await server.kill();
      await undoLaterMigration(server);
      const child = spawn(process.execPath, [main], { cwd: rootPath, env: envOf(server), stdio: 'ignore' });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      await wait(300 + chance() * 1_500);
      child.kill('SIGKILL');
      await ended;
      if (!(await isMigrated(server).catch(() => false))) cutMigrations += 1;
      await startAgain();
      if (!(await isMigrated(server))) throw new Error('the migration is not whole');
    },
    backup: () =>
      killBackup(
        server,
        chance,
        (stop) => whileWorking((by, isOver) => pushUntilGone(by, isOver, told, []), stop),
        startAgain,
      ),
    lost: async () => lostOf(await signInPlain(server.origin, 'huaguo'), told),
    readyAfter,
    acknowledged: () => told.records.size + told.photos.size,
    cutMigrations: () => cutMigrations,
  };
}

async function pushUntilGone(
  by: PlainDevice,
  isOver: () => boolean,
  told: Told,
  open: PlainDocument[],
): Promise<void> {
  while (!isOver()) {
    const record = by.record('condolence-visit', visit);
    const reply = await by.push([{ document: record }]).catch(() => undefined);
    if (reply === undefined) return void open.push(record);
    if (reply.rows[0]?.status === 'accepted') told.records.add(String(record['id']));
  }
}

/** What was in flight is said again: taken now or known already, and there once. */
async function sayAgain(device: PlainDevice, open: readonly PlainDocument[], told: Told): Promise<void> {
  for (const record of open) {
    const [verdict] = (await device.push([{ document: record }])).rows;
    if (verdict?.status !== 'accepted' || verdict.rev !== 1)
      throw new Error(`said again: ${JSON.stringify(verdict)}`);
    told.records.add(String(record['id']));
  }
}

async function uploadUntilGone(by: PlainDevice, isOver: () => boolean, told: Told): Promise<void> {
  while (!isOver()) if (!(await uploadPhoto(by, told).catch(() => false))) return;
}

/** A photo and the record that holds it; false when the server went away meanwhile. */
async function uploadPhoto(by: PlainDevice, told: Told): Promise<boolean> {
  const background = `#${randomUUID().slice(0, 6)}`;
  const image = sharp({ create: { width: 64, height: 48, channels: 3, background } });
  const bytes = new Uint8Array(
    await image
      .withExif({ IFD0: { Copyright: randomUUID() } })
      .jpeg()
      .toBuffer(),
  );
  const photo = { sha256: sha256(bytes), bytes: bytes.length, mime: 'image/jpeg' };
  const announced = await json(await by.call('POST', '/api/blobs', photo));
  for (const index of announced.missing)
    await json(await by.call('PUT', `/api/blobs/${photo.sha256}/${index}`, bytes));
  await json(await by.call('POST', `/api/blobs/${photo.sha256}/commit`));
  const record = by.record('condolence-visit', visit, { photos: [photo] });
  const [verdict] = (await by.push([{ document: record }])).rows;
  if (verdict?.status !== 'accepted') return false;
  told.records.add(String(record['id']));
  told.photos.set(photo.sha256, String(record['id']));
  return true;
}

async function lostOf(device: PlainDevice, told: Told): Promise<readonly string[]> {
  const ids = [...told.records];
  const held = new Set<unknown>();
  for (let done = 0; done < ids.length; done += 200) {
    const page = await device.pull('records', `ids=${ids.slice(done, done + 200).join(',')}`);
    for (const { id } of page.documents) held.add(id);
  }
  const lost = ids.filter((id) => !held.has(id));
  for (const hash of told.photos.keys()) {
    const photo = await device.call('GET', `/api/blobs/${hash}`);
    if (photo.status !== 200 || (await photo.arrayBuffer()).byteLength === 0) lost.push(hash);
  }
  return lost;
}

/** Of the backup, and every other time of the server too. What is there afterwards is whole, or nothing is. */
async function killBackup(
  server: ServerProcess,
  chance: Chance,
  whilePushing: (stop: () => Promise<void>) => Promise<void>,
  startAgain: () => Promise<void>,
): Promise<void> {
  const file = join(server.dataDir, `${randomUUID()}.backup`);
  const child = spawn(process.execPath, ['server/operations/admin.ts', 'backup', file], {
    ...{ cwd: rootPath, env: envOf(server), stdio: 'ignore' },
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await wait(chance() * 1_200);
  const isServerToo = chance() < 0.5;
  await whilePushing(async () => {
    child.kill('SIGKILL');
    if (isServerToo) await server.kill();
    await ended;
  });
  if (isServerToo) await startAgain();
  if (existsSync(file)) {
    const whole = new DatabaseSync(file, { readOnly: true });
    const [check] = whole.prepare('PRAGMA quick_check').all();
    const info = whole.prepare('SELECT photos FROM backup_info').get();
    whole.close();
    if (Object.values(check ?? {})[0] !== 'ok' || info === undefined)
      throw new Error('half a backup is there');
  }
  const next = `${file}-next`;
  await server.admin(['backup', next]);
  const left = readdirSync(server.dataDir).filter((name) => name.startsWith('making-backup-'));
  if (!existsSync(next) || left.length > 0) throw new Error(`after a killed backup: ${left.join(', ')}`);
}

function envOf(server: ServerProcess): NodeJS.ProcessEnv {
  const url = server.databaseUrl === undefined ? {} : { DATABASE_URL: server.databaseUrl };
  const place = { HOST: '127.0.0.1', PORT: `${server.port}`, DATA_DIR: server.dataDir };
  return { ...process.env, LOG_LEVEL: 'warn', ...place, ...url };
}

async function onDatabase(server: ServerProcess, statements: readonly string[]): Promise<readonly unknown[]> {
  if (server.databaseUrl === undefined) {
    const database = new DatabaseSync(join(server.dataDir, 'banbiantian.sqlite'));
    const rows = statements.map((statement) => database.prepare(statement).all());
    database.close();
    return rows.at(-1) ?? [];
  }
  const client = new pg.Client({ connectionString: server.databaseUrl });
  await client.connect();
  try {
    let rows: readonly unknown[] = [];
    for (const statement of statements) ({ rows } = await client.query(statement));
    return rows;
  } finally {
    await client.end();
  }
}

async function undoLaterMigration(server: ServerProcess): Promise<void> {
  await onDatabase(server, laterMigration.undo);
}

/** All of it: its name among those done, its table and its index there. */
async function isMigrated(server: ServerProcess): Promise<boolean> {
  const [row] = await onDatabase(server, [laterMigration.check]);
  const { done, copied, wanted } = Object(row);
  return Number(done) === 1 && Number(copied) > 0 && Number(copied) === Number(wanted);
}
