// Queries on devices: the keys with which they sign, how they last stood, and which are to be erased.
import type { Kysely } from 'kysely';
import { parseReport, type DeviceReport } from '../../shared/sealed/sealed-protocol.ts';
import type { Hold, HoldName } from './holds.ts';
import type { Tables } from './tables.ts';

/** One account on one device. */
export type DeviceRow = {
  readonly id: string;
  readonly account: string;
  readonly name: string;
  /** When somebody last signed in there. */
  readonly lastSeenAt: string;
  /** Since when the account is to be erased there, and when the device said that it was. */
  readonly wipeAt?: string;
  readonly erasedAt?: string;
  /** Since when another device is known to count under its name. */
  readonly copiedAt?: string;
  /** Since when it counts alone again. */
  readonly copySettledAt?: string;
  readonly report?: DeviceReport & { readonly at: string };
};

/** `id`: as the server calls it; `publicKey` in base64url. */
export type DeviceKey = {
  readonly deviceId: string;
  readonly id: string;
  readonly account: string;
  readonly publicKey: string;
  readonly at: string;
};

export type DeviceReads = {
  /** In the order of the accounts. */
  readonly list: () => Promise<readonly DeviceRow[]>;
  /** In a writing transaction it is revoked only when that has ended. */
  readonly get: (id: string, account: string) => Promise<DeviceRow | undefined>;
  readonly key: (deviceId: string, keyId: string) => Promise<DeviceKey | undefined>;
  readonly keysOf: (deviceId: string) => Promise<readonly DeviceKey[]>;
};

export type DeviceWrites = {
  readonly addKey: (key: DeviceKey) => Promise<void>;
  readonly noteReport: (id: string, account: string, report: DeviceReport, at: string) => Promise<void>;
  /** Two contents came under one number of this device: it and a copy of it are at work. */
  readonly noteCopied: (id: string, account: string, at: string) => Promise<void>;
  /** One of the two counts under this name no more. Should both still do, the next clash says so again. */
  readonly settleCopied: (id: string, account: string, at: string) => Promise<void>;
  /** Ends the sessions of all accounts on the device, and marks them to be erased there. */
  readonly markForWipe: (id: string, at: string) => Promise<void>;
};

export function createDeviceQueries(db: Kysely<Tables>, hold: Hold): DeviceReads & DeviceWrites {
  return { ...reads(db, hold), ...writes(db, hold) };
}

function deviceName(id: string): HoldName {
  return { lane: 'other', key: `device/${id}` };
}

function reads(db: Kysely<Tables>, hold: Hold): DeviceReads {
  const keys = (deviceId: string) =>
    db.selectFrom('device_keys').selectAll().where('device_id', '=', deviceId);
  return {
    list: async () =>
      (await db.selectFrom('devices').selectAll().orderBy('account').orderBy('id').execute()).map(toDevice),
    get: async (id, account) => {
      await hold([deviceName(id)], 'share');
      const row = await db
        .selectFrom('devices')
        .selectAll()
        .where('id', '=', id)
        .where('account', '=', account)
        .executeTakeFirst();
      return row === undefined ? undefined : toDevice(row);
    },
    key: async (deviceId, keyId) => {
      const row = await keys(deviceId).where('id', '=', keyId).executeTakeFirst();
      return row === undefined ? undefined : toKey(row);
    },
    keysOf: async (deviceId) => (await keys(deviceId).execute()).map(toKey),
  };
}

function writes(db: Kysely<Tables>, hold: Hold): DeviceWrites {
  return {
    addKey: async ({ deviceId, id, account, publicKey, at }) => {
      await db
        .insertInto('device_keys')
        .values({ device_id: deviceId, id, account, public_key: publicKey, at })
        .onConflict((conflict) => conflict.columns(['device_id', 'id']).doNothing())
        .execute();
    },
    noteReport: async (id, account, report, at) => {
      await hold([deviceName(id)], 'share');
      await db
        .updateTable('devices')
        .set({
          report: JSON.stringify(report),
          report_at: at,
          ...(report.isErased === true ? { erased_at: at } : {}),
        })
        .where('id', '=', id)
        .where('account', '=', account)
        .execute();
    },
    noteCopied: async (id, account, at) => {
      await db
        .updateTable('devices')
        .set({ copied_at: at, copy_settled_at: null })
        .where('id', '=', id)
        .where('account', '=', account)
        .where((is) => is.or([is('copied_at', 'is', null), is('copy_settled_at', 'is not', null)]))
        .execute();
    },
    settleCopied: async (id, account, at) => {
      await db
        .updateTable('devices')
        .set({ copy_settled_at: at })
        .where('id', '=', id)
        .where('account', '=', account)
        .where('copied_at', 'is not', null)
        .where('copy_settled_at', 'is', null)
        .execute();
    },
    markForWipe: async (id, at) => {
      await hold([deviceName(id)]);
      const families = db.selectFrom('session_families').select('id').where('device_id', '=', id);
      for (const family of await families.execute())
        await hold([{ lane: 'other', key: `session/${family.id}` }]);
      await db.deleteFrom('access_tokens').where('family', 'in', families).execute();
      await db.updateTable('session_families').set({ ended: 1 }).where('device_id', '=', id).execute();
      await db
        .updateTable('devices')
        .set({ wipe_at: at })
        .where('id', '=', id)
        .where('wipe_at', 'is', null)
        .execute();
    },
  };
}

/** Two count under one name, as far as is known. */
export function isCopied({ copiedAt, copySettledAt }: DeviceRow): boolean {
  return copiedAt !== undefined && copySettledAt === undefined;
}

function toKey(row: Tables['device_keys']): DeviceKey {
  const { id, account, at } = row;
  return { id, account, at, deviceId: row.device_id, publicKey: row.public_key };
}

function toDevice(row: Tables['devices']): DeviceRow {
  const report = row.report === null ? undefined : parseReport(row.report);
  return {
    ...{ id: row.id, account: row.account, name: row.name, lastSeenAt: row.last_seen_at },
    ...(row.wipe_at === null ? {} : { wipeAt: row.wipe_at }),
    ...(row.erased_at === null ? {} : { erasedAt: row.erased_at }),
    ...(row.copied_at === null ? {} : { copiedAt: row.copied_at }),
    ...(row.copy_settled_at === null ? {} : { copySettledAt: row.copy_settled_at }),
    ...(report === undefined ? {} : { report: { ...report, at: row.report_at ?? '' } }),
  };
}
