// The store on SQLite keeps what every store promises.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite-store.ts';
import { describeStore } from '../support/server/store-contract.ts';

const open = (dataDir: string) =>
  openSqliteStore({ dataDir, now: '2026-10-20T02:00:00.000Z', newEpoch: () => 'epoch-1' });

describeStore('SQLite', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'bbt-store-'));
  return { open: () => open(dataDir), destroy: () => rm(dataDir, { recursive: true, force: true }) };
});

describe('the file', () => {
  let dataDir = '';
  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bbt-store-'));
  });
  afterAll(() => rm(dataDir, { recursive: true, force: true }));

  it('is written ahead (WAL)', async () => {
    const store = await open(dataDir);
    const database = new DatabaseSync(join(dataDir, 'banbiantian.sqlite'));
    expect(database.prepare('PRAGMA journal_mode').get()).toMatchObject({ journal_mode: 'wal' });
    database.close();
    await store.close();
  });
});
