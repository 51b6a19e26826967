// A pool of PostgreSQL connections on which each statement is planned once: our statements are few and come again and again.
import type { PostgresCursor, PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** Statements kept by name on each connection; those beyond are planned each time. */
const mostNames = 400;

/** For Kysely, which names no statement itself. */
export function createPreparedPool(pool: pg.Pool): PostgresPool {
  const names = new Map<string, string>();
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= mostNames) return known;
    const name = `s${names.size}`;
    names.set(text, name);
    return name;
  };
  const clients = new WeakMap<pg.PoolClient, PostgresPoolClient>();
  return {
    options: pool.options,
    end: () => pool.end(),
    connect: async () => {
      const client = await pool.connect();
      const known = clients.get(client);
      if (known !== undefined) return known;
      // The pool listens to connections that wait in it. One that dies between two statements of a transaction is said by
      // the next statement; without a listener here it would end the process.
      client.on('error', () => undefined);
      const prepared = preparing(client, nameOf);
      clients.set(client, prepared);
      return prepared;
    },
  };
}

function preparing(client: pg.PoolClient, nameOf: (text: string) => string | undefined): PostgresPoolClient {
  function query<R>(text: string, parameters: readonly unknown[]): Promise<PostgresQueryResult<R>>;
  function query<R>(cursor: PostgresCursor<R>): PostgresCursor<R>;
  function query(text: unknown, parameters: readonly unknown[] = []): unknown {
    // Kysely reads rows through a cursor only when it was given one, and it was not.
    if (typeof text !== 'string') throw new TypeError('a statement is text');
    const name = nameOf(text);
    return client.query({ text, values: [...parameters], ...(name === undefined ? {} : { name }) });
  }
  return { query, release: (destroy) => client.release(destroy) };
}
