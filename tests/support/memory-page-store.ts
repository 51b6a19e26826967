// A disk of journal pages in memory: IndexedDB's strict transactions, with faults, crashes and tampering on order.
import type {
  PageRefusal,
  PageStore,
  PageWrite,
  Sealed,
  StoredPage,
} from '../../client/database/journaled-storage/journal-ports.ts';

/** Happens to the next write; a crash kills the process: its promises never resolve. */
export type WriteFault = 'quota' | 'throw' | 'crashBefore' | 'crashAfter';

export type MemoryDisk = {
  /** The handle of one process (or window). Its promises never resolve once it is dead. */
  readonly connect: () => PageStore;
  readonly failNextWrite: (fault: WriteFault) => void;
  /** Dies before the step with this number from now: each call has one step before its effect and one after. */
  readonly crashInSteps: (steps: number) => void;
  /** What was ordered and has not happened yet does not happen. */
  readonly calm: () => void;
  /** Every process that is connected dies now. */
  readonly crash: () => void;
  /** Whether the process that connected last is dead. */
  readonly isDead: () => boolean;
  /** Another number after each crash. */
  readonly life: () => number;
  /** A write waits in front of its effect until the answer is called. */
  readonly holdWrites: () => () => void;
  readonly writes: () => number;
  readonly numbers: () => readonly number[];
  readonly pages: () => readonly StoredPage[];
  /** Nothing is left on it. */
  readonly erase: () => void;
  /** The pages and the head as they are now, on a disk of its own. */
  readonly copy: () => MemoryDisk;
  readonly tamper: Tamper;
};

/** What a bad disk or a thief does behind the journal's back. */
export type Tamper = {
  readonly dropPage: (number: number) => void;
  readonly cutTail: () => void;
  /** Puts the page under another number, or another log. */
  readonly movePage: (number: number, to: { readonly number?: number; readonly log?: string }) => void;
  readonly swapPages: (one: number, other: number) => void;
  readonly flipBit: (number: number, part?: 'iv' | 'ciphertext') => void;
  readonly flipHeadBit: () => void;
  readonly dropHead: () => void;
  /** Puts back a page of an earlier moment. */
  readonly putPage: (page: StoredPage) => void;
};

type Content = {
  readonly pages: Map<number, StoredPage>;
  head: Sealed | undefined;
  generation: number;
};
type Power = {
  life: number;
  stepsLeft: number | undefined;
  fault: WriteFault | undefined;
  held: Promise<void> | undefined;
  writes: number;
};
/** Passes when the process still lives; otherwise waits for ever. */
type Step = () => Promise<void>;

export function createMemoryDisk(
  content: Content = { pages: new Map(), head: undefined, generation: 0 },
): MemoryDisk {
  const power: Power = { life: 0, stepsLeft: undefined, fault: undefined, held: undefined, writes: 0 };
  let connectedLife = -1;
  const calm = (): void => {
    power.stepsLeft = undefined;
    power.fault = undefined;
  };
  const crash = (): void => {
    power.life += 1;
    calm();
  };
  return {
    connect: () => {
      connectedLife = power.life;
      return connect(content, power, crash);
    },
    failNextWrite: (fault) => {
      power.fault = fault;
    },
    crashInSteps: (steps) => {
      power.stepsLeft = steps;
    },
    calm,
    crash,
    isDead: () => connectedLife !== power.life,
    life: () => power.life,
    holdWrites: () => {
      let release = (): void => undefined;
      power.held = new Promise((resolve) => {
        release = resolve;
      });
      return () => {
        power.held = undefined;
        release();
      };
    },
    writes: () => power.writes,
    numbers: () => sortedNumbers(content),
    pages: () => sortedNumbers(content).flatMap((number) => copyOf(content.pages.get(number)) ?? []),
    erase: () => {
      content.pages.clear();
      [content.head, content.generation] = [undefined, 0];
    },
    copy: () => createMemoryDisk(structuredClone(content)),
    tamper: createTamper(content),
  };
}

function connect(content: Content, power: Power, crash: () => void): PageStore {
  const { life } = power;
  let isClosed = false;
  const step: Step = async () => {
    await Promise.resolve();
    if (power.life === life && power.stepsLeft !== undefined) {
      if (power.stepsLeft === 0) crash();
      else power.stepsLeft -= 1;
    }
    if (power.life !== life) await new Promise<never>(() => undefined);
  };
  const around = async <T>(effect: () => T): Promise<T> => {
    await step();
    if (isClosed) throw new Error('The page store is closed.');
    const result = effect();
    await step();
    return result;
  };
  return {
    claim: () => around(() => (content.generation += 1)),
    readHead: () => around(() => copyOf(content.head)),
    readNumbers: () => around(() => sortedNumbers(content)),
    readPages: (log) =>
      around(() =>
        sortedNumbers(content)
          .flatMap((number) => copyOf(content.pages.get(number)) ?? [])
          .filter((page) => page.log === log),
      ),
    write: async (asked) => {
      const write = structuredClone(asked);
      if (power.held !== undefined) await power.held;
      return around(() => transact(content, power, crash, write));
    },
    close: () => {
      isClosed = true;
    },
  };
}

function transact(
  content: Content,
  power: Power,
  crash: () => void,
  write: PageWrite,
): PageRefusal | undefined {
  power.writes += 1;
  if (write.generation !== content.generation) return 'lockLost';
  const { fault } = power;
  power.fault = undefined;
  if (fault === 'quota') return 'quota';
  if (fault === 'throw') throw new Error('The disk is broken.');
  // A process that died hears no answer, whatever is returned here.
  if (fault === 'crashBefore') {
    crash();
    return undefined;
  }
  const numbers = write.add.map((page) => page.number);
  if (numbers.some((number, index) => content.pages.has(number) || numbers.indexOf(number) !== index))
    return 'pageClash';
  for (const page of write.add) content.pages.set(page.number, page);
  for (const number of write.remove) content.pages.delete(number);
  content.head = write.head;
  if (fault === 'crashAfter') crash();
  return undefined;
}

function createTamper(content: Content): Tamper {
  const take = (number: number): StoredPage => {
    const page = content.pages.get(number);
    if (page === undefined) throw new Error(`There is no page ${number}.`);
    return page;
  };
  const put = (page: StoredPage): void => void content.pages.set(page.number, page);
  return {
    dropPage: (number) => void content.pages.delete(take(number).number),
    cutTail: () => void content.pages.delete(sortedNumbers(content).at(-1) ?? 0),
    movePage: (number, to) => {
      const page = take(number);
      content.pages.delete(number);
      put({ ...page, ...to });
    },
    swapPages: (one, other) => {
      const [first, second] = [take(one), take(other)];
      put({ ...first, number: other });
      put({ ...second, number: one });
    },
    flipBit: (number, part = 'ciphertext') => {
      const page = take(number);
      put(
        part === 'iv'
          ? { ...page, iv: flipped(page.iv) }
          : { ...page, ciphertext: flipped(new Uint8Array(page.ciphertext)).buffer },
      );
    },
    flipHeadBit: () => {
      if (content.head !== undefined)
        content.head = {
          ...content.head,
          ciphertext: flipped(new Uint8Array(content.head.ciphertext)).buffer,
        };
    },
    dropHead: () => {
      content.head = undefined;
    },
    putPage: (page) => put(structuredClone(page)),
  };
}

function flipped(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  const middle = copy.length >> 1;
  copy[middle] = (copy[middle] ?? 0) ^ 1;
  return copy;
}

function copyOf<T>(value: T): T {
  return structuredClone(value);
}

function sortedNumbers(content: Content): number[] {
  return [...content.pages.keys()].sort((one, other) => one - other);
}
