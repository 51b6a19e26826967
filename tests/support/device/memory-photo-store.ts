// The photo store's port over a map, for tests that are not about its encryption.
import type { PhotoStore } from '../../../client/replication/photo-store.ts';

export function createMemoryPhotoStore(): PhotoStore {
  const held = new Map<string, Uint8Array>();
  return {
    put: (name, bytes) => Promise.resolve(void held.set(name, bytes)),
    get: (name) => Promise.resolve(held.get(name)),
    remove: (name) => Promise.resolve(void held.delete(name)),
    names: () => Promise.resolve([...held.keys()]),
  };
}
