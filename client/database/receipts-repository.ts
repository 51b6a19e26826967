// Receipts: what the server has confirmed of documents written here. "Uploaded" on screen comes from nothing else.
import type { Receipt } from './local-documents.ts';
import type { LocalDatabase } from './open-database.ts';
import { createCell, type Cell } from './watchable.ts';

export type ReceiptsRepository = {
  /** The newest receipt of a document, from memory. */
  readonly get: (id: string) => Receipt | undefined;
  /** All receipts by document id; a new map at each change. */
  readonly all: Cell<ReadonlyMap<string, Receipt>>;
  /** Durable when it resolves. An older edit number never replaces a newer one. */
  readonly note: (receipts: readonly Receipt[]) => Promise<void>;
};

/** Reads all receipts once: they are small, and each list line asks for one. */
export async function createReceiptsRepository(
  collection: LocalDatabase['receipts'],
): Promise<ReceiptsRepository> {
  const stored = await collection.find().exec();
  const all = createCell<ReadonlyMap<string, Receipt>>(
    new Map(stored.map((receipt) => [receipt.id, receipt.toMutableJSON()])),
  );
  const isNews = (receipt: Receipt): boolean => {
    const known = all.get().get(receipt.id);
    return (
      known === undefined || receipt.seq > known.seq || (receipt.seq === known.seq && receipt.rev > known.rev)
    );
  };
  return {
    get: (id) => all.get().get(id),
    all,
    note: async (receipts) => {
      const news = receipts.filter(isNews);
      if (news.length === 0) return;
      const { error } = await collection.bulkUpsert([...news]);
      if (error.length > 0) throw new Error(`${error.length} receipts could not be stored`);
      all.set(
        new Map([
          ...all.get(),
          ...news.filter(isNews).map((receipt): [string, Receipt] => [receipt.id, receipt]),
        ]),
      );
    },
  };
}
