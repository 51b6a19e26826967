// The server's secret: a file of its own beside the database, so that a copy of the database forges no session.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Random } from './random.ts';

const keyBytes = 32;

/** Reads `server.key` of the data directory, or makes it. */
export function loadServerKey(dataDir: string, random: Random): Uint8Array {
  const path = join(dataDir, 'server.key');
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  try {
    writeFileSync(path, Buffer.from(random.bytes(keyBytes)).toString('hex'), { flag: 'wx', mode: 0o600 });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
  if (key.length !== keyBytes) throw new Error(`${path} does not hold a key`);
  return key;
}
