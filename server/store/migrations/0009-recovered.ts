// Migration 9: when this database was restored from an older copy, and what devices then brought of others' work.
import type { Migration } from './migration.ts';

export const recovered: Migration = {
  name: '0009-recovered',
  statements: () => [
    `ALTER TABLE counter ADD COLUMN restored_at TEXT`,
    `ALTER TABLE quarantine ADD COLUMN settled_by TEXT`,
    `ALTER TABLE quarantine ADD COLUMN settled_at TEXT`,
    `CREATE TABLE recovered (
      id TEXT NOT NULL PRIMARY KEY, collection TEXT NOT NULL, doc_id TEXT NOT NULL, type TEXT NOT NULL,
      org_unit TEXT NOT NULL, occurred_on TEXT NOT NULL, author TEXT NOT NULL, about_id TEXT, json TEXT NOT NULL,
      account TEXT NOT NULL, device_id TEXT NOT NULL, at TEXT NOT NULL, vouched INTEGER NOT NULL,
      state TEXT NOT NULL, code TEXT NOT NULL, settled_by TEXT, settled_at TEXT)`,
    `CREATE INDEX recovered_by_state ON recovered (state, at)`,
    `CREATE INDEX recovered_by_about ON recovered (about_id)`,
  ],
};
