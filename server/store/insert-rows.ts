// Many rows of one table in few statements: their text is put together here, since a query builder takes longer than the database.
import { CompiledQuery, type Kysely } from 'kysely';
import type { Dialect } from './migrations/migration.ts';
import type { Tables } from './tables.ts';

/** All with the same columns in the same order. */
export type NewRows = readonly Readonly<Record<string, unknown>>[];

/** Rows that are there already: left as they are, or changed to what is inserted. Without it they are an error. */
export type OnConflict = { readonly columns: readonly string[]; readonly do: 'nothing' | 'update' };

const most = 64;

/** Inserts the rows in their order. With `update` no two of them may have the same key. */
export async function insertRows(
  db: Kysely<Tables>,
  dialect: Dialect,
  table: keyof Tables,
  rows: NewRows,
  onConflict?: OnConflict,
): Promise<void> {
  for (const few of inPowersOfTwo(rows)) {
    const columns = Object.keys(few[0] ?? {});
    const text = `INSERT INTO ${table} (${columns.join(', ')}) VALUES ${places(dialect, columns.length, few.length)}${conflictText(columns, onConflict)}`;
    await db.executeQuery(CompiledQuery.raw(text, few.flatMap(Object.values)));
  }
}

/** Pieces of 64, 32, 16 … of a list: few lengths make few statements, and both databases keep those that come again. */
export function inPowersOfTwo<T>(list: readonly T[]): readonly (readonly T[])[] {
  const pieces: (readonly T[])[] = [];
  for (let [start, size] = [0, most]; start < list.length; size = size / 2)
    for (; start + size <= list.length; start += size) pieces.push(list.slice(start, start + size));
  return pieces;
}

function places(dialect: Dialect, columns: number, rows: number): string {
  if (dialect === 'sqlite') {
    const one = `(${Array.from({ length: columns }, () => '?').join(', ')})`;
    return Array.from({ length: rows }, () => one).join(', ');
  }
  const row = (_: unknown, index: number): string =>
    `(${Array.from({ length: columns }, (_place, column) => `$${index * columns + column + 1}`).join(', ')})`;
  return Array.from({ length: rows }, row).join(', ');
}

function conflictText(columns: readonly string[], onConflict: OnConflict | undefined): string {
  if (onConflict === undefined) return '';
  const begin = ` ON CONFLICT (${onConflict.columns.join(', ')}) DO`;
  if (onConflict.do === 'nothing') return `${begin} NOTHING`;
  const changed = columns.filter((column) => !onConflict.columns.includes(column));
  return `${begin} UPDATE SET ${changed.map((column) => `${column} = excluded.${column}`).join(', ')}`;
}
