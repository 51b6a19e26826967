// Copies whose place a fresh download took. Until that is whole, a restore of the server finds there what it lacks.
import type { DeviceStorage, SyncedCollections } from '../database/open-database.ts';
import { readCollection, removeDatabase } from '../database/closed-database.ts';
import type { Settings } from '../database/settings.ts';
import { allDocuments } from '../database/synced-collection.ts';
import { readPutAside, tidyPutAside } from '../replication/put-aside.ts';
import type { Replication } from '../replication/replicate.ts';
import { assumedBases, bringBack, type BasesOf, type BringBackDeps } from './bring-back.ts';
import type { CurrentDatabase, FormerCopy, StoredSession } from './stored-session.ts';

export type FormerCopiesDeps = {
  readonly storage: DeviceStorage;
  readonly stored: Pick<StoredSession, 'currentDatabase' | 'setCurrentDatabase'>;
  /** Another may be the current database by then. */
  readonly stopped?: AbortSignal;
};

/**
 * Takes them off the disk, and answers with what is then the current database. One that the disk does not let go of is tried
 * again at the next opening.
 */
export async function removeFormer(
  { storage, stored, stopped }: FormerCopiesDeps,
  current: CurrentDatabase,
  isToGo: (copy: FormerCopy) => boolean,
): Promise<CurrentDatabase> {
  const { former: all = [], ...rest } = current;
  let former = all;
  for (const copy of all.filter(isToGo)) {
    try {
      await removeDatabase(storage, copy.name);
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
    readonly settings: Settings;
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
  const { former = [] } = (await deps.stored.currentDatabase()) ?? {};
  for (const { name, epoch } of former) {
    const documentsOf: BringBackDeps['documentsOf'] = (each) => readCollection(deps.storage, name, each);
    const outcome = await bringBack({ ...deps, epoch, documentsOf, basesOf: alreadyTaken });
    if (outcome !== 'ok') return outcome;
  }
  return bringBack({
    ...deps,
    documentsOf: async (each) => {
      const held = await allDocuments(deps.collections[each]);
      const { conflicts } = deps.collections;
      return each === 'conflicts' ? [...held, ...(await readPutAside({ ...deps, conflicts }))] : held;
    },
    basesOf: assumedBases(deps.replication),
  });
}

/** Nothing in a former copy was unsent when its place was taken. */
const alreadyTaken: BasesOf = () => Promise.resolve(({ hash }) => hash);
