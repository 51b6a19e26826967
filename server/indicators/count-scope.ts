// Whose records are counted: the feeds of an account, and the tree that its units are looked up in.
import type { FeedKey } from '../../shared/access/feed-keys.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';

export type CountScope = { readonly tree: OrgTree; readonly keys: readonly FeedKey[] };

/** Before the first and after the last day that a record may be of. */
export const allDays = { from: '1900-01-01', until: '9999-12-31' } as const;
