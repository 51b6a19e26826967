// Who wants to know: pokes to the open streams of accounts that may read what just changed.
import { grantedKeys, type FeedKey } from '../../shared/access/feed-keys.ts';
import { replicatedCollections, type CollectionName } from '../../shared/records/record.ts';
import type { Caller } from '../access/caller.ts';
import type { Change } from '../store/feed.ts';

/** Told which collections to pull; never what is in them. */
export type Listener = (collections: readonly CollectionName[]) => void;

export type ChangeFeed = {
  /** Call after the commit. */
  readonly announce: (changes: readonly Change[]) => void;
  /** Returns the way to stop listening. */
  readonly listen: (caller: Caller, listener: Listener) => () => void;
};

type Subscription = {
  readonly keys: ReadonlyMap<CollectionName, ReadonlySet<FeedKey>>;
  readonly listener: Listener;
};

export function createChangeFeed(): ChangeFeed {
  const subscriptions = new Set<Subscription>();
  return {
    announce: (changes) => {
      for (const subscription of subscriptions) {
        const collections = replicatedCollections.filter((collection) =>
          changes.some((change) => concerns(subscription, collection, change)),
        );
        if (collections.length > 0) subscription.listener(collections);
      }
    },
    listen: ({ account, tree }, listener) => {
      const keys = new Map(
        replicatedCollections.map(
          (collection) => [collection, new Set(grantedKeys(account, collection, tree))] as const,
        ),
      );
      const subscription = { keys, listener };
      subscriptions.add(subscription);
      return () => subscriptions.delete(subscription);
    },
  };
}

function concerns(subscription: Subscription, collection: CollectionName, change: Change): boolean {
  const keys = subscription.keys.get(collection);
  return change.collection === collection && keys !== undefined && change.keys.some((key) => keys.has(key));
}
