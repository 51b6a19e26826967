// A push whose commit fails has not happened: no verdict, no receipt, no place in the order; said again, it is judged.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openSqliteDatabase } from '../../../server/store/sqlite-database.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
/** Of transactions that wrote documents. */
let commitsToFail = 0;

beforeEach(async () => {
  commitsToFail = 0;
  test = await startTestServer({
    openDatabase: (path, options) => {
      const database = openSqliteDatabase(path, options);
      let hasDocuments = false;
      return {
        ...database,
        prepare: (sql) => {
          const statement = database.prepare(sql);
          const run: typeof statement.run = (parameters) => {
            if (sql.startsWith('begin')) hasDocuments = false;
            if (/^insert into "?documents\b/i.test(sql)) hasDocuments = true;
            if (sql === 'commit' && hasDocuments && commitsToFail > 0) {
              commitsToFail -= 1;
              throw Object.assign(new Error('disk I/O error'), { errcode: 10 });
            }
            return statement.run(parameters);
          };
          return { ...statement, run };
        },
      };
    },
  });
  huaguo = await signInDevice(test, 'huaguo');
});
afterEach(() => test.close());

it('is answered as put off, leaves nothing, and is taken when it is said again', async () => {
  const draft = huaguo.draft({ attended: 3 });
  const row = { mutationId: `${huaguo.id}:${draft.id}:${draft.edit.seq}`, newDocumentState: draft };
  const say = () => huaguo.postJson('/api/sync/records/push', { pushId: 'push-of-it', rows: [row] });
  const before = (await huaguo.pull('records')).committed;
  commitsToFail = 1;
  expect((await say()).status).toBe(503);
  const page = await huaguo.pull('records');
  expect([page.documents, page.committed]).toEqual([[], before]);
  expect(await (await say()).json()).toMatchObject({ rows: [{ status: 'accepted', rev: 1 }] });
  const now = await huaguo.pull('records', `since=${page.checkpoint.since}`);
  expect(now.documents.map(({ id }) => id)).toEqual([draft.id]);
  expect(now.committed.position).toBe(before.position + 1);
});

it('keeps the others: what was acknowledged before it is there, what comes after it is taken', async () => {
  const drafts = [1, 2, 3].map((attended) => huaguo.draft({ attended }));
  const [first, failing, last] = drafts;
  expect(await huaguo.pushOne(first)).toMatchObject({ status: 'accepted' });
  commitsToFail = 1;
  await expect(huaguo.pushOne(failing)).rejects.toThrow('503');
  expect(await huaguo.pushOne(last)).toMatchObject({ status: 'accepted' });
  const held = (await huaguo.pull('records')).documents.map(({ id }) => id);
  expect(held).toEqual([first?.id, last?.id]);
});
