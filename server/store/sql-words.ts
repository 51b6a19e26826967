// What the two databases say differently, so that each query is written once.
import { sql, type RawBuilder } from 'kysely';
import type { Dialect } from './migrations/migration.ts';

export type Scalar = string | number | boolean;

/** Pieces of SQL; a column is written with its table: `d.json`. */
export type SqlWords = {
  readonly dialect: Dialect;
  /** What stands at a path of a column of JSON text, to compare and to sort by; an absent value is empty text. */
  readonly valueAt: (column: string, path: readonly string[]) => RawBuilder<unknown>;
  /** A value to compare `valueAt` with. */
  readonly scalar: (value: Scalar) => RawBuilder<unknown>;
  /** Whether the text of `valueAt` begins so. */
  readonly beginsAt: (column: string, path: readonly string[], start: string) => RawBuilder<unknown>;
  readonly contains: (column: string, part: string) => RawBuilder<unknown>;
  readonly endsWith: (column: string, end: string) => RawBuilder<unknown>;
  readonly matches: (column: string, expression: string) => RawBuilder<unknown>;
  /** The column as something that no index is walked for. */
  readonly apart: (column: string) => RawBuilder<unknown>;
  /** Some fields of a column of JSON text as JSON text. */
  readonly pick: (column: string, fields: readonly string[]) => RawBuilder<string>;
  /** The condition that a record names this host as its same event, in the words of the index on it. */
  readonly isLinkedTo: (hostId: string) => RawBuilder<unknown>;
};

export const sqliteWords: SqlWords = {
  dialect: 'sqlite',
  valueAt: (column, path) => sql`coalesce(json_extract(${sql.ref(column)}, ${sqlitePath(path)}), '')`,
  scalar: (value) => sql`${value}`,
  beginsAt: (column, path, start) => {
    const value = sql`json_extract(${sql.ref(column)}, ${sqlitePath(path)})`;
    return sql`(${value} >= ${start} AND ${value} < ${`${start}\u{10FFFF}`})`;
  },
  contains: (column, part) => sql`instr(${sql.ref(column)}, ${part}) > 0`,
  endsWith: (column, end) => sql`substr(${sql.ref(column)}, ${-end.length}) = ${end}`,
  matches: (column, expression) => sql`${sql.ref(column)} REGEXP ${expression}`,
  apart: (column) => sql`+${sql.ref(column)}`,
  pick: (column, fields) => {
    const pairs = fields.map(
      (field) => sql`${sql.lit(field)}, json_extract(${sql.ref(column)}, ${sql.lit(`$.${field}`)})`,
    );
    return sql<string>`json_object(${sql.join(pairs)})`;
  },
  isLinkedTo: (hostId) => {
    const link = sql`json_extract(json, '$.sameEventAs')`;
    return sql`${link} IS NOT NULL AND ${link} = ${hostId}`;
  },
};

function sqlitePath(path: readonly string[]): string {
  return `$${path.map((part) => `."${part}"`).join('')}`;
}
