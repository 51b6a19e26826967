// The port of the photo store: bytes under random names, ciphertext at rest.

/** `put` resolves when the bytes are durable; `get` gives them back in clear, undefined if there are none. */
export type PhotoStore = {
  readonly put: (name: string, bytes: Uint8Array) => Promise<void>;
  readonly get: (name: string) => Promise<Uint8Array | undefined>;
  readonly remove: (name: string) => Promise<void>;
  readonly names: () => Promise<readonly string[]>;
};
