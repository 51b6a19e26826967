// Migration 13: devices of which another copy was seen at work.
import type { Migration } from './migration.ts';

export const copiedDevices: Migration = {
  name: '0013-copied-devices',
  statements: () => [`ALTER TABLE devices ADD COLUMN copied_at TEXT`],
};
