// Tells a storage that cannot be used now (full, read-only, failing, busy, away) from a defect of ours.

/** Primary result codes of SQLite that say nothing about what was asked, only about disk and locks. */
const sqliteFaults: ReadonlyMap<number, string> = new Map([
  [5, 'SQLITE_BUSY'],
  [8, 'SQLITE_READONLY'],
  [10, 'SQLITE_IOERR'],
  [13, 'SQLITE_FULL'],
  [14, 'SQLITE_CANTOPEN'],
]);

const fileFaults: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG']);

const networkFaults: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

/**
 * Classes and codes of SQLSTATE (PostgreSQL, appendix A): no connection, wrong password, no such database, a race that was
 * lost, no room, stopped by its operator, failing disk, not to be written.
 */
const postgresFaults = /^(08...|28...|3D000|40...|53...|57...|58...|25006|55P03)$/;

/** The name of the fault for the log, undefined when the error is of another kind. */
export function storageFaultOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') {
    const name = sqliteFaults.get(error.errcode & 0xff);
    const isExtended = error.errcode > 0xff;
    return name === undefined || !isExtended ? name : `${name} (${error.errcode})`;
  }
  if ('code' in error && typeof error.code === 'string') {
    const { code } = error;
    return fileFaults.has(code) || networkFaults.has(code) || postgresFaults.test(code) ? code : undefined;
  }
  // The driver's own words for a connection that is gone; it gives them no code.
  return /^(Connection terminated|Client has encountered a connection error)/.test(error.message)
    ? 'CONNECTION_LOST'
    : undefined;
}

/** Two transactions could not both be right; this one left nothing behind and may run again. */
export function isLostRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}
