// People beyond a device: found by the words of `people-query.ts`, numbers in part, page by page.
import * as z from 'zod/mini';
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { peopleQueryWords, type PeopleWords } from '../../shared/people/people-query.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import type { QueryReply, QueryRequest } from '../../shared/sync/protocol.ts';
import type { Caller } from '../access/caller.ts';
import type { PersonPlace } from '../store/person-index.ts';
import { parseStored } from '../store/stored-document.ts';
import type { Store } from '../store/store.ts';
import { withoutNumbers } from './without-numbers.ts';

const placeSchema = z.object({ unit: z.string(), order: z.string(), id: z.string(), total: z.number() });
type Place = PersonPlace & { readonly total: number };
const defaultSize = 50;

/** Is this a search, and no look-up by the fields of a document? */
export function isPeopleSearch(request: QueryRequest): boolean {
  return Object.hasOwn(request.where ?? {}, peopleQueryWords.text);
}

export async function queryPeople(
  deps: { readonly store: Store; readonly registry: Registry },
  caller: Caller,
  request: QueryRequest,
): Promise<QueryReply> {
  const words = readWords(request);
  const size = request.page?.size ?? defaultSize;
  const { found, total } = await deps.store.read((view) =>
    view.people.search({
      keys: grantedKeys(caller.account, 'people', caller.tree),
      within: words.within === undefined ? undefined : `up:${words.within}`,
      ...{ text: words.text, category: words.category, role: words.role, size },
      after: readPlace(request.page?.after),
    }),
  );
  const last = found.length === size ? found.at(-1) : undefined;
  return {
    documents: found.map(({ json }) => withoutNumbers(deps.registry, 'people', parseStored(json))),
    total,
    ...(last === undefined ? {} : { after: writePlace({ ...last.place, total }) }),
  };
}

type ReadWords = { readonly text: string } & Partial<Pick<PeopleWords, 'within' | 'category' | 'role'>>;

/** Refused when anything else is asked beside them: a search has its own order. */
function readWords({ where = {}, sort = [] }: QueryRequest): ReadWords {
  const known: ReadonlySet<string> = new Set(Object.values(peopleQueryWords));
  const isKnown = Object.keys(where).every((word) => known.has(word)) && sort.length === 0;
  if (!isKnown)
    throw new AppError('badRequest', 'a search of people is narrowed by other words than this one');
  const text = textOf(where[peopleQueryWords.text]);
  const [within, category, role] = [
    textOf(where[peopleQueryWords.within]),
    textOf(where[peopleQueryWords.category]),
    textOf(where[peopleQueryWords.role]),
  ];
  return {
    text: text ?? '',
    ...(within === undefined ? {} : { within }),
    ...(category === undefined ? {} : { category }),
    ...(role === undefined ? {} : { role }),
  };
}

function textOf(condition: NonNullable<QueryRequest['where']>[string] | undefined): string | undefined {
  if (condition === undefined || typeof condition === 'string') return condition;
  throw new AppError('badRequest', 'a search of people takes a text for each of its words');
}

function writePlace(place: Place): string {
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

function readPlace(text: string | undefined): Place | undefined {
  if (text === undefined) return undefined;
  try {
    return placeSchema.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
  } catch {
    throw new AppError('badRequest', 'the page position is not valid for this query');
  }
}
