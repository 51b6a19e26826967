// A migration of tomorrow, put into a copy of the program: it takes long enough to be killed in.
import type { Patch } from '../planted/patched-checkout.ts';

const name = '0999-later';
const wanted = 200;

export const laterMigration = {
  undo: [
    'DROP TABLE IF EXISTS later_copy',
    'DROP TABLE IF EXISTS later_count',
    `DELETE FROM migrations WHERE name = '${name}'`,
  ],
  /** `wanted`: as many rows as the migration itself counted while it ran. */
  check: `SELECT (SELECT count(*) FROM migrations WHERE name = '${name}') AS done,
    (SELECT count(*) FROM later_copy) AS copied, (SELECT n FROM later_count) AS wanted`,
} as const;

const statements = [
  'CREATE TABLE later_copy (id TEXT NOT NULL, rev INTEGER NOT NULL)',
  `INSERT INTO later_copy SELECT a.id, b.rev FROM history a CROSS JOIN (SELECT rev FROM history LIMIT ${wanted}) b`,
  'CREATE INDEX later_copy_by_id ON later_copy (id)',
  'CREATE TABLE later_count (n INTEGER NOT NULL)',
  `INSERT INTO later_count SELECT count(*) * ${wanted} FROM history`,
];

export const withLaterMigration: Patch = {
  file: 'server/store/migrations/all-migrations.ts',
  find: '\n];',
  put: `\n  { name: '${name}', statements: () => ${JSON.stringify(statements)} },\n];`,
};
