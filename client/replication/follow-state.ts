// Follows one RxDB replication: pays debts and audits when push is idle, looks again after a push, minds pull errors.
import type { Subscription } from 'rxjs';
import type { RxReplicationState } from 'rxdb/plugins/replication';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { PullCheckpoint } from '../../shared/sync/protocol.ts';
import type { Debts } from './debts.ts';

export type FollowDeps = {
  readonly debts: Debts;
  readonly onIdle: () => void;
  readonly onPushed: () => void;
};

export type StateFollower = {
  readonly follow: (state: RxReplicationState<SyncedDocument, PullCheckpoint>) => void;
  /** Rows were judged: the server has something newer for this device. */
  readonly notePushed: () => void;
  readonly stop: () => void;
};

export function followState(deps: FollowDeps): StateFollower {
  const subscriptions: Subscription[] = [];
  let hasPushed = false;
  const onActivity = (isPushing: boolean): void => {
    if (isPushing) return;
    if (hasPushed) {
      hasPushed = false;
      deps.debts.onPush();
      deps.onPushed();
    }
    void orLater(deps.debts.pay);
    deps.onIdle();
  };
  return {
    notePushed: () => {
      hasPushed = true;
    },
    follow: (state) => {
      const isPushing = (): boolean => state.internalReplicationState?.events.active.up.getValue() ?? true;
      subscriptions.push(
        state.active$.subscribe(() => onActivity(isPushing())),
        state.error$.subscribe((error) => {
          const id = error.code === 'RC_PULL' ? error.parameters.writeError?.documentId : undefined;
          if (id !== undefined) void orLater(() => deps.debts.addOwed([id]));
        }),
      );
    },
    stop: () => {
      for (const subscription of subscriptions) subscription.unsubscribe();
    },
  };
}

/** When the storage takes nothing its own state tells the person why, and what is owed stays owed until the next round. */
async function orLater(work: () => Promise<void>): Promise<void> {
  await work().catch(() => undefined);
}
