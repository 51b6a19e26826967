// What the journal tells the person: open, stopped and why, closed.
import { createCell, type WritableCell } from '../watchable.ts';

/** quota: free space, then retry · lockLost: another window writes · damaged: a page does not open · failed: the disk. */
export type JournalStop = 'quota' | 'lockLost' | 'damaged' | 'failed';
export type JournalState =
  | { readonly kind: 'open' }
  | { readonly kind: 'stopped'; readonly reason: JournalStop }
  | { readonly kind: 'closed' };

/** The save did not happen; what was typed is still in the form. */
export class JournalStopped extends Error {
  readonly reason: JournalStop | 'closed';
  constructor(reason: JournalStop | 'closed', options?: ErrorOptions) {
    super(`The device's journal takes no writes: ${reason}.`, options);
    this.name = 'JournalStopped';
    this.reason = reason;
  }
}

/** Whatever a port threw beside its own refusals is a failure of the disk. */
export function asStop(error: unknown): JournalStopped {
  return error instanceof JournalStopped ? error : new JournalStopped('failed', { cause: error });
}

export function createJournalState(): WritableCell<JournalState> {
  return createCell<JournalState>({ kind: 'open' });
}
