// Queries on accounts, session families, access tokens and devices.
import type { Kysely } from 'kysely';
import { roles, type Role } from '../../shared/access/role.ts';
import type { Hold, HoldName } from './holds.ts';
import type { Tables } from './tables.ts';

export type AccountRow = {
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly orgUnitId: string;
  readonly passwordHash: string;
  readonly isDemonstration: boolean;
  readonly isDisabled: boolean;
};

/** A chain of refresh tokens on one device; `generation` is the newest one issued. */
export type SessionFamily = {
  readonly id: string;
  readonly account: string;
  readonly deviceId: string;
  readonly generation: number;
  readonly expiresAt: string;
  readonly isEnded: boolean;
};

export type AccountReads = {
  /** In a writing transaction it stays as it was read: whoever changes the account, or ends its sessions, waits. */
  readonly get: (id: string) => Promise<AccountRow | undefined>;
  readonly list: () => Promise<readonly AccountRow[]>;
  readonly family: (id: string) => Promise<SessionFamily | undefined>;
  readonly token: (
    hash: string,
  ) => Promise<{ readonly family: string; readonly expiresAt: string } | undefined>;
};

export type AccountWrites = {
  /** False when there is one of this id, which stays as it is. */
  readonly create: (account: AccountRow, at: string) => Promise<boolean>;
  readonly setPassword: (id: string, passwordHash: string) => Promise<void>;
  /** A disabled account signs in nowhere; what it wrote stays. */
  readonly setDisabled: (id: string, isDisabled: boolean) => Promise<void>;
  readonly startFamily: (family: SessionFamily) => Promise<void>;
  readonly moveFamily: (id: string, generation: number, expiresAt: string) => Promise<void>;
  readonly endFamily: (id: string) => Promise<void>;
  readonly endFamiliesOf: (account: string) => Promise<void>;
  /** Adds an access token and forgets those of the family that have expired. */
  readonly addToken: (hash: string, family: string, expiresAt: string, now: string) => Promise<void>;
  readonly seeDevice: (id: string, account: string, name: string, at: string) => Promise<void>;
};

export function createAccountQueries(db: Kysely<Tables>, hold: Hold): AccountReads & AccountWrites {
  return { ...accountQueries(db, hold), ...sessionQueries(db, hold) };
}

function accountName(id: string): HoldName {
  return { lane: 'other', key: `account/${id}` };
}

function accountQueries(
  db: Kysely<Tables>,
  hold: Hold,
): Pick<AccountReads & AccountWrites, 'get' | 'list' | 'create' | 'setPassword' | 'setDisabled'> {
  return {
    get: async (id) => {
      await hold([accountName(id)], 'share');
      const row = await db.selectFrom('accounts').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined ? undefined : toAccount(row);
    },
    list: async () => (await db.selectFrom('accounts').selectAll().orderBy('id').execute()).map(toAccount),
    create: async (account, at) => {
      const result = await db
        .insertInto('accounts')
        .values({
          id: account.id,
          name: account.name,
          role: account.role,
          org_unit: account.orgUnitId,
          password_hash: account.passwordHash,
          demonstration: account.isDemonstration ? 1 : 0,
          disabled: account.isDisabled ? 1 : 0,
          created_at: at,
        })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      return result.numInsertedOrUpdatedRows === 1n;
    },
    setPassword: async (id, passwordHash) => {
      await hold([accountName(id)]);
      await db.updateTable('accounts').set({ password_hash: passwordHash }).where('id', '=', id).execute();
    },
    setDisabled: async (id, isDisabled) => {
      await hold([accountName(id)]);
      await db
        .updateTable('accounts')
        .set({ disabled: isDisabled ? 1 : 0 })
        .where('id', '=', id)
        .execute();
    },
  };
}

function sessionQueries(
  db: Kysely<Tables>,
  hold: Hold,
): Omit<AccountReads & AccountWrites, 'get' | 'list' | 'create' | 'setPassword' | 'setDisabled'> {
  return {
    family: async (id) => {
      await hold([{ lane: 'other', key: `session/${id}` }]);
      const row = await db.selectFrom('session_families').selectAll().where('id', '=', id).executeTakeFirst();
      return row === undefined
        ? undefined
        : {
            id: row.id,
            account: row.account,
            deviceId: row.device_id,
            generation: row.generation,
            expiresAt: row.expires_at,
            isEnded: row.ended === 1,
          };
    },
    token: async (hash) => {
      const row = await db
        .selectFrom('access_tokens')
        .select(['family', 'expires_at'])
        .where('hash', '=', hash)
        .executeTakeFirst();
      return row === undefined ? undefined : { family: row.family, expiresAt: row.expires_at };
    },
    startFamily: async (family) => {
      await db
        .insertInto('session_families')
        .values({
          id: family.id,
          account: family.account,
          device_id: family.deviceId,
          generation: family.generation,
          expires_at: family.expiresAt,
          ended: 0,
        })
        .execute();
    },
    moveFamily: async (id, generation, expiresAt) => {
      await db
        .updateTable('session_families')
        .set({ generation, expires_at: expiresAt })
        .where('id', '=', id)
        .execute();
    },
    endFamily: async (id) => {
      await db.updateTable('session_families').set({ ended: 1 }).where('id', '=', id).execute();
      await db.deleteFrom('access_tokens').where('family', '=', id).execute();
    },
    endFamiliesOf: async (account) => {
      await hold([accountName(account)]);
      const families = db.selectFrom('session_families').select('id').where('account', '=', account);
      await db.deleteFrom('access_tokens').where('family', 'in', families).execute();
      await db.updateTable('session_families').set({ ended: 1 }).where('account', '=', account).execute();
    },
    addToken: async (hash, family, expiresAt, now) => {
      await db
        .deleteFrom('access_tokens')
        .where('family', '=', family)
        .where('expires_at', '<', now)
        .execute();
      await db.insertInto('access_tokens').values({ hash, family, expires_at: expiresAt }).execute();
    },
    seeDevice: async (id, account, name, at) => {
      await db
        .insertInto('devices')
        .values({ id, account, name, last_seen_at: at, ...nothingSaid })
        .onConflict((conflict) => conflict.columns(['id', 'account']).doUpdateSet({ name, last_seen_at: at }))
        .execute();
    },
  };
}

const nothingSaid = { wipe_at: null, erased_at: null, report_at: null, report: null } as const;

function toAccount(row: Tables['accounts']): AccountRow {
  const role = roles.find((known) => known === row.role);
  if (role === undefined) throw new Error(`account ${row.id} has an unknown role`);
  return {
    id: row.id,
    name: row.name,
    role,
    orgUnitId: row.org_unit,
    passwordHash: row.password_hash,
    isDemonstration: row.demonstration === 1,
    isDisabled: row.disabled === 1,
  };
}
