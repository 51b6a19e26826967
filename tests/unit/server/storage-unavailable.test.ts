// A database that cannot write: the push is put off as a whole, nothing of it stays, and it goes in once there is room.
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { problemSchema } from '../../../shared/sync/protocol.ts';
import { openSqliteDatabase } from '../../../server/store/sqlite-database.ts';
import { storageFaultOf } from '../../../server/store/storage-fault.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let setMostPages: (pages: number) => void;
let pagesNow: () => number;

beforeEach(async () => {
  test = await startTestServer({
    openDatabase: (path, options) => {
      const database = openSqliteDatabase(path, options);
      if (!options.readOnly) {
        setMostPages = (pages) => void database.prepare(`PRAGMA max_page_count = ${pages}`).all([]);
        pagesNow = () => {
          const [row] = database.prepare('PRAGMA page_count').all([]);
          return typeof row === 'object' && row !== null ? Number(Object.values(row)[0]) : 0;
        };
      }
      return database;
    },
  });
  huaguo = await signInDevice(test, 'huaguo');
});
afterEach(() => test.close());

const large = (): SyncedDocument => huaguo.draft({ ofANewerApp: '示'.repeat(100_000) });

const pushOf = (documents: readonly SyncedDocument[]) =>
  huaguo.postJson('/api/sync/records/push', {
    pushId: 'push-on-a-full-disk',
    rows: documents.map((document) => ({
      mutationId: `${huaguo.id}:${document.id}:${document.edit.seq}`,
      newDocumentState: document,
    })),
  });

const leftOf = async (documents: readonly SyncedDocument[]) => ({
  committed: (await huaguo.pull('records')).committed.position,
  ...(await test.server.store.read(async (view) => ({
    documents: (await Promise.all(documents.map(({ id }) => view.documents.get('records', id)))).filter(
      (found) => found !== undefined,
    ).length,
    quarantined: (await view.receipts.quarantined()).length,
  }))),
});

it('a full disk is 503 with a code, nothing is kept of the push, and it is accepted when there is room', async () => {
  const documents = [huaguo.draft({}), large(), huaguo.draft({})];
  const before = await leftOf(documents);
  setMostPages(pagesNow());
  const response = await pushOf(documents);
  expect(response.status).toBe(503);
  expect(response.headers.get('content-type')).toContain('application/problem+json');
  expect(response.headers.get('retry-after')).toBe('30');
  expect(problemSchema.parse(await response.json())).toMatchObject({
    code: 'storageUnavailable',
    title: expect.stringContaining('cannot store'),
  });
  expect(await leftOf(documents)).toEqual(before);

  setMostPages(1_000_000);
  const accepted = await pushOf(documents);
  expect(await accepted.json()).toMatchObject({
    rows: [{ status: 'accepted' }, { status: 'accepted' }, { status: 'accepted' }],
  });
  expect(await leftOf(documents)).toMatchObject({ documents: 3, quarantined: before.quarantined });
});

it('the log names the code of SQLite and the first error, not that of the rollback', async () => {
  setMostPages(pagesNow());
  await pushOf([large()]);
  const lines = test.logged.filter((line) => line.includes('"event":"storageUnavailable"'));
  expect(lines).toHaveLength(1);
  expect(lines[0]).toContain('"fault":"SQLITE_FULL"');
  expect(lines[0]).toContain('database or disk is full');
  expect(lines[0]).not.toContain('rollback');
  expect(test.logged.join('\n')).not.toContain('rowFailed');
});

it('the server is not ready while it cannot write, and ready again by itself', async () => {
  setMostPages(pagesNow());
  await pushOf([large()]);
  const response = await test.request('/api/ready');
  expect(response.status).toBe(503);
  expect(await response.json()).toMatchObject({ code: 'storageUnavailable' });
  expect((await test.request('/api/health')).status).toBe(200);
  setMostPages(1_000_000);
  expect((await test.request('/api/ready')).status).toBe(200);
});

it('faults of the disk are told from our own', () => {
  const withFields = (fields: Record<string, unknown>) => Object.assign(new Error('x'), fields);
  expect(storageFaultOf(withFields({ code: 'ERR_SQLITE_ERROR', errcode: 5 }))).toBe('SQLITE_BUSY');
  expect(storageFaultOf(withFields({ code: 'ERR_SQLITE_ERROR', errcode: 8 }))).toBe('SQLITE_READONLY');
  expect(storageFaultOf(withFields({ code: 'ERR_SQLITE_ERROR', errcode: 778 }))).toBe('SQLITE_IOERR (778)');
  expect(storageFaultOf(withFields({ code: 'ENOSPC' }))).toBe('ENOSPC');
  expect(storageFaultOf(withFields({ code: 'ERR_SQLITE_ERROR', errcode: 19 }))).toBeUndefined();
  expect(storageFaultOf(withFields({ code: 'ENOENT' }))).toBeUndefined();
  expect(storageFaultOf('x')).toBeUndefined();
});
