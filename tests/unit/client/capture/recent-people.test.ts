// 最近: whom the last records named.
import { expect, it } from 'vitest';
import { recentPeople } from '../../../../client/capture/recent-people.ts';

const wang = { id: 'p-1', name: '王示兰' };
const typed = { name: '李示梅' };

it('names each once, the newest first, as many as asked for', () => {
  const records = [typed, wang, { id: 'p-1', name: '王示兰' }, { id: 'p-2', name: '张示芳' }].map(
    (person) => ({
      values: { person },
    }),
  );
  expect(recentPeople(records, 'person', 2)).toEqual([typed, wang]);
  expect(recentPeople(records, 'person', 9).map(({ name }) => name)).toEqual(['李示梅', '王示兰', '张示芳']);
});

it('finds them in the rows of a group, and passes over what names nobody', () => {
  const records = [
    { values: { winners: [{ key: 'a', person: wang }, { key: 'b' }], person: '王示兰', count: 2 } },
    { values: { person: { name: '' }, other: { name: '孙示玉' } } },
  ];
  expect(recentPeople(records, 'person', 9)).toEqual([wang]);
});
