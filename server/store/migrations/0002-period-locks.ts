// Migration 2: the last word on each month of a unit, one row to lock and to ask.
import type { Migration } from './migration.ts';

export const periodLocks: Migration = {
  name: '0002-period-locks',
  statements: () => [
    `CREATE TABLE period_locks (
      unit TEXT NOT NULL, month TEXT NOT NULL, locked INTEGER NOT NULL, by_unit TEXT NOT NULL,
      decision TEXT NOT NULL, account TEXT NOT NULL, at TEXT NOT NULL, PRIMARY KEY (unit, month))`,
    `CREATE INDEX period_locks_by_month ON period_locks (month)`,
  ],
};
