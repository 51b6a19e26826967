// Migration 15: when a device of which a copy was at work was told apart from it.
import type { Migration } from './migration.ts';

export const settledCopies: Migration = {
  name: '0015-settled-copies',
  statements: () => [`ALTER TABLE devices ADD COLUMN copy_settled_at TEXT`],
};
