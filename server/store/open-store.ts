// The store that the settings ask for.
import type { Clock } from '../clock.ts';
import type { Config } from '../config.ts';
import { randomText, type Random } from '../random.ts';
import { openPostgresStore } from './postgres-store.ts';
import { openSqliteStore, type OpenDatabase } from './sqlite-store.ts';
import type { Store } from './store.ts';

type OpenDeps = { readonly clock: Clock; readonly random: Random; readonly openDatabase?: OpenDatabase };

/** PostgreSQL where `DATABASE_URL` says so, SQLite in the data directory else; created and migrated. */
export function openStore(
  { databaseUrl, dataDir }: Pick<Config, 'databaseUrl' | 'dataDir'>,
  { clock, random, openDatabase }: OpenDeps,
): Promise<Store> {
  const now = clock.now().toISOString();
  const newEpoch = (): string => randomText(random, 9);
  if (databaseUrl === undefined)
    return openSqliteStore({
      ...{ dataDir, now, newEpoch },
      ...(openDatabase === undefined ? {} : { openDatabase }),
    });
  const chance = (): number => (random.bytes(1)[0] ?? 0) / 256;
  return openPostgresStore({ url: databaseUrl, now, newEpoch, chance });
}
