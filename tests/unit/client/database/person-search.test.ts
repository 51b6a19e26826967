// 查人: names by any part, readings of surnames, initials, telephones, ends of identity numbers, merged ones never.
import { describe, expect, it } from 'vitest';
import { createPersonSearch } from '../../../../client/database/person-search.ts';
import { readChineseName } from '../../../../client/database/read-name.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import { withSearchKeys } from '../../../../shared/people/search-keys.ts';
import { personDocument } from '../../../support/person-documents.ts';

async function searchOver(...people: readonly (JsonObject & { name: string })[]) {
  const search = createPersonSearch();
  const documents = await Promise.all(
    people.map(async (values) =>
      personDocument(values.name, withSearchKeys(values, values.name, await readChineseName(values.name))),
    ),
  );
  search.update(documents.map((person) => [person.id, { revision: '1', read: () => person }]));
  return (text: string) => search.find(text).ids;
}

describe('a name', () => {
  it('is found by any one or two of its characters, those that begin with them first', async () => {
    const find = await searchOver({ name: '示兰王' }, { name: '王示兰' }, { name: '李示梅' });
    expect(find('王')).toEqual(['王示兰', '示兰王']);
    expect(find('示兰')).toEqual(['示兰王', '王示兰']);
    expect(find('梅示')).toEqual([]);
    expect(find('')).toHaveLength(3);
  });

  it('is found by its reading, by the beginnings of its syllables, and by both mixed', async () => {
    const find = await searchOver({ name: '王示兰' }, { name: '黄示岚' });
    const finds = (texts: readonly string[]) => texts.map((text) => [text, ...find(text)]);
    const wang = ['wang', 'wsl', 'WSL', 'wangsl', 'wshilan', 'wang shi lan'];
    expect(finds(wang)).toEqual(wang.map((text) => [text, '王示兰']));
    const both = ['sl', 'shilan', 'lan'];
    expect(finds(both)).toEqual(both.map((text) => [text, '黄示岚', '王示兰']));
    const nobody = ['angsl', 'wl', 'wslx'];
    expect(finds(nobody)).toEqual(nobody.map((text) => [text]));
  });

  it('has its surname read as a surname', async () => {
    const find = await searchOver(
      { name: '单示雪' },
      { name: '曾示琴' },
      { name: '仇示英' },
      { name: '吕示华' },
    );
    expect(['ssx', 'zengsq', 'qiu', 'lv'].map((text) => find(text)[0])).toEqual([
      '单示雪',
      '曾示琴',
      '仇示英',
      '吕示华',
    ]);
    expect(['dan', 'ceng', 'chou'].flatMap(find)).toEqual([]);
  });

  it('is found with any dot or none, with rare characters whole, in letters, and with signs of patterns as they are', async () => {
    const find = await searchOver(
      { name: '古丽·示例' },
      { name: '𠮷示' },
      { name: 'Ayi Shili' },
      { name: '示.*' },
    );
    const written = ['古丽•示例', '丽·示', '丽示', '古丽 示例'];
    expect(written.map(find)).toEqual(written.map(() => ['古丽·示例']));
    expect(find('𠮷')).toEqual(['𠮷示']);
    expect(find('ayishi')).toEqual(['Ayi Shili']);
    expect(find('.*')).toEqual(['示.*']);
    expect(find('(a+)+$')).toEqual([]);
  });

  it('without a reading, as an older app left it, is found by its characters', async () => {
    const search = createPersonSearch();
    const person = personDocument('p', { name: '王示兰' });
    search.update([['p', { revision: '1', read: () => person }]]);
    expect(search.find('示兰').ids).toEqual(['p']);
    expect(search.find('wsl').ids).toEqual([]);
  });
});

describe('numbers', () => {
  it('find a telephone by any part, an identity number by its end', async () => {
    const find = await searchOver(
      { name: '王示兰', phone: '19900001234', idNo: '420399197503080021' },
      { name: '李示梅', phone: '19900005678', idNo: '42039919750308038X' },
    );
    expect(find('0021')).toEqual(['王示兰']);
    expect(find('420399197503080021')).toEqual(['王示兰']);
    expect(find('038x')).toEqual(['李示梅']);
    expect(find('４２０３９９１９７５０３０８０３８Ｘ')).toEqual(['李示梅']);
    expect(find('5678')).toEqual(['李示梅']);
    expect(find('1990000')).toEqual(['李示梅', '王示兰']);
    expect(find('19750308')).toEqual([]);
    expect(find('99')).toEqual([]);
  });
});

describe('the index', () => {
  it('reads again only what changed, and drops who was merged or is gone', () => {
    const search = createPersonSearch();
    let reads = 0;
    const held = (id: string, revision: string, values: JsonObject) =>
      [id, { revision, read: () => ((reads += 1), personDocument(id, values)) }] as const;
    search.update([held('a', '1', { name: '王示兰' }), held('b', '1', { name: '王示梅' })]);
    search.update([held('a', '1', {}), held('b', '2', { name: '王示梅', mergedInto: 'a' })]);
    expect(search.find('王')).toEqual({ ids: ['a'], total: 1 });
    expect(reads).toBe(3);
    search.update([held('b', '3', { name: '王示梅' })]);
    expect(search.find('王')).toEqual({ ids: ['b'], total: 1 });
  });

  it('keeps one of those who were merged into each other, and drops who was merged into somebody not here', () => {
    const search = createPersonSearch();
    const held = (id: string, mergedInto: string) =>
      [id, { revision: '1', read: () => personDocument(id, { name: '王示兰', mergedInto }) }] as const;
    search.update([held('a', 'b'), held('b', 'a'), held('c', 'b'), held('d', 'nobody')]);
    expect(search.find('王')).toEqual({ ids: ['a'], total: 1 });
  });

  it('counts beyond the limit, and within a unit', () => {
    const search = createPersonSearch();
    const people = Array.from({ length: 9 }, (_, index) =>
      personDocument(`p${index}`, { name: `王示${index}` }, { orgUnitId: index < 3 ? 'A1' : 'B1' }),
    );
    search.update(people.map((person) => [person.id, { revision: '1', read: () => person }]));
    expect(search.find('王', { limit: 2 })).toEqual({ ids: ['p0', 'p1'], total: 9 });
    expect(search.find('王', { orgUnitId: 'A1' }).total).toBe(3);
  });
});
