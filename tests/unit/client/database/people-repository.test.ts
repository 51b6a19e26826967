// People through their only door: keys of the search, merges, moves; found, named and counted as one.
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createPeopleRepository,
  type PeopleRepository,
} from '../../../../client/database/people-repository.ts';
import { readChineseName } from '../../../../client/database/read-name.ts';
import { firstValue } from '../../../../client/database/watchable.ts';
import { mergedValues, separatedValues } from '../../../../shared/people/merged-people.ts';
import { movePerson } from '../../../../shared/people/move-person.ts';
import { aDevice, huaguo, type TestDevice } from '../../../support/device/device.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';

let device: TestDevice;
let people: PeopleRepository;
beforeEach(async () => {
  device = await aDevice(createScriptedServer().api);
  people = createPeopleRepository(device.database.collections.people, {
    ...device.writer,
    settings: device.settings,
    readName: readChineseName,
  });
});
afterEach(() => device.close());

const save = (id: string, values: Record<string, string>) =>
  people.save({
    ...{ id, type: 'person', definitionVersion: 2 },
    entry: {
      ...{ values, occurredOn: '2026-10-18', photos: [] },
      ...{ hostUnitId: huaguo.orgUnitId, partnerUnitIds: [] },
    },
  });
const find = async (text: string) => {
  const { people: found, total } = await firstValue(people.watchFound({ text }));
  expect(total).toBe(found.length);
  return found.map(({ id }) => id);
};

it('a saved name is found by its reading, a changed one by its new reading', async () => {
  await save('p', { name: '单示雪' });
  expect(await find('ssx')).toEqual(['p']);
  await save('p', { name: '曾示雪' });
  expect([await find('ssx'), await find('zsx')]).toEqual([[], ['p']]);
});

it('a watcher of a search hears of who was registered since', async () => {
  const heard = firstValue(people.watchFound({ text: 'wsl' }), ({ total }) => total === 1);
  await save('p', { name: '王示兰' });
  expect((await heard).people[0]?.values['name']).toBe('王示兰');
});

it('a merge leaves one in the lists, whom the other’s id names, and undo brings the other back', async () => {
  await save('a', { name: '王示兰', idNo: '420399197503080021' });
  await save('b', { name: '汪示兰', idNo: '420399197503080021' });
  expect(await firstValue(people.watchMatches(), (pairs) => pairs.length > 0)).toEqual([
    { first: 'a', second: 'b', reason: 'sameNumber' },
  ]);
  const merged = await people.change('b', (person) => ({
    ...person,
    values: mergedValues(person.values, 'a'),
  }));
  expect(merged?.edit.seq).toBe(3);
  expect(await find('示兰')).toEqual(['a']);
  const names = await firstValue(people.watchMerged(), ({ nameOf }) => nameOf('b') !== undefined);
  expect([names.idOf('b'), names.nameOf('b'), names.nameOf('a')]).toEqual(['a', '王示兰', undefined]);
  expect(names.documents.map(({ id }) => id)).toEqual(['b']);
  await people.change('b', (person) => ({ ...person, values: separatedValues(person.values) }));
  expect((await find('示兰')).sort()).toEqual(['a', 'b']);
});

it('two who were merged into each other stay in the lists as one, and undo brings the other back', async () => {
  const [name, birthDate] = ['王示兰', '1975-03-08'];
  await save('a', { name, birthDate });
  await save('b', { name, birthDate });
  for (const [loser, survivor] of [
    ['a', 'b'],
    ['b', 'a'],
  ] as const)
    await people.change(loser, (person) => ({ ...person, values: mergedValues(person.values, survivor) }));
  expect(await find('示兰')).toEqual(['a']);
  const merged = await firstValue(people.watchMerged(), ({ documents }) => documents.length > 0);
  expect(merged.documents.map(({ id }) => id)).toEqual(['b']);
  expect([merged.nameOf('a'), merged.nameOf('b')]).toEqual([undefined, name]);
  expect(await firstValue(people.watchMatches())).toEqual([]);
  const twin = { id: 'new', orgUnitId: huaguo.orgUnitId, values: { name, birthDate } };
  expect((await people.twinsOf(twin)).map(({ reason }) => reason)).toEqual(['sameNameAndBirth']);
  await people.change('b', (person) => ({ ...person, values: separatedValues(person.values) }));
  expect(await find('示兰')).toEqual(['b']);
});

it('a move is saved over the newest state, and nothing is made of somebody who is not here', async () => {
  const move = { to: '420303001203', on: '2026-10-01', hands: true };
  expect(await people.change('nobody', (person) => movePerson(person, move, () => 'k'))).toBeUndefined();
  await save('p', { name: '王示兰' });
  const moved = await people.change('p', (person) => movePerson(person, move, () => 'k'));
  expect(moved).toMatchObject({ orgUnitId: move.to, hostUnitId: move.to, createdBy: huaguo.id });
});

it('who is registered already is named with the reason before she is registered again', async () => {
  await save('a', { name: '王示兰', birthDate: '1975-03-08', idNo: '420399197503080021' });
  await save('b', { name: '王示兰', birthDate: '1980-01-01' });
  const twins = async (values: Record<string, string>) =>
    (await people.twinsOf({ id: 'new', orgUnitId: huaguo.orgUnitId, values })).map(({ reason }) => reason);
  expect(await twins({ name: '王岚', idNo: '420399197503080021' })).toEqual(['sameNumber']);
  expect(await twins({ name: '王示兰', birthDate: '1980-01-01' })).toEqual(['sameNameAndBirth']);
  expect(await twins({ name: '王示兰', birthDate: '1990-01-01' })).toEqual([]);
  expect(await firstValue(people.watchNames(), (names) => names.length === 2)).toEqual([
    { id: 'a', name: '王示兰' },
    { id: 'b', name: '王示兰' },
  ]);
});
