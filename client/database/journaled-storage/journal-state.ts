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
  constructor(reason: JournalStop | 'closed') {
    super(`The device's journal takes no writes: ${reason}.`);
    this.name = 'JournalStopped';
    this.reason = reason;
  }
}

export function createJournalState(): WritableCell<JournalState> {
  return createCell<JournalState>({ kind: 'open' });
}
