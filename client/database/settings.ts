// Small durable values of the local journal: session, edit numbers, what was seen, what is owed.
import type { LocalDatabase } from './open-database.ts';
import { putLocal } from './put-local.ts';

/** Durable when `write` resolves. `read` gives what was written, still to be parsed. */
export type Settings = {
  readonly read: (name: string) => Promise<unknown>;
  readonly write: (name: string, value: unknown) => Promise<void>;
  readonly remove: (name: string) => Promise<void>;
  /** Of those that are stored the ones that begin so. */
  readonly names: (beginning: string) => Promise<readonly string[]>;
};

export function createSettings(collection: LocalDatabase['settings']): Settings {
  return {
    read: async (name) => (await collection.findOne(name).exec())?.toMutableJSON().value,
    write: async (name, value) => putLocal(collection, { id: name, value }),
    remove: async (name) => void (await collection.findOne(name).remove()),
    names: async (beginning) => {
      const selector = { id: { $gte: beginning, $lt: `${beginning}\uffff` } };
      return (await collection.find({ selector }).exec()).map(({ id }) => id);
    },
  };
}
