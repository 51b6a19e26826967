// All migrations in order; append only.
import { firstTables } from './0001-first-tables.ts';
import { periodLocks } from './0002-period-locks.ts';
import { sameEvent } from './0003-same-event.ts';
import type { Migration } from './migration.ts';

export const allMigrations: readonly Migration[] = [firstTables, periodLocks, sameEvent];
