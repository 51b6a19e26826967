// What is wrong with an entry, in words, beside the field it concerns.
import type { Label } from './field-types.ts';

/** `block` refuses the save (and the server's acceptance); `warn` is shown and can be overridden. */
export type EntryProblem = {
  readonly fieldId: string;
  /** Key of the row when the field stands in a repeated group (`fieldId` is then `group.field`). */
  readonly rowKey?: string;
  readonly severity: 'block' | 'warn';
  readonly message: Label;
  /**
   * Of a warning. `again`: it only asks to look again; others want a reason (`override-reason.ts`). `reason`: the server
   * refuses the entry without one.
   */
  readonly asks?: 'again' | 'reason';
};
