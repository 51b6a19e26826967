// Commands that copy everything, put an older copy in its place, and read everything through.
import { createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { makeBackup } from '../store/backup/make-backup.ts';
import { restoreBackup } from '../store/backup/restore-backup.ts';
import { verifyStore } from '../store/backup/verify-store.ts';
import { systemClock } from '../clock.ts';
import { ConfigError, type Config } from '../config.ts';
import { createServer, type Server } from '../create-server.ts';
import { randomText, systemRandom } from '../random.ts';
import { createBlobStore } from '../store/blob-store.ts';
import { lockDirectory } from '../store/directory-lock.ts';
import { openStore } from '../store/open-store.ts';
import type { AdminCommand, LoneCommand } from './admin.ts';

export const backupCommands: readonly LoneCommand[] = [
  {
    words: 'backup',
    usage:
      'Usage: backup FILE\nWrites the database and the photos into one file, beside the running server. FILE must not be there yet.\nEncrypted to the X25519 public key (PEM) in the file that BACKUP_PUBLIC_KEY_FILE names, if it is set. On PostgreSQL use pg_dump, and copy BLOB_DIR.',
    runAlone: backup,
  },
  {
    words: 'restore',
    usage:
      'Usage: restore FILE | restore --announce\nPuts a backup in the place of the database; the server must be stopped. The database that was there is kept beside it.\nAn encrypted one needs BACKUP_PRIVATE_KEY_FILE. Every device then brings back what it holds from after the backup.\n--announce: the database was brought back by other means (pg_restore, a copied file): tells the devices so.',
    runAlone: restore,
  },
];

export const verifyCommands: readonly AdminCommand[] = [
  {
    words: 'verify',
    usage:
      'Usage: verify\nReads every document, its history and its place in the feed, and every photo; says what is wrong.',
    run: verify,
  },
];

async function backup(config: Config, [file]: readonly string[]): Promise<string> {
  if (file === undefined) throw new Error('Say where: backup FILE');
  if (config.databaseUrl !== undefined)
    throw new Error('The database is PostgreSQL: use pg_dump, and copy BLOB_DIR.');
  const publicKey = keyFrom('BACKUP_PUBLIC_KEY_FILE', createPublicKey);
  const target = resolve(file);
  const made = await makeBackup(config, target, systemClock.now().toISOString(), publicKey);
  const told = `${target}: ${made.documents} documents, ${made.photos} photos${publicKey === undefined ? ', not encrypted' : ', encrypted'}.`;
  if (made.missing.length === 0) return told;
  throw new Error(
    `${told}\n${made.missing.length} photos are known to the database and their files are gone: ${made.missing.slice(0, 5).join(', ')}`,
  );
}

async function restore(config: Config, args: readonly string[]): Promise<string> {
  const { values, positionals } = parseArgs({
    ...{ args: [...args], allowPositionals: true },
    options: { announce: { type: 'boolean' } },
  });
  const [file] = positionals;
  if ((file === undefined) === (values.announce !== true))
    throw new Error('Say restore FILE, or restore --announce');
  const lock = lockDirectory(config.dataDir);
  if (lock === undefined)
    throw new Error(`DATA_DIR ${config.dataDir} is being served: stop the server first.`);
  try {
    const told = file === undefined ? await announce(config) : await putInPlace(config, resolve(file));
    return [told, ...(await eraseAgain(config))].join('\n');
  } finally {
    lock.release();
  }
}

const newEpoch = (): string => randomText(systemRandom, 9);

async function putInPlace(config: Config, file: string): Promise<string> {
  if (config.databaseUrl !== undefined)
    throw new Error('The database is PostgreSQL: use pg_restore, then restore --announce.');
  const privateKey = keyFrom('BACKUP_PRIVATE_KEY_FILE', createPrivateKey);
  const { madeAt, documents, photos, aside } = await restoreBackup(config, file, {
    ...{ now: systemClock.now().toISOString(), newEpoch },
    ...(privateKey === undefined ? {} : { privateKey }),
  });
  return [
    `The backup of ${madeAt} is in place: ${documents} documents, ${photos} photos.`,
    ...(aside === undefined ? [] : [`The database that was there before: ${aside}`]),
    'Start the server. Each device brings back what it holds from after the backup; "recovered list" shows what then waits.',
  ].join('\n');
}

async function announce(config: Config): Promise<string> {
  const store = await openStore(config, { clock: systemClock, random: systemRandom });
  try {
    await store.write((tx) => tx.deployment.announceRestore(newEpoch(), systemClock.now().toISOString()));
  } finally {
    await store.close();
  }
  return 'Announced: each device compares what it holds at its next contact.';
}

/** Whom was asked to be erased after the copy. */
async function eraseAgain(config: Config): Promise<readonly string[]> {
  const { erasing, store } = await createServer(config);
  try {
    const again = await erasing.eraseAgain();
    return again === 0 ? [] : [`${again} people who were erased after the copy are erased again.`];
  } finally {
    await store.close();
  }
}

async function verify(server: Server): Promise<string> {
  const { store, config } = server;
  const { documents, photos, problems } = await verifyStore(store, createBlobStore(config.blobDir));
  const told = `${documents} documents and ${photos} photos were read.`;
  if (problems.length === 0) return `${told} Nothing is wrong.`;
  const shown = problems.slice(0, 50);
  throw new Error([`${told} ${problems.length} things are wrong:`, ...shown].join('\n'));
}

/** Undefined when the setting is not given. */
function keyFrom(setting: string, read: (pem: string) => KeyObject): KeyObject | undefined {
  const path = process.env[setting];
  if (path === undefined) return undefined;
  try {
    const key = read(readFileSync(path, 'utf8'));
    if (key.asymmetricKeyType === 'x25519') return key;
  } catch {
    // Said below.
  }
  throw new ConfigError(`${setting} is "${path}", but no X25519 key in PEM is in it.`);
}
