// Migration 10: every restore that was announced, and the epoch in which a device held what it brought.
import type { Migration } from './migration.ts';

export const restores: Migration = {
  name: '0010-restores',
  statements: () => [
    `CREATE TABLE restores (at TEXT NOT NULL PRIMARY KEY, epoch_before TEXT NOT NULL, epoch_after TEXT NOT NULL)`,
    `ALTER TABLE recovered ADD COLUMN epoch TEXT NOT NULL DEFAULT ''`,
    `CREATE INDEX receipts_by_device ON receipts (device_id, seq)`,
  ],
};
