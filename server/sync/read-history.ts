// What became of a record before its present version, for those who may read it.
import { mayRead } from '../../shared/access/feed-keys.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { ReviewState } from '../../shared/records/record.ts';
import type { HistoryReply } from '../../shared/review/history-protocol.ts';
import type { Caller } from '../access/caller.ts';
import type { RevisionStep } from '../store/revision-steps.ts';
import type { Store, StoreView } from '../store/store.ts';

export type ReadHistory = (caller: Caller, id: string) => Promise<HistoryReply>;

const decided: ReadonlySet<ReviewState> = new Set(['returned', 'approved', 'void', 'archived']);

/** The newest steps; the arrival comes with them. */
const mostSteps = 200;

/** A record that the account may not read is answered like one that does not exist. */
export function createReadHistory(deps: { readonly store: Store }): ReadHistory {
  return async ({ account, tree }, id) =>
    deps.store.read(async (view) => {
      const stored = await view.documents.get('records', id);
      if (stored === undefined || !mayRead(account, 'records', stored.document, tree))
        throw new AppError('notFound');
      const { rev: newest } = stored.document;
      // A version that was published to others only stays with them, whatever became of the record since.
      const steps = (await view.documents.stepsFrom('records', id, newest - mostSteps + 1)).filter(
        ({ head }) => mayRead(account, 'records', { ...head, values: {} }, tree),
      );
      const last = steps.findLast(({ head }) => decided.has(head.reviewState));
      const reviewed =
        last === undefined ? undefined : await view.documents.revision('records', id, last.rev);
      return {
        reviewed: reviewed?.document ?? null,
        reviewedAt: reviewed?.at ?? null,
        steps: await Promise.all(steps.map((step, index) => told(view, step, steps[index - 1]))),
      };
    });
}

/** A decision, a lock or a month carried over leaves the edit as it was: then nobody wrote anything. */
async function told(
  view: StoreView,
  { rev, at, head, account }: RevisionStep,
  before: RevisionStep | undefined,
): Promise<HistoryReply['steps'][number]> {
  const isByAuthor = account === head.createdBy;
  const isSameEdit = before !== undefined && editName(before.head.edit) === editName(head.edit);
  const step = { rev, at, reviewState: head.reviewState, isByAuthor };
  if (isByAuthor || isSameEdit) return step;
  return { ...step, changedBy: (await view.accounts.get(account))?.name ?? account };
}

function editName({ deviceId, seq }: RevisionStep['head']['edit']): string {
  return `${deviceId}:${seq}`;
}
