// What people are found by is the same whether it was written with them or filled in for a database that is older.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { JsonObject } from '../../../shared/records/json-value.ts';
import { signInDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
beforeAll(async () => {
  test = await startTestServer({ registry: recordTypes });
});
afterAll(() => test.close());

const people: readonly JsonObject[] = [
  { name: '王示兰', searchKeys: ['王示兰=wang shi lan'], idNo: '42039919750308038X', phone: '19900001234' },
  { name: '阿依·示 Gul', categories: ['disabled', 'lone-elderly'], roles: ['chair'] },
  { name: '李示梅', searchKeys: ['李示美=li shi mei'], mergedInto: '0199f000-0000-7000-8000-000000000000' },
];

it('an older database is filled as if each person had been written anew', async () => {
  const device = await signInDevice(test, 'huaguo');
  for (const values of people) {
    const person = device.draft(
      {},
      { type: 'person', definitionVersion: 2, values: { sex: 'female', ...values } },
    );
    expect(await device.pushOne(person, undefined, 'people')).toMatchObject({ status: 'accepted' });
  }
  const database = new DatabaseSync(join(test.dataDir, 'banbiantian.sqlite'));
  const rows = () => database.prepare('SELECT * FROM person_index ORDER BY id').all();
  const written = rows();
  expect(written.length).toBe(people.length);
  await test.server.store.close();
  database.exec("DROP TABLE person_index; DELETE FROM migrations WHERE name = '0004-person-index'");
  test = await startTestServer({ registry: recordTypes, dataDir: test.dataDir });
  expect(rows()).toEqual(written);
  database.close();
});
