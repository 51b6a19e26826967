// Searching tens of thousands of invented people, as the picker of a form does at each letter.
import { createPersonSearch } from '../../../client/database/person-search.ts';
import { readChineseName } from '../../../client/database/read-name.ts';
import { withSearchKeys } from '../../../shared/people/search-keys.ts';
import type { PersonDocument } from '../../../shared/people/person-values.ts';
import { rest } from './open-device.ts';

export type SearchTimes = {
  /** From the documents to an index that answers. */
  readonly indexMs: number;
  /** Each word that was typed, with the time of each round and how many were found. */
  readonly words: readonly {
    readonly word: string;
    readonly found: number;
    readonly times: readonly number[];
  }[];
  /** The whole number of one person, through the same search. */
  readonly numberMs: readonly number[];
};

const words = ['王', '示兰', 'w', 'wsl', 'wangshi', 'shan', 'lan', '1990', '0021', 'zzz'];

export async function timeSearches(people: number, rounds: number): Promise<SearchTimes> {
  const documents = await inventPeople(people);
  const search = createPersonSearch();
  const started = performance.now();
  search.update(documents.map((person) => [person.id, { revision: '1', read: () => person }]));
  search.find('王');
  const indexMs = performance.now() - started;
  const time = async (word: string): Promise<{ found: number; times: number[] }> => {
    const times: number[] = [];
    let found = 0;
    for (let round = 0; round < rounds; round += 1) {
      await rest(1);
      const before = performance.now();
      found = search.find(word, { limit: 50 }).total;
      times.push(performance.now() - before);
    }
    return { found, times };
  };
  const timed: SearchTimes['words'][number][] = [];
  for (const word of words) timed.push({ word, ...(await time(word)) });
  return { indexMs, words: timed, numberMs: (await time(numberOf(people - 1))).times };
}

const surnames = Array.from('王李张刘陈杨黄赵周吴徐孙朱马胡郭林何高罗单曾仇');
const givenNames = Array.from('兰芳梅英红霞丽娟秀珍玲燕华敏云琴桂凤月莲');

async function inventPeople(count: number): Promise<readonly PersonDocument[]> {
  const readings = new Map<string, readonly string[]>();
  const people: PersonDocument[] = [];
  for (let index = 0; index < count; index += 1) {
    const surname = surnames[(index * 7) % surnames.length] ?? '王';
    const given = givenNames[(index * 13) % givenNames.length] ?? '兰';
    const name = `${surname}示${given}`;
    const reading = readings.get(name) ?? (await readChineseName(name));
    readings.set(name, reading);
    const phone = `199${String(index).padStart(8, '0')}`;
    const values = withSearchKeys({ name, phone, idNo: numberOf(index) }, name, reading);
    people.push({ id: `p${index}`, orgUnitId: '420303001202', values });
  }
  return people;
}

/** Of the right form; the check digit does not matter to a search. */
function numberOf(index: number): string {
  return `4203991975${String(index).padStart(8, '0')}`;
}
