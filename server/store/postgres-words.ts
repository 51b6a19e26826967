// PostgreSQL's words for what the queries ask; JSON text is read as jsonb, whose order is the same on every machine with C collation.
import { sql, type RawBuilder } from 'kysely';
import type { SqlWords } from './sql-words.ts';

/** Compared as jsonb: numbers with numbers, text with text. */
export const postgresWords: SqlWords = {
  dialect: 'postgres',
  valueAt: (column, path) =>
    sql`coalesce(nullif(${json(column)} #> ${pathOf(path)}, 'null'::jsonb), '""'::jsonb)`,
  scalar: (value) => sql`${JSON.stringify(value)}::jsonb`,
  beginsAt: (column, path, start) => sql`starts_with(${json(column)} #>> ${pathOf(path)}, ${start})`,
  contains: (column, part) => sql`strpos(${sql.ref(column)}, ${part}) > 0`,
  endsWith: (column, end) => sql`right(${sql.ref(column)}, ${sql.lit(end.length)}) = ${end}`,
  matches: (column, expression) => sql`${sql.ref(column)} ~ ${expression}`,
  apart: (column) => sql.ref(column),
  pick: (column, fields) => {
    const pairs = fields.map((field) => sql`${sql.lit(field)}, ${json(column)} -> ${sql.lit(field)}`);
    return sql<string>`jsonb_strip_nulls(jsonb_build_object(${sql.join(pairs)}))::text`;
  },
  isLinkedTo: (hostId) => {
    const link = sql`(json::jsonb ->> 'sameEventAs')`;
    return sql`${link} IS NOT NULL AND ${link} = ${hostId}`;
  },
};

function json(column: string): RawBuilder<unknown> {
  return sql`${sql.ref(column)}::jsonb`;
}

/** `{values,name}` as PostgreSQL writes a list of texts. */
function pathOf(path: readonly string[]): RawBuilder<unknown> {
  return sql`ARRAY[${sql.join(path)}]::text[]`;
}
