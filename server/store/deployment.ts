// Queries on the one row that says what this deployment is.
import type { Kysely } from 'kysely';
import type { Hold } from './holds.ts';
import type { Tables } from './tables.ts';

export type Deployment = {
  /** Changes when a backup was restored; devices then compare what they hold. */
  readonly epoch: string;
  /** Moves when the tree of org units changes. */
  readonly orgVersion: number;
  readonly federation: string;
  readonly isDemonstration: boolean;
  /** False until the first-run page, the demonstration or the administrator has set it up. */
  readonly isInitialised: boolean;
  /** When an older copy took this database's place, if one did (server time). */
  readonly restoredAt: string | undefined;
};

export type DeploymentReads = {
  readonly get: () => Promise<Deployment>;
  /**
   * When the history ended that a device of this epoch shares with ours: at the first restore that followed it. Undefined when none was
   * announced since, or when its epoch is one that a restore took away.
   */
  readonly restoredAfter: (epoch: string) => Promise<string | undefined>;
};
export type DeploymentWrites = {
  /** From here on nothing but the demonstration is set up. False when something is set up already. */
  readonly beginDemonstration: () => Promise<boolean>;
  /** The first one counts, until the end of the transaction others wait. False when it is not this one, or a demonstration was begun and this is none. */
  readonly initialise: (federation: string, isDemonstration: boolean) => Promise<boolean>;
  readonly moveOrgVersion: () => Promise<void>;
  /**
   * Before any document is held: `share` by whoever publishes by the tree, `alone` by whoever changes it, so that nothing is published by
   * a tree that is no more.
   */
  readonly holdTree: (how: 'alone' | 'share') => Promise<void>;
  /** An older copy took this database's place: a new epoch, and positions that no device ever saw. */
  readonly announceRestore: (epoch: string, at: string) => Promise<void>;
};

/** Further than any history can have been ahead of its backup. */
const lift = 1_000_000;

export function createDeploymentQueries(db: Kysely<Tables>, hold: Hold): DeploymentReads & DeploymentWrites {
  return {
    get: async () => {
      const row = await db.selectFrom('counter').selectAll().executeTakeFirstOrThrow();
      return {
        epoch: row.epoch,
        orgVersion: row.org_version,
        federation: row.federation,
        isDemonstration: row.demonstration === 1,
        isInitialised: row.initialised === 1,
        restoredAt: row.restored_at ?? undefined,
      };
    },
    restoredAfter: async (epoch) => {
      const row = await db
        .selectFrom('restores')
        .select('at')
        .where('epoch_before', '=', epoch)
        .orderBy('at')
        .limit(1)
        .executeTakeFirst();
      return row?.at;
    },
    beginDemonstration: async () => {
      const result = await db
        .updateTable('counter')
        .set({ demonstration: 1 })
        .where('initialised', '=', 0)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    initialise: async (federation, isDemonstration) => {
      const result = await db
        .updateTable('counter')
        .set({ federation, initialised: 1 })
        .where('initialised', '=', 0)
        .where('demonstration', '=', isDemonstration ? 1 : 0)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    moveOrgVersion: async () => {
      await db
        .updateTable('counter')
        .set((eb) => ({ org_version: eb('org_version', '+', 1) }))
        .execute();
    },
    holdTree: (how) => hold([{ lane: 'other', key: 'org-tree' }], how),
    announceRestore: async (epoch, at) => {
      const before = await db.selectFrom('counter').select('epoch').executeTakeFirstOrThrow();
      await db
        .insertInto('restores')
        .values({ at, epoch_before: before.epoch, epoch_after: epoch })
        .execute();
      await db
        .updateTable('counter')
        .set((eb) => ({ position: eb('position', '+', lift), epoch, restored_at: at }))
        .execute();
      const { position } = await db.selectFrom('counter').select('position').executeTakeFirstOrThrow();
      await db.insertInto('commits').values({ position, stamp: epoch, at }).execute();
    },
  };
}

/** Writes the row on a new database; an existing one stays as it is. */
export async function createDeploymentRow(db: Kysely<Tables>, epoch: string): Promise<void> {
  await db
    .insertInto('counter')
    .values({
      ...{ id: 1, position: 0, epoch, org_version: 0, federation: '', demonstration: 0, initialised: 0 },
      restored_at: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
