// The register of people ends at the county: the city finds nobody in it, by no door.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let person: SyncedDocument;

beforeAll(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
  const { topic: _topic, ...values } = huaguo.draft({ name: '示例一' }).values;
  person = huaguo.draft({}, { type: 'villager', values });
  await huaguo.pushOne(person, undefined, 'people');
});
afterAll(() => test.close());

/** The same name edited on two devices. */
async function quarrelOverName(): Promise<void> {
  const tablet = await signInDevice(test, 'huaguo', 'device-tablet');
  const first = tablet.edit(person, { values: { name: '示例二' } });
  const second = huaguo.edit(person, { values: { name: '示例三' } });
  expect(await tablet.pushOne(first, person, 'people')).toMatchObject({ status: 'accepted' });
  expect(await huaguo.pushOne(second, person, 'people')).toMatchObject({ status: 'conflict' });
}

it('a person is found by the township and the county, and by the city neither by query nor by pull nor by id', async () => {
  const foundBy = async (account: string): Promise<number> =>
    (await (await signInDevice(test, account)).query('people', { where: { id: person.id } })).total;
  expect(await Promise.all(['township', 'county', 'city', 'city-lead'].map(foundBy))).toEqual([1, 1, 0, 0]);
  const city = await signInDevice(test, 'city');
  expect((await city.pull('people', 'limit=1000')).documents).toEqual([]);
  expect((await city.pull('people', `ids=${person.id}`)).documents).toEqual([]);
});

it('a conflict about a person tells the city nothing of it either', async () => {
  await quarrelOverName();
  const conflictsOf = async (account: string): Promise<number> => {
    const device = await signInDevice(test, account);
    const asked = await device.query('conflicts', { where: { 'values.recordId': person.id } });
    expect(asked.total).toBe(asked.documents.length);
    return asked.total;
  };
  expect(await Promise.all(['huaguo', 'county', 'city'].map(conflictsOf))).toEqual([1, 1, 0]);
});

it('a conflict about a number of hers says neither of the two to whoever asks without a reason', async () => {
  const tablet = await signInDevice(test, 'huaguo', 'device-other-tablet');
  const [stood = person] = (await huaguo.pull('people', `ids=${person.id}`)).documents;
  const withPhone = (device: TestDevice, phone: string) =>
    device.edit(stood, { values: { ...stood.values, phone } });
  await tablet.pushOne(withPhone(tablet, '13800000001'), stood, 'people');
  expect(await huaguo.pushOne(withPhone(huaguo, '13800000002'), stood, 'people')).toMatchObject({
    status: 'conflict',
  });
  const county = await signInDevice(test, 'county');
  const where = { 'values.recordId': person.id, 'values.field': 'values.phone' };
  const { documents } = await county.query('conflicts', { where });
  expect(documents).toMatchObject([{ values: { field: 'values.phone' } }]);
  expect(JSON.stringify(documents)).not.toContain('13800000');
});
