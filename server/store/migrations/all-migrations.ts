// All migrations in order; append only.
import { firstTables } from './0001-first-tables.ts';
import { periodLocks } from './0002-period-locks.ts';
import { sameEvent } from './0003-same-event.ts';
import { personIndex } from './0004-person-index.ts';
import { audit } from './0005-audit.ts';
import { recordsByUnit } from './0006-records-by-unit.ts';
import { lockStripes } from './0007-lock-stripes.ts';
import { reports } from './0008-reports.ts';
import { recovered } from './0009-recovered.ts';
import { restores } from './0010-restores.ts';
import { sealed } from './0011-sealed.ts';
import { retention } from './0012-retention.ts';
import { copiedDevices } from './0013-copied-devices.ts';
import { dealtWith } from './0014-dealt-with.ts';
import { settledCopies } from './0015-settled-copies.ts';
import type { Migration } from './migration.ts';

export const allMigrations: readonly Migration[] = [
  firstTables,
  periodLocks,
  sameEvent,
  personIndex,
  audit,
  recordsByUnit,
  lockStripes,
  reports,
  recovered,
  restores,
  sealed,
  retention,
  copiedDevices,
  dealtWith,
  settledCopies,
];
