// Where wrapped keys lie: a small IndexedDB of its own, outside every account's journal.
import * as z from 'zod/mini';
import { answerOf, durable, openIndexedDb } from '../database/indexed-db.ts';

/** A slot with its data key wrapped by the password. `triesInARow` slows down guessing on the screen. */
export type StoredSlot = z.infer<typeof storedSlotSchema>;
const bytes = z.custom<Uint8Array<ArrayBuffer>>((value) => value instanceof Uint8Array);
const storedSlotSchema = z.object({
  deviceId: z.string(),
  account: z.string(),
  usedAt: z.number(),
  salt: bytes,
  memoryKiB: z.number(),
  iterations: z.number(),
  iv: bytes,
  wrappedKey: z.custom<ArrayBuffer>((value) => value instanceof ArrayBuffer),
  triesInARow: z.number(),
  /** What it opens cannot be read in whole: kept, not offered. */
  isAside: z.optional(z.boolean()),
});

/** The data key as the browser keeps it, not extractable, until `expiresAt` (milliseconds since 1970). */
export type QuickKey = z.infer<typeof quickKeySchema>;
const quickKeySchema = z.object({
  deviceId: z.string(),
  key: z.custom<CryptoKey>((value) => value instanceof CryptoKey),
  expiresAt: z.number(),
});

export type KeyStore = {
  readonly slots: () => Promise<readonly StoredSlot[]>;
  readonly slot: (deviceId: string) => Promise<StoredSlot | undefined>;
  /** False, and nothing is written, where the account has one that is not set aside: in one step, also beside another window. */
  readonly addSlot: (slot: StoredSlot) => Promise<boolean>;
  readonly putSlot: (slot: StoredSlot) => Promise<void>;
  readonly quickKey: (deviceId: string) => Promise<QuickKey | undefined>;
  /** The only quick key there is: any other is forgotten. */
  readonly putQuickKey: (quick: QuickKey) => Promise<void>;
  readonly removeQuickKeys: () => Promise<void>;
  readonly removeSlot: (deviceId: string) => Promise<void>;
};

const names = { slots: 'slots', quick: 'quickKeys' } as const;
type StoreName = (typeof names)[keyof typeof names];

export async function openKeyStore(indexedDB: IDBFactory): Promise<KeyStore> {
  const database = await openIndexedDb(indexedDB, 'banbiantian-keys', (fresh) => {
    fresh.createObjectStore(names.slots, { keyPath: 'deviceId' });
    fresh.createObjectStore(names.quick, { keyPath: 'deviceId' });
  });
  const reading = (name: StoreName): IDBObjectStore => database.transaction(name).objectStore(name);
  const change = (name: StoreName, work: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
    work(transaction.objectStore(name));
    return durable(transaction);
  };
  return {
    slots: async () => {
      const stored = await answerOf<unknown[]>(reading(names.slots).getAll());
      return stored.flatMap((each) => parsed(storedSlotSchema, each) ?? []);
    },
    slot: async (deviceId) =>
      parsed(storedSlotSchema, await answerOf<unknown>(reading(names.slots).get(deviceId))),
    addSlot: async (slot) => {
      let isFree = false;
      await change(names.slots, (store) => {
        const asked = store.getAll();
        asked.onsuccess = () => {
          isFree = hasPlaceFor(slot, asked.result);
          if (isFree) store.put(slot);
        };
      });
      return isFree;
    },
    putSlot: (slot) => change(names.slots, (store) => store.put(slot)),
    quickKey: async (deviceId) =>
      parsed(quickKeySchema, await answerOf<unknown>(reading(names.quick).get(deviceId))),
    putQuickKey: (quick) =>
      change(names.quick, (store) => {
        store.clear();
        store.put(quick);
      }),
    removeQuickKeys: () => change(names.quick, (store) => store.clear()),
    removeSlot: (deviceId) => change(names.slots, (store) => store.delete(deviceId)),
  };
}

/** Whether none of these is of its account and offered. */
export function hasPlaceFor({ account }: StoredSlot, stored: readonly unknown[]): boolean {
  return stored.every((each) => {
    const other = parsed(storedSlotSchema, each);
    return other?.account !== account || other.isAside === true;
  });
}

/** Undefined for what is not there or not ours. */
function parsed<T>(schema: z.ZodMiniType<T>, stored: unknown): T | undefined {
  const result = schema.safeParse(stored);
  return result.success ? result.data : undefined;
}
