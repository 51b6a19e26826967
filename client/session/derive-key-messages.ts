// What the page and the worker that derives keys say to each other.
export type DeriveKeyRequest = {
  readonly password: string;
  readonly salt: Uint8Array;
  readonly memoryKiB: number;
  readonly iterations: number;
};

/** 32 bytes, or why there are none. */
export type DeriveKeyReply = Uint8Array | { readonly error: string };
