// Migration 5: who asked to see a person's numbers and who took a ledger away. Only ever added to; each row holds on to the one before.
import type { Migration } from './migration.ts';

const refuseOnPostgres = [
  `CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS
    $$ BEGIN RAISE EXCEPTION 'the audit is only added to'; END $$`,
  `CREATE TRIGGER audit_only_added BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse()`,
];
const refuse = (act: 'UPDATE' | 'DELETE'): string =>
  `CREATE TRIGGER audit_no_${act.toLowerCase()} BEFORE ${act} ON audit
    BEGIN SELECT RAISE(ABORT, 'the audit is only added to'); END`;

export const audit: Migration = {
  name: '0005-audit',
  statements: (dialect) => [
    `CREATE TABLE audit (
      number INTEGER NOT NULL PRIMARY KEY, at TEXT NOT NULL, account TEXT NOT NULL, account_unit TEXT NOT NULL,
      act TEXT NOT NULL, subject TEXT NOT NULL, reason TEXT NOT NULL, unit TEXT NOT NULL, from_day TEXT NOT NULL,
      until_day TEXT NOT NULL, line_count INTEGER NOT NULL, format TEXT NOT NULL, hash TEXT NOT NULL)`,
    `CREATE INDEX audit_by_time ON audit (at)`,
    ...(dialect === 'sqlite' ? [refuse('UPDATE'), refuse('DELETE')] : refuseOnPostgres),
  ],
};
