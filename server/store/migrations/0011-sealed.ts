// Migration 11: keys with which devices sign, which devices are to be erased, and how each last stood.
import type { Migration } from './migration.ts';

export const sealed: Migration = {
  name: '0011-sealed',
  statements: () => [
    `CREATE TABLE device_keys (
      device_id TEXT NOT NULL, id TEXT NOT NULL, account TEXT NOT NULL, public_key TEXT NOT NULL, at TEXT NOT NULL,
      PRIMARY KEY (device_id, id))`,
    `ALTER TABLE devices ADD COLUMN wipe_at TEXT`,
    `ALTER TABLE devices ADD COLUMN erased_at TEXT`,
    `ALTER TABLE devices ADD COLUMN report_at TEXT`,
    `ALTER TABLE devices ADD COLUMN report TEXT`,
  ],
};
