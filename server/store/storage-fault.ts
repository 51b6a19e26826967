// Tells a storage that cannot be used now (full, read-only, failing, busy) from a defect of ours.

/** Primary result codes of SQLite that say nothing about what was asked, only about disk and locks. */
const sqliteFaults: ReadonlyMap<number, string> = new Map([
  [5, 'SQLITE_BUSY'],
  [8, 'SQLITE_READONLY'],
  [10, 'SQLITE_IOERR'],
  [13, 'SQLITE_FULL'],
  [14, 'SQLITE_CANTOPEN'],
]);

const fileFaults: ReadonlySet<string> = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO', 'EFBIG']);

/** The name of the fault for the log, undefined when the error is of another kind. */
export function storageFaultOf(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('errcode' in error && typeof error.errcode === 'number') {
    const name = sqliteFaults.get(error.errcode & 0xff);
    const isExtended = error.errcode > 0xff;
    return name === undefined || !isExtended ? name : `${name} (${error.errcode})`;
  }
  return 'code' in error && typeof error.code === 'string' && fileFaults.has(error.code)
    ? error.code
    : undefined;
}
