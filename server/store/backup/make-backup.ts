// A backup: the database as one moment had it, and the photos, in one SQLite file; beside a server that goes on serving.
import { createHash, randomUUID, type KeyObject } from 'node:crypto';
import { createReadStream, createWriteStream, existsSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { pipeline } from 'node:stream/promises';
import { createBlobStore } from '../blob-store.ts';
import { lockDirectory } from '../directory-lock.ts';
import { databaseFile } from '../sqlite-store.ts';
import { sealFile } from './seal-file.ts';

export type BackupPlaces = { readonly dataDir: string; readonly blobDir: string };
export type BackupMade = {
  readonly documents: number;
  readonly photos: number;
  /** Photos that the database knows and whose file is gone. */
  readonly missing: readonly string[];
};

/** Version of the format: the tables `backup_info` and `backup_photos` beside the database's own. */
export const backupFormat = 1;

/** Folders of copies that are being made. */
const workPrefix = 'making-backup-';

/**
 * Writes `target`, which must not be there yet; whatever goes wrong, nothing that looks like a backup is left, and nothing that can be
 * read outside the data directory. `madeAt`: an instant. `publicKey`: an X25519 key that the file is encrypted to.
 */
export async function makeBackup(
  places: BackupPlaces,
  target: string,
  madeAt: string,
  publicKey?: KeyObject,
): Promise<BackupMade> {
  if (existsSync(target)) throw new Error(`${target} is there already: a backup never writes over a file.`);
  const lock = lockDirectory(places.dataDir, 'backup');
  if (lock === undefined)
    throw new Error(`Another backup of ${places.dataDir} is being made: wait for its end.`);
  const work = join(places.dataDir, `${workPrefix}${randomUUID()}`);
  const part = `${target}.part`;
  try {
    await tidyUp(places.dataDir);
    await rm(part, { force: true });
    await mkdir(work, { mode: 0o700 });
    const plain = join(work, databaseFile);
    copyDatabase(join(places.dataDir, databaseFile), plain);
    const made = await addPhotos(places, plain, madeAt);
    if (publicKey === undefined) await copyOut(plain, part);
    else await sealFile(plain, part, publicKey);
    await rename(part, target);
    await flush(dirname(target));
    return made;
  } finally {
    await rm(part, { force: true });
    await rm(work, { recursive: true, force: true });
    lock.release();
  }
}

/** What a backup that was killed left behind. */
async function tidyUp(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir))
    if (name.startsWith(workPrefix)) await rm(join(dataDir, name), { recursive: true, force: true });
}

/** For its owner alone, and on the disk when it resolves. */
async function copyOut(from: string, to: string): Promise<void> {
  await pipeline(createReadStream(from), createWriteStream(to, { flags: 'wx', mode: 0o600, flush: true }));
}

/** One transaction of SQLite's own: whoever writes meanwhile is not in it. */
function copyDatabase(source: string, target: string): void {
  const database = new DatabaseSync(source, { readOnly: true, timeout: 60_000 });
  try {
    database.prepare('VACUUM INTO ?').run(target);
  } finally {
    database.close();
  }
}

/** After the database: every photo that it knows was whole before it was known. What was on its way begins anew. */
async function addPhotos({ blobDir }: BackupPlaces, file: string, madeAt: string): Promise<BackupMade> {
  const files = createBlobStore(blobDir);
  const database = new DatabaseSync(file);
  try {
    database.exec(`PRAGMA journal_mode = DELETE;
      DELETE FROM blob_chunks; DELETE FROM blob_uploads WHERE done = 0;
      CREATE TABLE backup_photos (sha256 TEXT NOT NULL PRIMARY KEY, hash TEXT NOT NULL, bytes BLOB NOT NULL);
      CREATE TABLE backup_info (format INTEGER NOT NULL, made_at TEXT NOT NULL, photos INTEGER NOT NULL)`);
    const insert = database.prepare('INSERT INTO backup_photos (sha256, hash, bytes) VALUES (?, ?, ?)');
    const missing: string[] = [];
    const names = database.prepare('SELECT sha256 FROM blobs ORDER BY sha256').all();
    for (const { sha256 } of names) {
      const name = String(sha256);
      const bytes = await files.derivative(name).catch(() => undefined);
      if (bytes === undefined) missing.push(name);
      else insert.run(name, createHash('sha256').update(bytes).digest('hex'), bytes);
    }
    const photos = names.length - missing.length;
    database.prepare('INSERT INTO backup_info VALUES (?, ?, ?)').run(backupFormat, madeAt, photos);
    const counted = database.prepare('SELECT count(*) AS documents FROM documents').get();
    return { documents: Number(counted?.['documents'] ?? 0), photos, missing };
  } finally {
    database.close();
  }
}

async function flush(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
