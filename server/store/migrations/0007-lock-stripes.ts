// Migration 7: what is new in the order of commits is found by position; and rows that writers on PostgreSQL hold (`holds.ts`).
import type { Migration } from './migration.ts';

export const lockStripes: Migration = {
  name: '0007-lock-stripes',
  statements: (dialect) => [
    'CREATE INDEX feed_by_position ON feed (position)',
    ...(dialect === 'postgres'
      ? [
          'CREATE TABLE lock_stripes (stripe INTEGER NOT NULL PRIMARY KEY)',
          'INSERT INTO lock_stripes SELECT generate_series(0, 4095)',
        ]
      : []),
  ],
};
