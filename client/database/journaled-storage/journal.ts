// The journal on the disk: numbered pages and a sealed head that counts them. Knows nothing of RxDB.
import type { JournalPorts, PageRefusal, Sealed, StoredPage } from './journal-ports.ts';
import {
  isSameTally,
  noPages,
  readHead,
  readPage,
  tallyOf,
  type JournalHead,
  type JournalPage,
  type LogTally,
} from './journal-page.ts';
import { JournalStopped, type JournalStop } from './journal-state.ts';

/** What one page is to hold. */
export type PagePart = { readonly log: string; readonly documents: readonly unknown[] };
/** Where it went: the page's number and its size in characters. */
export type WrittenPage = { readonly log: string; readonly number: number; readonly size: number };
/** Pages of a log that go in the same transaction. */
export type PageRemoval = { readonly log: string; readonly numbers: readonly number[] };
export type ReplayedPage<T> = {
  readonly number: number;
  readonly size: number;
  readonly page: JournalPage<T>;
};

export type Journal = {
  /** The highest write time given out so far; part of the sealed head. */
  readonly writeTimeFloor: () => number;
  readonly raiseWriteTime: (time: number) => void;
  /** One transaction. Throws `JournalStopped`; then nothing was written. Never called twice at a time. */
  readonly append: (parts: readonly PagePart[], removal?: PageRemoval) => Promise<readonly WrittenPage[]>;
  /**
   * The pages of a log in order, decrypted a slice at a time. Throws `JournalStopped('damaged')`, and keeps the pages,
   * when one does not open or they are not those that the head counts.
   */
  readonly replay: <T>(log: string, onPage: (replayed: ReplayedPage<T>) => void) => Promise<void>;
  readonly close: () => void;
};

const pagesPerSlice = 20;
const noHead: JournalHead = { last: 0, writeTimeFloor: 0, logs: {} };

/**
 * Claims the store and checks that the sealed head counts what is there: a missing page or a cut tail throws
 * `JournalStopped('damaged')`. `name` binds every page to this journal.
 */
export async function openJournal(ports: JournalPorts, name: string): Promise<Journal> {
  const generation = await ports.pages.claim();
  let head = await openHead(ports, name);
  let floor = head.writeTimeFloor;
  let isClosed = false;
  const atRest = (log: string): string => ports.hash(`${name}|${log}`);

  const seal = async (
    part: PagePart,
    number: number,
  ): Promise<{ stored: StoredPage; written: WrittenPage }> => {
    const text = JSON.stringify({ documents: part.documents });
    const sealed = await ports.cipher.seal(text, placeOf(name, part.log, number));
    return {
      stored: { ...sealed, number, log: atRest(part.log) },
      written: { log: part.log, number, size: text.length },
    };
  };
  const headWith = (pages: readonly StoredPage[], removal: PageRemoval | undefined): JournalHead => {
    const logs = { ...head.logs };
    const count = (log: string, numbers: readonly number[], sign: 1 | -1): void => {
      const { pages: known, sum } = logs[log] ?? noPages;
      const change = tallyOf(numbers);
      logs[log] = { pages: known + sign * change.pages, sum: sum + sign * change.sum };
      if (logs[log].pages === 0) delete logs[log];
    };
    for (const page of pages) count(page.log, [page.number], 1);
    if (removal !== undefined) count(atRest(removal.log), removal.numbers, -1);
    return { last: head.last + pages.length, writeTimeFloor: floor, logs };
  };
  return {
    writeTimeFloor: () => floor,
    raiseWriteTime: (time) => {
      floor = Math.max(floor, time);
    },
    append: async (parts, removal) => {
      const sealed = await Promise.all(parts.map((part, index) => seal(part, head.last + 1 + index)));
      const add = sealed.map((page) => page.stored);
      const next = headWith(add, removal);
      const sealedHead = await ports.cipher.seal(JSON.stringify(next), headPlace(name));
      if (isClosed) throw new JournalStopped('closed');
      const remove = removal?.numbers ?? [];
      const refusal = await writeOrRefuse(ports, { generation, add, remove, head: sealedHead });
      if (refusal !== undefined) throw refusal;
      head = next;
      return sealed.map((page) => page.written);
    },
    replay: async <T>(log: string, onPage: (replayed: ReplayedPage<T>) => void) => {
      const stored = await ports.pages.readPages(atRest(log));
      const numbers = stored.map((page) => page.number);
      if (!isSameTally(tallyOf(numbers), head.logs[atRest(log)] ?? noPages))
        throw new JournalStopped('damaged');
      for (let start = 0; start < stored.length; start += pagesPerSlice) {
        const slice = stored.slice(start, start + pagesPerSlice);
        for (const page of await Promise.all(slice.map((one) => openPage<T>(ports, name, log, one))))
          onPage(page);
        await ports.pause();
      }
    },
    close: () => {
      isClosed = true;
      ports.pages.close();
    },
  };
}

async function openPage<T>(
  ports: JournalPorts,
  name: string,
  log: string,
  stored: StoredPage,
): Promise<ReplayedPage<T>> {
  const text = await ports.cipher.open(stored, placeOf(name, log, stored.number));
  const page = text === undefined ? undefined : readPage<T>(text);
  if (text === undefined || page === undefined) throw new JournalStopped('damaged');
  return { number: stored.number, size: text.length, page };
}

async function openHead(ports: JournalPorts, name: string): Promise<JournalHead> {
  const [sealed, numbers] = [await ports.pages.readHead(), await ports.pages.readNumbers()];
  const head = sealed === undefined ? noHead : await unsealHead(ports, name, sealed);
  if (head === undefined || !isSameTally(tallyOf(numbers), totalOf(head)))
    throw new JournalStopped('damaged');
  return head;
}

function totalOf(head: JournalHead): LogTally {
  const tallies = Object.values(head.logs);
  return tallies.reduce(
    (total, { pages, sum }) => ({ pages: total.pages + pages, sum: total.sum + sum }),
    noPages,
  );
}

async function unsealHead(
  ports: JournalPorts,
  name: string,
  sealed: Sealed,
): Promise<JournalHead | undefined> {
  const text = await ports.cipher.open(sealed, headPlace(name));
  return text === undefined ? undefined : readHead(text);
}

async function writeOrRefuse(
  ports: JournalPorts,
  write: Parameters<JournalPorts['pages']['write']>[0],
): Promise<JournalStopped | undefined> {
  const stops: Readonly<Record<PageRefusal, JournalStop>> = {
    quota: 'quota',
    lockLost: 'lockLost',
    pageClash: 'lockLost',
  };
  try {
    const refusal = await ports.pages.write(write);
    return refusal === undefined ? undefined : new JournalStopped(stops[refusal]);
  } catch (error) {
    return new JournalStopped('failed', { cause: error });
  }
}

function placeOf(name: string, log: string, number: number): string {
  return `page|${name}|${log}|${number}`;
}

function headPlace(name: string): string {
  return `head|${name}`;
}
