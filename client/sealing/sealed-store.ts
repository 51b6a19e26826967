// Where sealed saves lie: an IndexedDB of its own that outlives accounts and their keys, with the keys that sign them.
import * as z from 'zod/mini';
import { sealedItemSchema } from '../../shared/sealed/sealed-protocol.ts';
import { answerOf, durable, openIndexedDb } from '../database/indexed-db.ts';

/**
 * The signing key of an account on this device. `deviceKeyId` is there once the server knows it; `isErased`: the account was erased as
 * the server said, `isToldTo`: and a person was told (also of a key that was lost);
 * `isSignedOut`: nothing of it was left to lose.
 */
const storedSignerSchema = z.object({
  deviceId: z.string(),
  publicKey: z.string(),
  privateKey: z.custom<CryptoKey>((value) => value instanceof CryptoKey),
  deviceKeyId: z.optional(z.string()),
  isErased: z.optional(z.boolean()),
  isToldTo: z.optional(z.boolean()),
  isSignedOut: z.optional(z.boolean()),
});
export type StoredSigner = z.infer<typeof storedSignerSchema>;

/** `id` says nothing of the document to whoever does not know its id; one copy for each document, the newest. */
export const storedItemSchema = z.object({
  deviceId: z.string(),
  id: z.string(),
  seq: z.number(),
  item: sealedItemSchema,
});
export type StoredItem = z.infer<typeof storedItemSchema>;
export type SealedPlace = Pick<StoredItem, 'deviceId' | 'id' | 'seq'>;

export type SealedStore = {
  readonly signers: () => Promise<readonly StoredSigner[]>;
  readonly signer: (deviceId: string) => Promise<StoredSigner | undefined>;
  readonly putSigner: (signer: StoredSigner) => Promise<void>;
  readonly removeSigner: (deviceId: string) => Promise<void>;
  readonly items: (deviceId: string) => Promise<readonly StoredItem[]>;
  /** Durable when it resolves; takes the place of an older copy of the same document. */
  readonly putItem: (item: StoredItem) => Promise<void>;
  /** Only this copy: a newer one of the same document stays. */
  readonly removeItem: (place: SealedPlace) => Promise<void>;
};

const names = { signers: 'signers', items: 'items' } as const;
type StoreName = (typeof names)[keyof typeof names];

export async function openSealedStore(indexedDB: IDBFactory): Promise<SealedStore> {
  const database = await openIndexedDb(indexedDB, 'banbiantian-sealed', (fresh) => {
    fresh.createObjectStore(names.signers, { keyPath: 'deviceId' });
    fresh.createObjectStore(names.items, { keyPath: ['deviceId', 'id'] });
  });
  const reading = (name: StoreName): IDBObjectStore => database.transaction(name).objectStore(name);
  const change = async (name: StoreName, work: (store: IDBObjectStore) => void): Promise<void> => {
    const transaction = database.transaction(name, 'readwrite', { durability: 'strict' });
    work(transaction.objectStore(name));
    await durable(transaction);
  };
  return {
    signers: async () =>
      (await answerOf<unknown[]>(reading(names.signers).getAll())).flatMap(
        (each) => parsed(storedSignerSchema, each) ?? [],
      ),
    signer: async (deviceId) =>
      parsed(storedSignerSchema, await answerOf<unknown>(reading(names.signers).get(deviceId))),
    putSigner: (signer) => change(names.signers, (store) => store.put(signer)),
    removeSigner: (deviceId) => change(names.signers, (store) => store.delete(deviceId)),
    items: async (deviceId) => {
      const own = IDBKeyRange.bound([deviceId, ''], [deviceId, '\uffff']);
      const stored = await answerOf<unknown[]>(reading(names.items).getAll(own));
      return stored.flatMap((each) => parsed(storedItemSchema, each) ?? []);
    },
    putItem: (item) => change(names.items, (store) => store.put(item)),
    removeItem: ({ deviceId, id, seq }) =>
      change(names.items, (store) => {
        const found = store.get([deviceId, id]);
        found.onsuccess = () => {
          const item = parsed(storedItemSchema, found.result);
          if (item?.seq === seq) store.delete([deviceId, id]);
        };
      }),
  };
}

/** Undefined for what is not there or not ours. */
function parsed<T>(schema: z.ZodMiniType<T>, stored: unknown): T | undefined {
  const result = schema.safeParse(stored);
  return result.success ? result.data : undefined;
}
