// The one interface through which everything impure reaches the journal: pages, cipher, time.
//
// A journal is a row of encrypted pages under explicit numbers and one sealed head. Each page belongs to one log (one
// collection of one database). Everything a device keeps goes through it before it reaches memory.

/** Bytes as AES-GCM leaves them. */
export type Sealed = { readonly iv: Uint8Array<ArrayBuffer>; readonly ciphertext: ArrayBuffer };

/** A page at rest. `log` is opaque; nothing else of it is readable. */
export type StoredPage = Sealed & { readonly number: number; readonly log: string };

/** One atomic change: all of it is on the disk, or none. */
export type PageWrite = {
  /** Refused when another writer has claimed the store since (`lockLost`). */
  readonly generation: number;
  readonly add: readonly StoredPage[];
  readonly remove: readonly number[];
  readonly head: Sealed;
};

/** What a store says no with; anything else it throws is a failure of the disk. */
export type PageRefusal = 'quota' | 'lockLost' | 'pageClash';

export type PageStore = {
  /** Takes the store over for this writer and returns its generation. */
  readonly claim: () => Promise<number>;
  readonly readHead: () => Promise<Sealed | undefined>;
  /** Numbers of all pages, ascending. */
  readonly readNumbers: () => Promise<readonly number[]>;
  /** Pages of one log, ascending. */
  readonly readPages: (log: string) => Promise<readonly StoredPage[]>;
  /** Durable when it resolves with undefined; otherwise nothing was written. */
  readonly write: (write: PageWrite) => Promise<PageRefusal | undefined>;
  readonly close: () => void;
};

/** Authenticated encryption; `place` binds a page to where it stands, so that a moved page does not open. */
export type PageCipher = {
  readonly seal: (text: string, place: string) => Promise<Sealed>;
  /** Undefined when the bytes, the key or the place do not fit. */
  readonly open: (sealed: Sealed, place: string) => Promise<string | undefined>;
};

export type JournalPorts = {
  readonly pages: PageStore;
  readonly cipher: PageCipher;
  /** Lets the page breathe between slices of work. */
  readonly pause: () => Promise<void>;
  /** Opaque name of a log at rest: names of collections are not for whoever finds the disk. */
  readonly hash: (text: string) => string;
};
