// Migration 14: what a superior did with a refused row, so that its author's device can be told.
import type { Migration } from './migration.ts';

export const dealtWith: Migration = {
  name: '0014-dealt-with',
  statements: () => [`ALTER TABLE quarantine ADD COLUMN settled_way TEXT`],
};
