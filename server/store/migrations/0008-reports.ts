// Migration 8: reports of offices as they are drafted, checked and finalised, and every step of each with the text of then.
import type { Migration } from './migration.ts';

export const reports: Migration = {
  name: '0008-reports',
  statements: () => [
    `CREATE TABLE reports (
      id TEXT NOT NULL PRIMARY KEY, rev BIGINT NOT NULL, unit TEXT NOT NULL, outline TEXT NOT NULL,
      from_day TEXT NOT NULL, until_day TEXT NOT NULL, title TEXT NOT NULL, state TEXT NOT NULL,
      preview INTEGER NOT NULL, updated_at TEXT NOT NULL, updated_by TEXT NOT NULL, number TEXT, issued_on TEXT,
      json TEXT NOT NULL)`,
    `CREATE INDEX reports_by_unit ON reports (unit, updated_at)`,
    `CREATE TABLE report_steps (
      id TEXT NOT NULL, rev BIGINT NOT NULL, at TEXT NOT NULL, account TEXT NOT NULL, act TEXT NOT NULL,
      reason TEXT NOT NULL, json TEXT NOT NULL, PRIMARY KEY (id, rev))`,
  ],
};
