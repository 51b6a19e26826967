// Migration 12: whom was asked to be erased; what was removed for its age and when, which revisions a final report was written from, and ways to find what is old.
import type { Migration } from './migration.ts';

/** Of the reports that are final already; later ones are written down as they become so (`report-revisions.ts`). */
const fill = {
  sqlite: `INSERT INTO report_revisions (id, rev, report) SELECT e.key, e.value, r.id
    FROM reports r, json_each(r.json, '$.report.snapshot.revisions') e WHERE r.state IN ('final', 'issued')`,
  postgres: `INSERT INTO report_revisions (id, rev, report) SELECT e.key, e.value::bigint, r.id
    FROM reports r, LATERAL jsonb_each_text(r.json::jsonb #> '{report,snapshot,revisions}') e
    WHERE r.state IN ('final', 'issued')`,
};

export const retention: Migration = {
  name: '0012-retention',
  statements: (dialect) => [
    `CREATE TABLE purged_feed (
      collection TEXT NOT NULL, feed_key TEXT NOT NULL, position BIGINT NOT NULL, PRIMARY KEY (collection, feed_key))`,
    `CREATE TABLE purges (
      name TEXT NOT NULL PRIMARY KEY, before_at TEXT NOT NULL, began_at TEXT NOT NULL, ended_at TEXT,
      tombstones BIGINT NOT NULL, revisions BIGINT NOT NULL, receipts BIGINT NOT NULL, commits BIGINT NOT NULL)`,
    `CREATE TABLE report_revisions (
      id TEXT NOT NULL, rev BIGINT NOT NULL, report TEXT NOT NULL, PRIMARY KEY (id, rev, report))`,
    fill[dialect],
    `CREATE TABLE erasures (id TEXT NOT NULL PRIMARY KEY, at TEXT NOT NULL)`,
    `CREATE INDEX receipts_by_time ON receipts (at)`,
    `CREATE INDEX history_by_time ON history (at)`,
    `CREATE INDEX quarantine_by_document ON quarantine (collection, doc_id)`,
    `CREATE INDEX recovered_by_document ON recovered (collection, doc_id)`,
    `CREATE INDEX documents_deleted ON documents (collection, id) WHERE deleted = 1`,
  ],
};
