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
import type { SyncedDocument } from '../../shared/records/record.ts';
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
  /** Where the page before ended. */
  readonly after?: PersonPlace | undefined;
};
/** Order of the division code, then of the reading. */
export type PersonPlace = { readonly unit: string; readonly order: string; readonly id: string };
export type FoundPerson = { readonly place: PersonPlace; readonly json: string };

export type PersonIndexReads = {
  /** Whoever was merged into somebody is left out; the total does not count the page. */
  readonly search: (
    question: PeopleQuestion,
  ) => Promise<{ readonly found: readonly FoundPerson[]; readonly total: number }>;
};

export function createPersonIndexReads(db: Kysely<Tables>): PersonIndexReads {
  return {
    search: async (question) => {
      if (question.keys.length === 0) return { found: [], total: 0 };
      const where = sql.join(await conditionsOf(db, question), sql` AND `);
      const counted = await sql<{
        total: number;
      }>`SELECT count(*) AS total FROM person_index p WHERE ${where}`.execute(db);
      const { after } = question;
      const behind =
        after === undefined
          ? sql`1`
          : sql`(p.org_unit, p.sort_key, p.id) > (${after.unit}, ${after.order}, ${after.id})`;
      const { rows } = await sql<{ id: string; org_unit: string; sort_key: string; json: string }>`
        SELECT w.*, d.json FROM (
          SELECT p.id, p.org_unit, p.sort_key FROM person_index p WHERE ${where} AND ${behind}
          ORDER BY p.org_unit, p.sort_key, p.id LIMIT ${question.size}) w
        JOIN documents d ON d.collection = 'people' AND d.id = w.id
        ORDER BY w.org_unit, w.sort_key, w.id`.execute(db);
      return {
        found: rows.map(({ id, org_unit: unit, sort_key: order, json }) => ({
          place: { unit, order, id },
          json,
        })),
        total: counted.rows[0]?.total ?? 0,
      };
    },
  };
}

/** Called with each document that is written: the row is that document's, or gone with it. */
export async function indexPerson(db: Kysely<Tables>, person: SyncedDocument): Promise<void> {
  if (person._deleted) {
    await db.deleteFrom('person_index').where('id', '=', person.id).execute();
    return;
  }
  const row = rowOf(person);
  const { id: _id, ...changed } = row;
  await db
    .insertInto('person_index')
    .values(row)
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changed))
    .execute();
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

/** The cheapest first: the feed is asked about whoever is left. */
async function conditionsOf(
  db: Kysely<Tables>,
  { keys, within, text, category, role }: PeopleQuestion,
): Promise<readonly RawBuilder<unknown>[]> {
  const has = (column: string, id: string): RawBuilder<unknown> =>
    sql`instr(${sql.ref(column)}, ${` ${id} `}) > 0`;
  return [
    await standsForHerself(db),
    ...textConditions(foldQuery(text)),
    ...(category === undefined ? [] : [has('p.categories', category)]),
    ...(role === undefined ? [] : [has('p.roles', role)]),
    isPublishedUnder(keys),
    ...(within === undefined ? [] : [isPublishedUnder([within])]),
  ];
}

function isPublishedUnder(keys: readonly FeedKey[]): RawBuilder<unknown> {
  return sql`EXISTS (SELECT 1 FROM feed f WHERE f.collection = 'people' AND f.id = p.id AND f.is_current = 1 AND f.feed_key IN (${sql.join(keys)}))`;
}

function textConditions(wanted: string): readonly RawBuilder<unknown>[] {
  if (wanted === '') return [];
  if (isNumberQuery(wanted))
    return [sql`(instr(p.phone, ${wanted}) > 0 OR substr(p.id_no, ${-wanted.length}) = ${wanted})`];
  const pattern = readingPattern(wanted);
  const isInName = sql`instr(p.name, ${wanted}) > 0`;
  return [pattern === undefined ? isInName : sql`(${isInName} OR p.reading REGEXP ${pattern})`];
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
