// A unit that comes under another office takes its records with it: what is published follows the tree.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readOrgCsv } from '../../../server/operations/read-org-csv.ts';
import { smallTreeCsv } from '../../support/server/small-tree.ts';
import { signInDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let atToken: (() => void) | undefined;
beforeEach(async () => {
  atToken = undefined;
  test = await startTestServer({
    see: (sql) => {
      if (!/^select .* from "access_tokens"/.test(sql)) return;
      const now = atToken;
      atToken = undefined;
      now?.();
    },
  });
});
afterEach(() => test.close());

const village = '420303001203';
const moved = () =>
  readOrgCsv(smallTreeCsv).map((unit) => (unit.id === village ? { ...unit, parentId: '420304' } : unit));
const sees = async (account: string, id: string): Promise<boolean> => {
  const device = await signInDevice(test, account);
  const { documents } = await device.pull('records', 'since=0&limit=500');
  return documents.some((document) => document.id === id);
};

it('is read by the offices that it stands under now, and no more by those that it left', async () => {
  const caijia = await signInDevice(test, 'caijia');
  const record = caijia.draft({ attended: 3 });
  expect(await caijia.pushOne(record)).toMatchObject({ status: 'accepted' });
  expect([await sees('township', record.id), await sees('other-county', record.id)]).toEqual([true, false]);
  await test.server.importOrgUnits(moved());
  expect([await sees('township', record.id), await sees('other-county', record.id)]).toEqual([false, true]);
});

it('is so also for what was on its way when the tree changed', async () => {
  const caijia = await signInDevice(test, 'caijia');
  const record = caijia.draft({ attended: 3 });
  let importing: Promise<unknown> | undefined;
  // Its session is looked at under the old tree, and it is written after the new one is there.
  atToken = () => {
    importing = test.server.importOrgUnits(moved());
  };
  expect(await caijia.pushOne(record)).toMatchObject({ status: 'accepted' });
  await importing;
  expect([await sees('township', record.id), await sees('other-county', record.id)]).toEqual([false, true]);
});

it('is so also for a conflict from before a restore that is accepted by somebody who saw the old tree', async () => {
  const caijia = await signInDevice(test, 'caijia');
  const record = caijia.draft({ attended: 3 });
  await caijia.pushOne(record);
  const values = { collection: 'records', recordId: record.id, field: 'values.attended', otherValue: 4 };
  const document = caijia.draft(values, { type: 'conflict', aboutId: record.id });
  const at = test.clock.now().toISOString();
  const brought = { account: 'caijia', deviceId: 'x', epoch: 'e', at, isVouched: true, code: '' };
  const entry = await test.server.store.write((tx) =>
    tx.recovered.keep({ collection: 'conflicts', document, hash: 'a', ...brought }),
  );
  const by = await test.server.sessions.authenticate(caijia.session.accessToken, caijia.id);
  await test.server.importOrgUnits(moved());
  expect(await test.server.recovery.accept(entry, by, 'en')).toMatchObject({ kind: 'taken' });
  const conflictsOf = async (account: string) =>
    (await (await signInDevice(test, account)).query('conflicts', { where: { aboutId: record.id } })).total;
  expect([await conflictsOf('township'), await conflictsOf('other-county')]).toEqual([0, 1]);
});
