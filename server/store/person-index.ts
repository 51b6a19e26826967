// People found by what somebody remembers of them, over tens of thousands: small rows beside the documents, written with them.
import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import { createPersonIdOf } from '../../shared/people/merged-people.ts';
import { mergedIntoOf, nameOf, textOf, textsOf } from '../../shared/people/person-values.ts';
import {
  foldName,
  foldQuery,
  isNumberQuery,
  readingOf,
  readingPattern,
} from '../../shared/people/search-keys.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import { insertRows } from './insert-rows.ts';
import type { Dialect } from './migrations/migration.ts';
import type { SqlWords } from './sql-words.ts';
import type { Tables } from './tables.ts';

export type PeopleQuestion = {
  /** The feeds of who asks; whoever is found is in one of them. */
  readonly keys: readonly FeedKey[];
  /** Narrows to one feed more: a unit with all below it. */
  readonly within?: FeedKey | undefined;
  /** As it was typed; '' for everyone. */
  readonly text: string;
  readonly category?: string | undefined;
  readonly role?: string | undefined;
  readonly size: number;
  /** Where the page before ended, and how many it said there are: they are counted once. */
  readonly after?: (PersonPlace & { readonly total: number }) | undefined;
};
/** Order of the division code, then of the reading. */
export type PersonPlace = { readonly unit: string; readonly order: string; readonly id: string };
export type FoundPerson = { readonly place: PersonPlace; readonly json: string };

export type PersonIndexReads = {
  /** Whoever was merged into somebody is left out; the total does not count the page. */
  readonly search: (
    question: PeopleQuestion,
  ) => Promise<{ readonly found: readonly FoundPerson[]; readonly total: number }>;
  /** Who was merged into this person. */
  readonly mergedInto: (id: DocumentId) => Promise<readonly DocumentId[]>;
};

export function createPersonIndexReads(db: Kysely<Tables>, words: SqlWords): PersonIndexReads {
  return {
    mergedInto: async (id) => {
      const rows = await db.selectFrom('person_index').select('id').where('merged_into', '=', id).execute();
      return rows.map((row) => row.id);
    },
    search: async (question) => {
      if (question.keys.length === 0) return { found: [], total: 0 };
      const conditions = await conditionsOf(db, words, question);
      const { after } = question;
      const total = after?.total ?? (await countFound(db, question, conditions));
      const where = sql.join([...conditions, isPublishedUnder(question.keys)], sql` AND `);
      const behind =
        after === undefined
          ? sql`1 = 1`
          : sql`(p.org_unit, p.sort_key, p.id) > (${after.unit}, ${after.order}, ${after.id})`;
      // `apart`: the few that are found are put in order; going through everyone in order would take longer.
      const firstOrder = isNarrow(question) ? words.apart('p.org_unit') : sql`p.org_unit`;
      const { rows } = await sql<{ id: string; org_unit: string; sort_key: string; json: string }>`
        SELECT w.*, (SELECT d.json FROM documents d WHERE d.collection = 'people' AND d.id = w.id) AS json FROM (
          SELECT p.id, p.org_unit, p.sort_key FROM person_index p WHERE ${where} AND ${behind}
          ORDER BY ${firstOrder}, p.sort_key, p.id LIMIT ${question.size}) w
        ORDER BY w.org_unit, w.sort_key, w.id`.execute(db);
      return {
        found: rows.map(({ id, org_unit: unit, sort_key: order, json }) => ({
          place: { unit, order, id },
          json,
        })),
        total,
      };
    },
  };
}

/** Called with the documents that are written, no two of one id: each row is its document's, or gone with it. */
export async function indexPeople(
  db: Kysely<Tables>,
  dialect: Dialect,
  people: readonly SyncedDocument[],
): Promise<void> {
  for (const { id, _deleted: isGone } of people)
    if (isGone) await db.deleteFrom('person_index').where('id', '=', id).execute();
  const rows = people.flatMap((person) => (person._deleted ? [] : [rowOf(person)]));
  await insertRows(db, dialect, 'person_index', rows, { columns: ['id'], do: 'update' });
}

function rowOf(person: SyncedDocument): Tables['person_index'] {
  const name = foldName(nameOf(person));
  const reading = readingOf(person.values);
  return {
    ...{ id: person.id, org_unit: person.orgUnitId, name },
    reading: reading === '' ? '' : ` ${reading}`,
    phone: textOf(person.values, 'phone'),
    id_no: textOf(person.values, 'idNo').toLowerCase(),
    categories: asList(textsOf(person.values, 'categories')),
    roles: asList(textsOf(person.values, 'roles')),
    merged_into: mergedIntoOf(person) ?? '',
    sort_key: `${reading === '' ? '~' : ` ${reading}`} ${name}`,
  };
}

function asList(ids: readonly string[]): string {
  return ids.length === 0 ? '' : ` ${ids.join(' ')} `;
}

/** Nearly everyone is counted by going through the feed once; of few each is looked up in it. */
async function countFound(
  db: Kysely<Tables>,
  question: PeopleQuestion,
  conditions: readonly RawBuilder<unknown>[],
): Promise<number> {
  const { keys } = question;
  const published = isNarrow(question) ? isPublishedUnder(keys) : isAmongThoseUnder(keys);
  const { rows } = await sql<{
    total: number;
  }>`SELECT count(*) AS total FROM person_index p WHERE ${sql.join([...conditions, published], sql` AND `)}`.execute(
    db,
  );
  return rows[0]?.total ?? 0;
}

function isNarrow({ within, text, category, role }: PeopleQuestion): boolean {
  return text !== '' || [within, category, role].some((each) => each !== undefined);
}

/** All but the feeds of who asks. */
async function conditionsOf(
  db: Kysely<Tables>,
  words: SqlWords,
  { within, text, category, role }: PeopleQuestion,
): Promise<readonly RawBuilder<unknown>[]> {
  const has = (column: string, id: string) => words.contains(column, ` ${id} `);
  return [
    await standsForHerself(db),
    ...textConditions(words, foldQuery(text)),
    ...(category === undefined ? [] : [has('p.categories', category)]),
    ...(role === undefined ? [] : [has('p.roles', role)]),
    ...(within === undefined ? [] : [isAmongThoseUnder([within])]),
  ];
}

function isPublishedUnder(keys: readonly FeedKey[]): RawBuilder<unknown> {
  return sql`EXISTS (SELECT 1 FROM feed f WHERE f.collection = 'people' AND f.id = p.id AND f.is_current = 1 AND f.feed_key IN (${sql.join(keys)}))`;
}

function isAmongThoseUnder(keys: readonly FeedKey[]): RawBuilder<unknown> {
  return sql`p.id IN (SELECT f.id FROM feed f WHERE f.collection = 'people' AND f.is_current = 1 AND f.feed_key IN (${sql.join(keys)}))`;
}

/** Last characters that a masked number shows. */
const shownOfNumber = 4;

function textConditions(words: SqlWords, wanted: string): readonly RawBuilder<unknown>[] {
  if (wanted === '') return [];
  // No more than what is shown of a number can be tried out: its end, or who knows it whole.
  if (isNumberQuery(wanted)) {
    const isEnd = wanted.length <= shownOfNumber;
    const of = (column: string): RawBuilder<unknown> =>
      isEnd ? words.endsWith(column, wanted) : sql`${sql.ref(column)} = ${wanted}`;
    return [sql`(${of('p.phone')} OR ${of('p.id_no')})`];
  }
  const pattern = readingPattern(wanted);
  const isInName = words.contains('p.name', wanted);
  return [pattern === undefined ? isInName : sql`(${isInName} OR ${words.matches('p.reading', pattern)})`];
}

/** Not merged into another; of two who were merged into each other one stays. */
async function standsForHerself(db: Kysely<Tables>): Promise<RawBuilder<unknown>> {
  const merged = await db
    .selectFrom('person_index')
    .select(['id', 'merged_into'])
    .where('merged_into', '<>', '')
    .execute();
  const idOf = createPersonIdOf(
    merged.map((row) => ({ id: row.id, values: { mergedInto: row.merged_into } })),
  );
  const standing = merged.flatMap(({ id }) => (idOf(id) === id ? [id] : []));
  return standing.length === 0
    ? sql`p.merged_into = ''`
    : sql`(p.merged_into = '' OR p.id IN (${sql.join(standing)}))`;
}
