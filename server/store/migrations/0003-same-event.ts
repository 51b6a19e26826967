// Migration 3: which records are linked to a host's record of the same event; few are, so only those are indexed.
import type { Migration } from './migration.ts';

export const sameEvent: Migration = {
  name: '0003-same-event',
  statements: (dialect) =>
    dialect === 'sqlite'
      ? [
          `CREATE INDEX documents_same_event ON documents (json_extract(json, '$.sameEventAs'))
            WHERE json_extract(json, '$.sameEventAs') IS NOT NULL`,
        ]
      : [
          `CREATE INDEX documents_same_event ON documents ((json::jsonb ->> 'sameEventAs'))
            WHERE (json::jsonb ->> 'sameEventAs') IS NOT NULL`,
        ],
};
