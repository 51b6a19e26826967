// The number of the wire protocol. A changed schema hash without a new number fails `tests/contract/protocol-lock.test.ts`.

/** Sent by every device as `Bbt-Protocol`. */
export const protocolVersion = 1;

/** Limits of one push (`sync.md` §1). */
export const pushLimits = {
  rows: 500,
  bytes: 2 * 1024 * 1024,
  documentBytes: 1024 * 1024,
  depth: 20,
  keys: 200,
} as const;

/** Rows a pull returns at most, and when it is not said. */
export const pullLimits = { default: 500, max: 1000 } as const;

/** Photos travel in chunks of this many bytes. */
export const blobChunkBytes = 256 * 1024;
