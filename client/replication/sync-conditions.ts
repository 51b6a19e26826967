// What keeps replication from going on, as the session and the badge see it.
import { createCell, type WritableCell } from '../database/watchable.ts';

/** Capture goes on under each of these. */
export type SyncConditions = {
  /** The refresh token was refused. */
  readonly signInNeeded: WritableCell<boolean>;
  /** The server takes pushes of this version but gives it nothing. */
  readonly updateNeeded: WritableCell<boolean>;
  /** The device's copy must be downloaded afresh: grants changed, or the server was restored. */
  readonly mustStartAfresh: WritableCell<'scopeChanged' | 'epochChanged' | undefined>;
};

export function createSyncConditions(): SyncConditions {
  return {
    signInNeeded: createCell(false),
    updateNeeded: createCell(false),
    mustStartAfresh: createCell<'scopeChanged' | 'epochChanged' | undefined>(undefined),
  };
}
