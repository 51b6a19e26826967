// An older copy takes the database's place: checked whole first, announced to every device, and swapped in one step.
import { createHash, type KeyObject } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';
import { copyFile, link, mkdir, open, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createBlobStore } from '../blob-store.ts';
import { allMigrations } from '../migrations/all-migrations.ts';
import { databaseFile, openSqliteStore } from '../sqlite-store.ts';
import { backupFormat, type BackupPlaces } from './make-backup.ts';
import { sealedMark, unsealFile } from './seal-file.ts';

export type Restored = {
  readonly madeAt: string;
  readonly documents: number;
  readonly photos: number;
  /** Where the database lies that was there before; undefined when there was none. */
  readonly aside: string | undefined;
};

export type RestoreOptions = {
  readonly now: string;
  readonly newEpoch: () => string;
  readonly privateKey?: KeyObject;
};

/** The caller holds the lock of the data directory. A file that is no whole backup changes nothing, and is told in words. */
export async function restoreBackup(
  places: BackupPlaces,
  file: string,
  options: RestoreOptions,
): Promise<Restored> {
  const work = join(places.dataDir, 'restoring');
  await rm(work, { recursive: true, force: true });
  await mkdir(work, { recursive: true, mode: 0o700 });
  try {
    const copy = join(work, databaseFile);
    await readBackup(file, copy, options.privateKey);
    const { madeAt, documents } = checkWhole(copy);
    const photos = await takePhotosOut(copy, places.blobDir);
    await announce(work, options);
    const aside = await swap(places.dataDir, copy, options.now);
    return { madeAt, documents, photos, aside };
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function readBackup(file: string, copy: string, privateKey: KeyObject | undefined): Promise<void> {
  const handle = await open(file, 'r').catch(() => {
    throw new Error(`${file} cannot be read.`);
  });
  const start = Buffer.alloc(sealedMark.length);
  await handle.read(start, 0, start.length);
  await handle.close();
  if (!start.equals(sealedMark)) await copyFile(file, copy);
  else if (privateKey !== undefined) await unsealFile(file, copy, privateKey);
  else throw new Error(`${file} is encrypted: set BACKUP_PRIVATE_KEY_FILE to the file with the private key.`);
}

/** Every page, the tables that a backup has, a format and migrations that this version knows, each photo by its hash. */
function checkWhole(copy: string): Pick<Restored, 'madeAt' | 'documents'> {
  const database = openCopy(copy);
  try {
    const [sound] = database.prepare('PRAGMA integrity_check').all();
    if (sound?.['integrity_check'] !== 'ok') throw notWhole();
    const info = database.prepare('SELECT format, made_at, photos FROM backup_info').get();
    if (info === undefined) throw notWhole();
    const known = new Set(allMigrations.map(({ name }) => name));
    const unknown = database
      .prepare('SELECT name FROM migrations')
      .all()
      .some(({ name }) => !known.has(String(name)));
    if (info['format'] !== backupFormat || unknown)
      throw new Error('The backup was made by a newer version of this program: restore it with that one.');
    const counted = database
      .prepare(
        'SELECT (SELECT count(*) FROM documents) AS documents, (SELECT count(*) FROM backup_photos) AS photos',
      )
      .get();
    if (counted === undefined || counted['photos'] !== info['photos']) throw notWhole();
    return { madeAt: String(info['made_at']), documents: Number(counted['documents']) };
  } catch (error) {
    throw error instanceof Error && 'errcode' in error ? notWhole(error) : error;
  } finally {
    database.close();
  }
}

function openCopy(copy: string): DatabaseSync {
  try {
    return new DatabaseSync(copy);
  } catch (error) {
    throw notWhole(error);
  }
}

function notWhole(cause?: unknown): Error {
  const words = 'This is no backup of this program, or it is not whole: nothing was changed.';
  return new Error(words, cause === undefined ? {} : { cause });
}

/** Photos are named by content: what is there already stays, and none that came later is taken away. */
async function takePhotosOut(copy: string, blobDir: string): Promise<number> {
  const files = createBlobStore(blobDir);
  const database = new DatabaseSync(copy);
  try {
    const names = database.prepare('SELECT sha256 FROM backup_photos ORDER BY sha256').all();
    const read = database.prepare('SELECT hash, bytes FROM backup_photos WHERE sha256 = ?');
    for (const { sha256 } of names) {
      const row = read.get(String(sha256));
      const bytes = row?.['bytes'];
      if (!(bytes instanceof Uint8Array)) throw notWhole();
      if (createHash('sha256').update(bytes).digest('hex') !== row?.['hash']) throw notWhole();
      await files.putDerivative(String(sha256), bytes);
    }
    database.exec('DROP TABLE backup_photos; DROP TABLE backup_info; VACUUM');
    return names.length;
  } finally {
    database.close();
  }
}

/** Migrated to this version, with a new epoch: before it takes its place, so that no moment shows it without. */
async function announce(dataDir: string, { now, newEpoch }: RestoreOptions): Promise<void> {
  const store = await openSqliteStore({ dataDir, now, newEpoch });
  try {
    await store.write((tx) => tx.deployment.announceRestore(newEpoch(), now));
  } finally {
    await store.close();
  }
  emptyLog(join(dataDir, databaseFile));
}

/** Everything in the one file: a log of the old database must never be read into the new one, nor stay behind. */
function emptyLog(file: string): void {
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA wal_checkpoint(TRUNCATE); PRAGMA journal_mode = DELETE');
  } finally {
    database.close();
  }
}

async function swap(dataDir: string, copy: string, now: string): Promise<string | undefined> {
  const place = join(dataDir, databaseFile);
  const aside = join(dataDir, `before-restore-${now.replace(/[:.]/g, '-')}.sqlite`);
  const isReplaced = existsSync(place);
  if (!isReplaced || !isClosed(place)) await moveLogs(place, aside);
  // Linked, not moved: there is no moment without a database.
  if (isReplaced) await link(place, aside).catch(() => copyFile(place, aside));
  await rename(copy, place);
  return isReplaced ? aside : undefined;
}

/** Whether the database could be brought into its one file. A damaged one, which is why one restores, cannot. */
function isClosed(file: string): boolean {
  try {
    // Opening what is none, SQLite would throw its log away.
    if (!isSqlite(file)) return false;
    emptyLog(file);
    return true;
  } catch {
    return false;
  }
}

function isSqlite(file: string): boolean {
  const handle = openSync(file, 'r');
  try {
    const start = Buffer.alloc(16);
    readSync(handle, start, 0, start.length, 0);
    return start.toString('latin1') === 'SQLite format 3\0';
  } finally {
    closeSync(handle);
  }
}

/** Kept beside what they belong to, so that somebody may still try to mend it. */
async function moveLogs(place: string, aside: string): Promise<void> {
  for (const log of ['-wal', '-shm'])
    if (existsSync(`${place}${log}`)) await rename(`${place}${log}`, `${aside}${log}`);
}
