// Writing one document of a local collection, whether it was there or not.
import type { RxCollection } from 'rxdb';

/**
 * Durable when it resolves, rejects when it is not, and the next write starts afresh. RxDB's `incrementalUpsert` is not
 * used: one refused write poisons its queue for that document until the page is loaded anew.
 */
export async function putLocal<T>(collection: RxCollection<T>, document: NoInfer<T>): Promise<void> {
  const { error } = await collection.bulkUpsert([document]);
  if (error.length > 0) throw new Error(`A document of ${collection.name} could not be stored.`);
}
