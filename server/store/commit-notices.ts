// PostgreSQL's LISTEN and NOTIFY: one process tells the others that it committed. May be lost; the others also look by themselves.
import pg from 'pg';

export type CommitNotices = {
  /** After a commit; at most one statement is under way, and one more waits for it. */
  readonly tell: () => void;
  readonly onCommit: (heard: () => void) => () => void;
  readonly close: () => Promise<void>;
};

const channel = 'banbiantian_commit';
const againMs = 5_000;

/**
 * Told outside the transaction: a NOTIFY inside makes all commits of a database wait for each other. The connection that listens is
 * opened when somebody wants to hear, and again some seconds after it was lost.
 */
export function createCommitNotices(connectionString: string, pool: pg.Pool): CommitNotices {
  const listeners = new Set<() => void>();
  let [isClosed, isWanted] = [false, false];
  let telling: Promise<unknown> | undefined;
  let client: pg.Client | undefined;
  let retry: NodeJS.Timeout | undefined;
  const tell = (): void => {
    isWanted = true;
    if (telling !== undefined || isClosed) return;
    isWanted = false;
    telling = pool
      .query(`NOTIFY ${channel}`)
      .catch(() => undefined)
      .finally(() => {
        telling = undefined;
        if (isWanted) tell();
      });
  };
  const listen = (): void => {
    const opened = new pg.Client({ connectionString, application_name: 'banbiantian listens' });
    client = opened;
    const lose = (): void => {
      if (isClosed || client !== opened) return;
      client = undefined;
      void opened.end().catch(() => undefined);
      retry = setTimeout(listen, againMs);
    };
    opened.on('error', lose);
    opened.on('end', lose);
    opened.on('notification', () => {
      for (const heard of listeners) heard();
    });
    opened
      .connect()
      .then(() => opened.query(`LISTEN ${channel}`), lose)
      .catch(lose);
  };
  return {
    tell,
    onCommit: (heard) => {
      listeners.add(heard);
      if (client === undefined && retry === undefined && !isClosed) listen();
      return () => listeners.delete(heard);
    },
    close: async () => {
      isClosed = true;
      clearTimeout(retry);
      await telling;
      await client?.end().catch(() => undefined);
    },
  };
}
