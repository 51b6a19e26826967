// One server per data directory: a second one, or a restore beside a running one, is refused. The system lets go when a process dies.
import { join } from 'node:path';
import { mkdirSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

export type DirectoryLock = { readonly release: () => void };

/** Undefined when another process serves this directory, or (`backup`) makes a backup of it. */
export function lockDirectory(dataDir: string, use: 'serve' | 'backup' = 'serve'): DirectoryLock | undefined {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const database = new DatabaseSync(join(dataDir, use === 'serve' ? 'in-use.sqlite' : 'in-backup.sqlite'), {
    timeout: 0,
  });
  try {
    // A rollback journal: a lock on the file itself, without files beside it.
    database.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined;
    throw error;
  }
  return { release: () => database.close() };
}

const sqliteBusy = 5;
