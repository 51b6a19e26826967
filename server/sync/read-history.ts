// What became of a record before its present version, for those who may read it.
import { mayRead } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ReviewState } from '../../shared/records/record.ts';
import type { HistoryReply } from '../../shared/review/history-protocol.ts';
import type { Caller } from '../access/caller.ts';
import type { Store } from '../store/store.ts';

export type ReadHistory = (caller: Caller, id: string) => Promise<HistoryReply>;

const decided: ReadonlySet<ReviewState> = new Set(['returned', 'approved', 'void', 'archived']);

/** A record that the account may not read is answered like one that does not exist. */
export function createReadHistory(deps: { readonly store: Store }): ReadHistory {
  return async ({ account, tree }, id) =>
    deps.store.read(async (view) => {
      const stored = await view.documents.get('records', id);
      if (stored === undefined || !mayRead(account, 'records', stored.document, tree))
        throw new AppError('notFound');
      // A version that was published to others only stays with them, whatever became of the record since.
      const revisions = (await view.documents.revisionsFrom('records', id, 1)).filter(({ document }) =>
        mayRead(account, 'records', document, tree),
      );
      const reviewed = revisions.findLast(({ document }) => decided.has(document.reviewState));
      return {
        reviewed: reviewed?.document ?? null,
        reviewedAt: reviewed?.at ?? null,
        steps: revisions.map(({ rev, at, document, account: writer }) => ({
          ...{ rev, at, reviewState: document.reviewState },
          isByAuthor: writer === document.createdBy,
        })),
      };
    });
}
