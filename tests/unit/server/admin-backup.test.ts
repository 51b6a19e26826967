// Copies that can be relied on: whole or not there, checked before they take a database's place, and told to the devices.
import { createHash, generateKeyPairSync } from 'node:crypto';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createBlobStore } from '../../../server/store/blob-store.ts';
import { lockDirectory } from '../../../server/store/directory-lock.ts';
import { openSqliteStore } from '../../../server/store/sqlite-store.ts';
import { withHash } from '../../../server/store/stored-document.ts';
import { eventually } from '../../support/device/eventually.ts';
import { aDocument } from '../../support/device/documents.ts';
import { rootPath, runCommand } from '../../support/run-command.ts';

let folder = '';
let made = 0;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bbt-backup-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
afterEach(() => vanish.splice(0).forEach((release) => release()));
const vanish: (() => void)[] = [];

const at = '2026-11-27T02:00:00.000Z';
const photo = createHash('sha256').update('a photo').digest('hex');

const open = (dataDir: string) => openSqliteStore({ dataDir, now: at, newEpoch: () => 'epoch-1' });

/** A data directory with some records and one photo. */
async function aDataDirectory(records = 20): Promise<string> {
  made += 1;
  const dataDir = join(folder, `data-${made}`);
  const store = await open(dataDir);
  await store.write(async (tx) => {
    for (let number = 1; number <= records; number += 1) {
      const document = aDocument(`record-${number}`, { rev: 1, reviewState: 'submitted' });
      const writing = { account: 'huaguo', deviceId: 'd', seq: number, at };
      await tx.documents.put('records', withHash(document), writing);
    }
    await tx.blobs.announce({ sha256: photo, account: 'huaguo', bytes: 7, mime: 'image/jpeg' }, at);
    await tx.blobs.finish(photo, 'huaguo', { bytes: 7, mime: 'image/jpeg', derivativeBytes: 5 }, at);
  });
  await store.close();
  await createBlobStore(join(dataDir, 'blobs')).putDerivative(photo, Buffer.from('bytes'));
  return dataDir;
}

const admin = (dataDir: string, words: readonly string[], env: Record<string, string> = {}) =>
  runCommand(process.execPath, ['server/operations/admin.ts', ...words], {
    env: { DATA_DIR: dataDir, ...env },
  });
const fileOf = (name: string) => join(folder, `${(made += 1)}-${name}`);
const hashOf = (dataDir: string) =>
  createHash('sha256')
    .update(readFileSync(join(dataDir, 'banbiantian.sqlite')))
    .digest('hex');

async function countIn(dataDir: string) {
  const store = await open(dataDir);
  try {
    return await store.read(async (view) => ({
      records: (await view.documents.all('records')).length,
      ...(await view.deployment.get()),
      ...(await view.feed.committed()),
    }));
  } finally {
    await store.close();
  }
}

describe('backup and restore', () => {
  it('bring records and photos to another place, with a new epoch and positions that nobody saw', async () => {
    const [from, to] = [await aDataDirectory(), await aDataDirectory(1)];
    const file = fileOf('plain.backup');
    expect(await admin(from, ['backup', file])).toMatchObject({
      code: 0,
      output: expect.stringContaining('20 documents, 1 photos, not encrypted'),
    });
    expect(await admin(from, ['backup', file])).toMatchObject({
      code: 1,
      output: expect.stringContaining('is there already'),
    });
    rmSync(join(to, 'blobs'), { recursive: true });
    const restored = await admin(to, ['restore', file]);
    expect(restored).toMatchObject({ code: 0, output: expect.stringContaining('20 documents, 1 photos') });
    const now = await countIn(to);
    expect([now.records, now.epoch === 'epoch-1', now.position >= 1_000_000]).toEqual([20, false, true]);
    expect(now.restoredAt).toMatch(/^\d{4}-/);
    expect(String(await createBlobStore(join(to, 'blobs')).derivative(photo))).toBe('bytes');
    const [aside = ''] = readdirSync(to).filter((name) => name.startsWith('before-restore-'));
    const before = new DatabaseSync(join(to, aside), { readOnly: true });
    expect(before.prepare('SELECT count(*) AS n FROM documents').get()).toEqual({ n: 1 });
    before.close();
    expect(await admin(to, ['verify'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('Nothing is wrong'),
    });
  }, 60_000);

  it('open with the private key alone, and only if no byte was changed', async () => {
    const [from, to] = [await aDataDirectory(), await aDataDirectory(1)];
    const keys = [1, 2].map((number) => {
      const { publicKey, privateKey } = generateKeyPairSync('x25519');
      const paths = { publicFile: fileOf(`${number}.pub`), privateFile: fileOf(`${number}.pem`) };
      writeFileSync(paths.publicFile, publicKey.export({ type: 'spki', format: 'pem' }));
      writeFileSync(paths.privateFile, privateKey.export({ type: 'pkcs8', format: 'pem' }));
      return paths;
    });
    const [right, wrong] = keys;
    if (right === undefined || wrong === undefined) throw new Error('no keys');
    const file = fileOf('sealed.backup');
    const sealed = await admin(from, ['backup', file], { BACKUP_PUBLIC_KEY_FILE: right.publicFile });
    expect(sealed).toMatchObject({ code: 0, output: expect.stringContaining(', encrypted.') });
    expect(readFileSync(file).includes('record-1')).toBe(false);
    const held = hashOf(to);
    const changed = fileOf('changed.backup');
    const bytes = readFileSync(file);
    bytes[bytes.length >> 1] = (bytes[bytes.length >> 1] ?? 0) ^ 1;
    writeFileSync(changed, bytes);
    for (const [path, env, words] of [
      [file, {}, 'is encrypted'],
      [file, { BACKUP_PRIVATE_KEY_FILE: wrong.privateFile }, 'does not open'],
      [changed, { BACKUP_PRIVATE_KEY_FILE: right.privateFile }, 'does not open'],
    ] as const)
      expect(await admin(to, ['restore', path], env)).toMatchObject({
        code: 1,
        output: expect.stringContaining(words),
      });
    expect(hashOf(to)).toBe(held);
    const opened = await admin(to, ['restore', file], { BACKUP_PRIVATE_KEY_FILE: right.privateFile });
    expect(opened.code).toBe(0);
    expect((await countIn(to)).records).toBe(20);
  }, 60_000);

  it('O2 a truncated or foreign file changes nothing, and is told in words', async () => {
    const [from, to] = [await aDataDirectory(200), await aDataDirectory(1)];
    const whole = fileOf('whole.backup');
    expect((await admin(from, ['backup', whole])).code).toBe(0);
    const held = hashOf(to);
    const cut = fileOf('cut.backup');
    writeFileSync(cut, readFileSync(whole));
    truncateSync(cut, Math.floor(readFileSync(whole).length * 0.6));
    const foreign = fileOf('foreign.backup');
    const other = new DatabaseSync(foreign);
    other.exec('CREATE TABLE notes (text TEXT)');
    other.close();
    const text = fileOf('letter.txt');
    writeFileSync(text, 'not a database at all');
    const empty = fileOf('empty');
    writeFileSync(empty, '');
    for (const file of [cut, foreign, text, empty, join(from, 'banbiantian.sqlite')])
      expect([file, await admin(to, ['restore', file])]).toMatchObject([
        file,
        { code: 1, output: expect.stringContaining('nothing was changed') },
      ]);
    expect(await admin(to, ['restore', fileOf('nowhere')])).toMatchObject({ code: 1 });
    expect([hashOf(to), existsSync(join(to, 'restoring'))]).toEqual([held, false]);
  }, 60_000);

  it('O1 a kill in the middle leaves nothing that looks like a backup', async () => {
    const from = await aDataDirectory(2_000);
    for (const bytes of [0, 1, 500_000, 1_000_000]) {
      const file = fileOf('killed.backup');
      const child = spawn(process.execPath, ['server/operations/admin.ts', 'backup', file], {
        cwd: rootPath,
        env: { ...process.env, DATA_DIR: from },
        stdio: 'ignore',
      });
      const ended = new Promise((resolve) => child.once('exit', resolve));
      const written = (): number =>
        readdirSync(from)
          .filter((name) => name.startsWith('making-backup-'))
          .map((name) => statSync(join(from, name, 'banbiantian.sqlite'), { throwIfNoEntry: false }))
          .reduce((sum, found) => sum + (found?.size ?? 0), 0);
      await eventually('so much is written', () => written() >= bytes || child.exitCode !== null);
      child.kill('SIGKILL');
      await ended;
      if (!existsSync(file)) continue;
      const whole = new DatabaseSync(file, { readOnly: true });
      expect(whole.prepare('SELECT photos FROM backup_info').get()).toEqual({ photos: 1 });
      whole.close();
    }
    expect((await admin(from, ['backup', fileOf('after.backup')])).code).toBe(0);
    expect(readdirSync(from).filter((name) => name.startsWith('making-backup-'))).toEqual([]);
  }, 60_000);

  it('O1 outside the data directory nobody else can read a backup, and an encrypted one is never there in plain', async () => {
    const from = await aDataDirectory();
    const { publicKey } = generateKeyPairSync('x25519');
    const key = fileOf('key.pub');
    writeFileSync(key, publicKey.export({ type: 'spki', format: 'pem' }));
    const place = mkdtempSync(join(folder, 'place-'));
    const seen = new Set<string>();
    for (const env of [{}, { BACKUP_PUBLIC_KEY_FILE: key }]) {
      const file = join(place, `backup-${seen.size}`);
      const child = spawn(process.execPath, ['server/operations/admin.ts', 'backup', file], {
        ...{ cwd: rootPath, env: { ...process.env, DATA_DIR: from, ...env }, stdio: 'ignore' },
      });
      await eventually('it is made', () => {
        for (const name of readdirSync(place)) seen.add(name);
        return child.exitCode !== null;
      });
      expect(child.exitCode).toBe(0);
      expect(statSync(file).mode & 0o077).toBe(0);
    }
    expect([...seen].filter((name) => name.includes('plain'))).toEqual([]);
  }, 60_000);

  it('put a copy in the place of a database that is damaged beyond reading, and keep what is left of that', async () => {
    const [from, to] = [await aDataDirectory(), await aDataDirectory(1)];
    const file = fileOf('whole.backup');
    expect((await admin(from, ['backup', file])).code).toBe(0);
    const rubbish = Buffer.alloc(40_000, 'not a database ');
    writeFileSync(join(to, 'banbiantian.sqlite'), rubbish);
    writeFileSync(join(to, 'banbiantian.sqlite-wal'), 'left by a crash');
    expect(await admin(to, ['restore', file])).toMatchObject({ code: 0 });
    expect((await countIn(to)).records).toBe(20);
    const kept = readdirSync(to).filter((name) => name.startsWith('before-restore-'));
    expect(kept.map((name) => name.replace(/^before-restore-[^.]*/, '')).sort()).toEqual([
      '.sqlite',
      '.sqlite-wal',
    ]);
    const [aside = ''] = kept.filter((name) => name.endsWith('.sqlite'));
    expect(readFileSync(join(to, aside)).equals(rubbish)).toBe(true);
  }, 60_000);
});

describe('a data directory that is being served', () => {
  it('O4 takes no second server, and no restore', async () => {
    const dataDir = await aDataDirectory();
    const file = fileOf('beside.backup');
    expect((await admin(dataDir, ['backup', file])).code).toBe(0);
    const lock = lockDirectory(dataDir);
    if (lock === undefined) throw new Error('nobody else serves it');
    vanish.push(lock.release);
    expect(await admin(dataDir, ['restore', file])).toMatchObject({
      code: 1,
      output: expect.stringContaining('stop the server first'),
    });
    const second = await runCommand(process.execPath, ['server/main.ts'], {
      env: { DATA_DIR: dataDir, PORT: '0' },
    });
    expect(second).toMatchObject({ code: 1, output: expect.stringContaining('served by another process') });
    // A backup is made beside it.
    expect((await admin(dataDir, ['backup', fileOf('running.backup')])).code).toBe(0);
  }, 60_000);
});

describe('verify', () => {
  it('says which document does not stand as its history says, and which photo is gone', async () => {
    const dataDir = await aDataDirectory(3);
    const database = new DatabaseSync(join(dataDir, 'banbiantian.sqlite'));
    database.exec(
      `UPDATE documents SET json = json_set(json, '$.values.note', 'changed') WHERE id = 'record-2'`,
    );
    database.close();
    rmSync(join(dataDir, 'blobs'), { recursive: true });
    const broken = new DatabaseSync(join(dataDir, 'banbiantian.sqlite'));
    broken.exec(`UPDATE documents SET json = '{"id":"record-3"}' WHERE id = 'record-3';
      INSERT INTO commits (position, stamp, at) VALUES (9, 's', 'now')`);
    broken.close();
    const { code, output } = await admin(dataDir, ['verify']);
    expect(code).toBe(1);
    expect(output).toContain('records/record-3: it cannot be read as a document');
    expect(output).toContain('the counter (0) is behind what was published (9)');
    expect(output).toContain('records/record-2: its history does not hold what stands now');
    expect(output).not.toContain('records/record-1: its history');
    expect(output).toContain(`photo ${photo}: its file is gone`);
  }, 30_000);
});
