// The outbox over its store in IndexedDB.
import { createOutbox, type Outbox, type OutboxDeps } from './outbox.ts';
import { openSealedStore } from './sealed-store.ts';

export async function openOutbox({
  indexedDB,
  ...deps
}: Omit<OutboxDeps, 'store'> & { readonly indexedDB: IDBFactory }): Promise<Outbox> {
  return createOutbox({ ...deps, store: await openSealedStore(indexedDB) });
}
