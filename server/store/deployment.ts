// Queries on the one row that says what this deployment is.
import type { Kysely } from 'kysely';
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
};

export type DeploymentReads = { readonly get: () => Promise<Deployment> };
export type DeploymentWrites = {
  readonly initialise: (federation: string, isDemonstration: boolean) => Promise<void>;
  readonly moveOrgVersion: () => Promise<void>;
};

export function createDeploymentQueries(db: Kysely<Tables>): DeploymentReads & DeploymentWrites {
  return {
    get: async () => {
      const row = await db.selectFrom('counter').selectAll().executeTakeFirstOrThrow();
      return {
        epoch: row.epoch,
        orgVersion: row.org_version,
        federation: row.federation,
        isDemonstration: row.demonstration === 1,
        isInitialised: row.initialised === 1,
      };
    },
    initialise: async (federation, isDemonstration) => {
      await db
        .updateTable('counter')
        .set({ federation, demonstration: isDemonstration ? 1 : 0, initialised: 1 })
        .execute();
    },
    moveOrgVersion: async () => {
      await db
        .updateTable('counter')
        .set((eb) => ({ org_version: eb('org_version', '+', 1) }))
        .execute();
    },
  };
}

/** Writes the row on a new database; an existing one stays as it is. */
export async function createDeploymentRow(db: Kysely<Tables>, epoch: string): Promise<void> {
  await db
    .insertInto('counter')
    .values({ id: 1, position: 0, epoch, org_version: 0, federation: '', demonstration: 0, initialised: 0 })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
}
