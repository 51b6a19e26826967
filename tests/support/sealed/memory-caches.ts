// The cache storage of a browser in memory, as far as copies of what is sealed need it; `refuse` stands for a full device.
const origin = 'https://device.invalid';

export type MemoryCaches = CacheStorage & {
  /** While it says true, nothing more is put. */
  refuse: () => boolean;
  /** Addresses of what lies there, without the origin, in order. */
  readonly paths: () => readonly string[];
  /** What lies there becomes this text. */
  readonly damage: (path: string, text: string) => void;
};

export function createMemoryCaches(): MemoryCaches {
  const held = new Map<string, string>();
  const urlOf = (request: RequestInfo | URL): string =>
    new URL(request instanceof Request ? request.url : request, origin).href;
  const unused = (): never => {
    throw new Error('Copies do not need it.');
  };
  const cache: Cache = {
    put: async (request, response) => {
      if (caches.refuse()) throw new DOMException('The device is full.', 'QuotaExceededError');
      held.set(urlOf(request), await response.text());
    },
    match: async (request) => {
      const text = held.get(urlOf(request));
      return text === undefined ? undefined : new Response(text);
    },
    delete: async (request) => held.delete(urlOf(request ?? '')),
    keys: async () => [...held.keys()].map((url) => new Request(url)),
    ...{ add: unused, addAll: unused, matchAll: unused },
  };
  const caches: MemoryCaches = {
    refuse: () => false,
    paths: () => [...held.keys()].map((url) => new URL(url).pathname).sort(),
    damage: (path, text) => void held.set(urlOf(path), text),
    open: async () => cache,
    ...{ delete: unused, has: unused, keys: unused, match: unused },
  };
  return caches;
}
