// Words of a query of people that is no look-up of one: `search` finds as a device does, the others narrow.
import type { QueryRequest } from '../sync/protocol.ts';

/** '' does not narrow. `within`: a unit with all below it. `category` and `role`: what a person has among others. */
export type PeopleWords = {
  readonly text: string;
  readonly within: string;
  readonly category: string;
  readonly role: string;
};

/** Names of the words in `where`; `search` is always there. Nothing else may stand beside them, and no order. */
export const peopleQueryWords = {
  text: 'search',
  within: 'within',
  category: 'values.categories',
  role: 'values.roles',
} as const satisfies Readonly<Record<keyof PeopleWords, string>>;

/** The `where` of `/api/query/people`: people in the order of the division code, then of the reading of their names. */
export function wherePeople(words: PeopleWords): NonNullable<QueryRequest['where']> {
  const { text, within, category, role } = words;
  return {
    [peopleQueryWords.text]: text.trim().slice(0, 100),
    ...(within === '' ? {} : { [peopleQueryWords.within]: within }),
    ...(category === '' ? {} : { [peopleQueryWords.category]: category }),
    ...(role === '' ? {} : { [peopleQueryWords.role]: role }),
  };
}
