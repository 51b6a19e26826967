// Copies whose place a fresh download took. Until that is whole, a restore of the server finds there what it lacks.
import * as z from 'zod/mini';
import type { DeviceStorage, SyncedCollections } from '../database/open-database.ts';
import { readCollection, removeDatabase } from '../database/closed-database.ts';
import type { Settings } from '../database/settings.ts';
import { allDocuments } from '../database/synced-collection.ts';
import { readPutAside, tidyPutAside } from '../replication/put-aside.ts';
import type { Replication } from '../replication/replicate.ts';
import { assumedBases, bringBack, type BasesOf, type BringBackDeps, type Held } from './bring-back.ts';
import type { CurrentDatabase, FormerCopy, StoredSession } from './stored-session.ts';

export type FormerCopiesDeps = {
  readonly storage: DeviceStorage;
  readonly stored: Pick<StoredSession, 'currentDatabase' | 'setCurrentDatabase'>;
  readonly settings: Settings;
  /** Another may be the current database by then. */
  readonly stopped?: AbortSignal;
};

/**
 * Takes them off the disk, and answers with what is then the current database. One that the disk does not let go of is tried
 * again at the next opening.
 */
export async function removeFormer(
  { storage, stored, settings, stopped }: FormerCopiesDeps,
  current: CurrentDatabase,
  isToGo: (copy: FormerCopy) => boolean,
): Promise<CurrentDatabase> {
  const { former: all = [], ...rest } = current;
  let former = all;
  for (const copy of all.filter(isToGo)) {
    try {
      await removeDatabase(storage, copy.name);
      await settings.remove(basesIn(copy.name));
      if (stopped?.aborted === true) break;
      former = former.filter((each) => each !== copy);
      await stored.setCurrentDatabase({ ...rest, former });
    } catch {
      break;
    }
  }
  return { ...rest, former };
}

export type BringAllBackDeps = FormerCopiesDeps &
  Omit<BringBackDeps, 'basesOf' | 'documentsOf'> & {
    readonly collections: SyncedCollections;
    /** Under which the database in use was begun. */
    readonly scope: string;
    readonly replication: Pick<Replication, 'stateOf' | 'askAgain'>;
  };

/** All is downloaded: what was kept beside it goes. */
export async function tidy(deps: BringAllBackDeps, current: CurrentDatabase): Promise<void> {
  await removeFormer(deps, current, () => true);
  // A storage that takes nothing now is tidied another time. What pull has not brought by now may never have been for this device.
  await tidyPutAside({ ...deps, conflicts: deps.collections.conflicts })
    .then((alone) => deps.replication.askAgain('conflicts', alone))
    .catch(() => undefined);
}

/** `bringBack`, first of what the former copies hold and then of what is in use: what stands there is newer. */
export async function bringAllBack(deps: BringAllBackDeps): Promise<'ok' | 'unreachable'> {
  const { name: inUse = '', former = [] } = (await deps.stored.currentDatabase()) ?? {};
  for (const { name, epoch } of former) {
    const documentsOf: BringBackDeps['documentsOf'] = (each) => readCollection(deps.storage, name, each);
    const basesOf = await notedBases(deps, name);
    const outcome = await bringBack({ ...deps, epoch, documentsOf, basesOf });
    if (outcome !== 'ok') return outcome;
  }
  return bringBack({
    ...deps,
    documentsOf: async (each) => {
      const held = await allDocuments(deps.collections[each]);
      const { conflicts } = deps.collections;
      return each === 'conflicts' ? [...held, ...(await readPutAside({ ...deps, conflicts }))] : held;
    },
    basesOf: async (collection, held) => {
      const baseOf = await assumedBases(deps.replication)(collection, held);
      if (baseOf !== undefined) await noteBases(deps, inUse, held, baseOf);
      return baseOf;
    },
  });
}

const basesIn = (database: string): string => `bases:${database}`;
const basesSchema = z.record(z.string(), z.string());

async function readBases({ settings }: Pick<BringAllBackDeps, 'settings'>, database: string) {
  const stored = basesSchema.safeParse(await settings.read(basesIn(database)));
  return new Map(stored.success ? Object.entries(stored.data) : []);
}

/** What this copy says of a document alone does not tell, once another took its place, what an edit began from that was brought unsent. */
async function noteBases(
  deps: Pick<BringAllBackDeps, 'settings' | 'deviceId'>,
  database: string,
  held: readonly Held[],
  baseOf: (each: Held) => string,
): Promise<void> {
  const bases = await readBases(deps, database);
  const before = bases.size;
  for (const each of held) {
    const { id, edit } = each.document;
    if (edit.deviceId === deps.deviceId && baseOf(each) !== each.hash) bases.set(id, baseOf(each));
  }
  if (bases.size > before) await deps.settings.write(basesIn(database), Object.fromEntries(bases));
}

/** Of a former copy: but for what was unsent when another took its place, the server had taken all that it holds. */
async function notedBases(deps: Pick<BringAllBackDeps, 'settings'>, database: string): Promise<BasesOf> {
  const bases = await readBases(deps, database);
  return () => Promise.resolve(({ document: { id }, hash }) => bases.get(id) ?? hash);
}
