// The outbox over its store in IndexedDB.
import { createOutbox, type Outbox, type OutboxDeps } from './outbox.ts';
import { withCopies } from './sealed-copies.ts';
import { openSealedStore } from './sealed-store.ts';

export async function openOutbox({
  indexedDB,
  caches,
  ...deps
}: Omit<OutboxDeps, 'store'> & {
  readonly indexedDB: IDBFactory;
  readonly caches: CacheStorage | undefined;
}): Promise<Outbox> {
  return createOutbox({ ...deps, store: withCopies(await openSealedStore(indexedDB), caches) });
}
