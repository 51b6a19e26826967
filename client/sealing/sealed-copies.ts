// A second copy of what is sealed, in the cache storage. A browser that is killed in the middle of a write may find its IndexedDB
// damaged at a later start, and Chromium then throws all of it away, silently: journals, keys and sealed saves together.
import * as z from 'zod/mini';
import { storedItemSchema, type SealedPlace, type SealedStore, type StoredItem } from './sealed-store.ts';

/** The sealed store with its copies: what was lost in one place is delivered from the other. */
export type CopiedStore = SealedStore & {
  /** Devices that this browser was and that the store knows nothing of, in as far as a person does not know that yet or saves of them wait. */
  readonly lostDevices: () => Promise<readonly string[]>;
  /** How many copies of such a device cannot be read: they are kept as they are. */
  readonly damagedCopies: (deviceId: string) => Promise<number>;
  /** A person knows. */
  readonly forgetLost: (deviceId: string) => Promise<void>;
  /** What is here and not there: of a device that is known, the store is right. */
  readonly reconcile: (deviceId: string) => Promise<void>;
};

/** Photos take their room twice already: of them there is no copy. Characters of JSON. */
const longestCopy = 256 * 1024;

const cacheName = 'banbiantian-sealed-copies';
const pathOf = (deviceId: string, id: string): string =>
  `/${cacheName}/${encodeURIComponent(deviceId)}/${encodeURIComponent(id)}`;
/** Says that there was a device, also while nothing of it is sealed. */
const mark = 'device';

const without = (store: SealedStore): CopiedStore => ({
  ...store,
  lostDevices: () => Promise.resolve([]),
  damagedCopies: () => Promise.resolve(0),
  forgetLost: () => Promise.resolve(),
  reconcile: () => Promise.resolve(),
});

/** Without a cache storage (no secure context) the store stands alone. A copy that cannot be made hinders nothing. */
export function withCopies(store: SealedStore, caches: CacheStorage | undefined): CopiedStore {
  if (caches === undefined) return without(store);
  // A browser that refuses it now may give it later.
  const open = (): Promise<Cache> => caches.open(cacheName);
  const copies = async (): Promise<readonly { readonly deviceId: string; readonly id: string }[]> =>
    (await (await open()).keys()).flatMap(({ url }) => {
      const [, name, deviceId, id] = new URL(url).pathname.split('/').map(decodeURIComponent);
      return name !== cacheName || deviceId === undefined || id === undefined ? [] : [{ deviceId, id }];
    });
  const put = async (deviceId: string, id: string, value: unknown): Promise<void> => {
    const text = JSON.stringify(value);
    if (text.length <= longestCopy) await (await open()).put(pathOf(deviceId, id), new Response(text));
  };
  const read = async (deviceId: string, id: string): Promise<StoredItem | undefined> => {
    const response = await (await open()).match(pathOf(deviceId, id));
    return z.safeParse(storedItemSchema, await response?.json().catch(() => undefined)).data;
  };
  const drop = async ({ deviceId, id, seq }: SealedPlace): Promise<void> => {
    const copy = await read(deviceId, id);
    if (copy === undefined || copy.seq === seq) await (await open()).delete(pathOf(deviceId, id));
  };
  const copiesOf = async (
    deviceId: string,
  ): Promise<readonly { readonly item: StoredItem | undefined }[]> => {
    const own = (await copies()).filter((copy) => copy.deviceId === deviceId && copy.id !== mark);
    return Promise.all(own.map(async ({ id }) => ({ item: await read(deviceId, id) })));
  };
  // One after the other: a copy that was made meanwhile is not taken for the one that goes.
  let last: Promise<unknown> = Promise.resolve();
  const inTurn = (work: () => Promise<void>): Promise<void> => {
    const next = last.then(work, work).catch(() => undefined);
    last = next;
    return next;
  };
  const isKnown = async (deviceId: string): Promise<boolean> => (await store.signer(deviceId)) !== undefined;
  /** The store was lost alone: what was sealed under an older key of the device is its own again. */
  const bringBack = async (deviceId: string): Promise<void> => {
    if (await isKnown(deviceId)) return;
    for (const { item } of await copiesOf(deviceId).catch(() => []))
      if (item !== undefined) await store.putItem(item);
  };
  return {
    ...store,
    putSigner: async (signer) => {
      await bringBack(signer.deviceId);
      await store.putSigner(signer);
      await inTurn(async () => {
        if (signer.isSignedOut !== true) await put(signer.deviceId, mark, {});
        else await (await open()).delete(pathOf(signer.deviceId, mark));
      });
    },
    removeSigner: async (deviceId) => {
      await inTurn(async () => {
        const cache = await open();
        for (const copy of await copies())
          if (copy.deviceId === deviceId) await cache.delete(pathOf(deviceId, copy.id));
      });
      await store.removeSigner(deviceId);
    },
    putItem: async (item) => {
      await store.putItem(item);
      await inTurn(() => put(item.deviceId, item.id, item));
    },
    removeItem: async (place) => {
      await store.removeItem(place);
      await inTurn(() => drop(place));
    },
    items: async (deviceId) => {
      if (await isKnown(deviceId)) return store.items(deviceId);
      return (await copiesOf(deviceId)).flatMap(({ item }) => item ?? []);
    },
    lostDevices: async () => {
      const known = new Set((await store.signers()).map(({ deviceId }) => deviceId));
      const lost = new Set<string>();
      for (const { deviceId, id } of await copies().catch(() => []))
        if (!known.has(deviceId) && (id === mark || (await read(deviceId, id)) !== undefined))
          lost.add(deviceId);
      return [...lost];
    },
    damagedCopies: async (deviceId) =>
      (await isKnown(deviceId))
        ? 0
        : (await copiesOf(deviceId)).filter(({ item }) => item === undefined).length,
    reconcile: (deviceId) =>
      inTurn(async () => {
        if (!(await isKnown(deviceId))) return;
        const [cache, items] = [await open(), await store.items(deviceId)];
        for (const copy of await copies())
          if (copy.deviceId === deviceId && copy.id !== mark && !items.some(({ id }) => id === copy.id))
            await cache.delete(pathOf(deviceId, copy.id));
        for (const item of items)
          if ((await read(deviceId, item.id))?.seq !== item.seq) await put(deviceId, item.id, item);
      }),
    forgetLost: (deviceId) => inTurn(async () => void (await (await open()).delete(pathOf(deviceId, mark)))),
  };
}
