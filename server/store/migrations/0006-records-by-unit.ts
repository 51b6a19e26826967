// Migration 6: documents of a unit by kind: what the office asks of one unit after another.
import type { Migration } from './migration.ts';

export const recordsByUnit: Migration = {
  name: '0006-records-by-unit',
  statements: () => [`CREATE INDEX documents_by_unit ON documents (collection, org_unit, type)`],
};
