// People searched on the server: found as on a device, by those who may read them, numbers in part, page by page.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { JsonObject } from '../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { wherePeople, type PeopleWords } from '../../../shared/people/people-query.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

const anything: PeopleWords = { text: '', within: '', category: '', role: '' };
let test: TestServer;
let huaguo: TestDevice;
let caijia: TestDevice;
let county: TestDevice;

beforeAll(async () => {
  test = await startTestServer({ registry: recordTypes });
  [huaguo, caijia, county] = await Promise.all([
    signInDevice(test, 'huaguo'),
    signInDevice(test, 'caijia'),
    signInDevice(test, 'county'),
  ]);
  await register(huaguo, '王示兰', 'wang shi lan', {
    ...{ idNo: '420399197503080021', birthDate: '1975-03-08', phone: '19900001234' },
    categories: ['lone-elderly', 'disabled'],
  });
  await register(huaguo, '李示梅', 'li shi mei', { phone: '19900005678', roles: ['volunteer'] });
  await register(caijia, '王示燕', 'wang shi yan', { categories: ['disabled'] });
});
afterAll(() => test.close());

async function register(
  device: TestDevice,
  name: string,
  reading: string,
  values: JsonObject,
): Promise<SyncedDocument> {
  const person = device.draft(
    {},
    {
      type: 'person',
      definitionVersion: 2,
      values: {
        ...{ name, sex: 'female', searchKeys: [`${name}=${reading}`] },
        ...values,
      },
    },
  );
  expect(await device.pushOne(person, undefined, 'people')).toMatchObject({ status: 'accepted' });
  return person;
}
async function found(device: TestDevice, words: Partial<PeopleWords>): Promise<readonly unknown[]> {
  const { documents, total } = await device.query('people', {
    where: wherePeople({ ...anything, ...words }),
  });
  expect(documents.length).toBe(total);
  return documents.map(({ values }) => values['name']);
}

describe('who is found', () => {
  it.each([
    ['everyone, in the order of the code and of the reading', {}, ['李示梅', '王示兰', '王示燕']],
    ['a part of the name', { text: '示兰' }, ['王示兰']],
    ['initials', { text: 'wsl' }, ['王示兰']],
    ['a reading with a syllable cut short', { text: 'WangS' }, ['王示兰', '王示燕']],
    ['the end of the identity number', { text: '0021' }, ['王示兰']],
    ['the end of the telephone', { text: '5678' }, ['李示梅']],
    ['more of a number than is shown, tried out', { text: '30021' }, []],
    ['the whole number, by who knows it', { text: '420399197503080021' }, ['王示兰']],
    ['a number that is in the middle of an identity number', { text: '197503' }, []],
    ['a category among others', { category: 'disabled' }, ['王示兰', '王示燕']],
    ['a role', { role: 'volunteer' }, ['李示梅']],
    ['a unit', { within: '420303001203' }, ['王示燕']],
    ['a unit with those below it', { within: '420303001', text: '王' }, ['王示兰', '王示燕']],
    ['nobody of this name', { text: '张' }, []],
  ])('%s', async (_, words, names) => {
    expect(await found(county, words)).toEqual(names);
  });

  it('one page after another, each person once', async () => {
    const names: unknown[] = [];
    for (let page: { size: number; after?: string } | undefined = { size: 2 }; page !== undefined;) {
      const reply = await county.query('people', { where: wherePeople(anything), page });
      expect(reply.total).toBe(3);
      names.push(...reply.documents.map(({ values }) => values['name']));
      page = reply.after === undefined ? undefined : { size: 2, after: reply.after };
    }
    expect(names).toEqual(['李示梅', '王示兰', '王示燕']);
  });

  it('as she is now: a new name, somebody merged, somebody deleted', async () => {
    const person = await register(caijia, '赵示红', 'zhao shi hong', {});
    const twin = await register(caijia, '赵示虹', 'zhao shi hong', { mergedInto: person.id });
    expect(await found(county, { text: '赵' })).toEqual(['赵示红']);
    const circle = caijia.edit(person, { values: { ...person.values, mergedInto: twin.id } });
    await caijia.pushOne(circle, person, 'people');
    expect((await found(county, { text: 'zsh' })).length).toBe(1);
    const renamed = caijia.edit(circle, { values: { name: '钱示红', sex: 'female' } });
    await caijia.pushOne(renamed, circle, 'people');
    expect(await found(county, { text: '钱示' })).toEqual(['钱示红']);
    await caijia.pushOne(caijia.edit(renamed, { _deleted: true }), renamed, 'people');
    expect(await found(county, { text: '钱示' })).toEqual([]);
  });
});

describe('whose people', () => {
  it('a village finds its own, a township and a county theirs, another county and the city nobody', async () => {
    const counts = ['huaguo', 'caijia', 'township', 'county', 'other-county', 'city', 'admin'].map(
      async (account) => {
        const device = await signInDevice(test, account);
        const [all, disabled, elsewhere] = await Promise.all([
          found(device, { text: '示' }),
          found(device, { category: 'disabled' }),
          found(device, { within: '420303' }),
        ]);
        return [account, all.length, disabled.length, elsewhere.length];
      },
    );
    expect(await Promise.all(counts)).toEqual([
      ['huaguo', 2, 1, 2],
      ['caijia', 1, 1, 1],
      ['township', 3, 2, 3],
      ['county', 3, 2, 3],
      ['other-county', 0, 0, 0],
      ['city', 0, 0, 0],
      ['admin', 0, 0, 0],
    ]);
  });

  it('no answer holds a number in whole, by search or by id', async () => {
    const [searched] = (await county.query('people', { where: wherePeople({ ...anything, text: '王示兰' }) }))
      .documents;
    const [byId] = (await county.query('people', { where: { id: searched?.id } })).documents;
    for (const person of [searched, byId]) {
      expect(person?.values).toMatchObject({ idNo: '420399********0021', phone: '199****1234' });
      expect(JSON.stringify(person)).not.toMatch(/19750308002|19900001234/);
    }
  });
});

describe('what is refused', () => {
  it.each([
    ['another word beside the search', { where: { search: '王', type: 'person' } }],
    ['an order of its own', { where: { search: '王' }, sort: [{ orgUnitId: 'asc' }] }],
    ['an operator on the search', { where: { search: { startsWith: '王' } } }],
    ['a number as the unit', { where: { search: '', within: 420303 } }],
    ['a search of records', { where: { search: '王' } }, 'records'],
    ['a page of another query', { where: { search: '' }, page: { size: 2, after: 'e30' } }],
    ['asking by a number that is masked', { where: { 'values.idNo': '420399197503080021' } }],
    ['an order by a number that is masked', { sort: [{ 'values.phone': 'asc' }] }],
  ])('%s', async (_, body, collection = 'people') => {
    const response = await county.postJson(`/api/query/${collection}`, body);
    expect([response.status, await response.json()]).toMatchObject([400, { code: 'badRequest' }]);
  });
});
