// The journal on the disk: numbered pages and a sealed head that counts them. Knows nothing of RxDB.
import type { JournalPorts, PageRefusal, Sealed, StoredPage } from './journal-ports.ts';
import { readHead, readPage, type JournalHead, type JournalPage } from './journal-page.ts';
import { JournalStopped, type JournalStop } from './journal-state.ts';

/** What one page is to hold. */
export type PagePart = {
  readonly log: string;
  readonly documents: readonly unknown[];
  readonly purged: readonly string[];
};
/** Where it went: the page's number and its size in characters. */
export type WrittenPage = { readonly log: string; readonly number: number; readonly size: number };
export type ReplayedPage<T> = {
  readonly number: number;
  readonly size: number;
  readonly page: JournalPage<T>;
};

export type Journal = {
  /** The highest write time given out so far; part of the sealed head. */
  readonly writeTimeFloor: () => number;
  readonly raiseWriteTime: (time: number) => void;
  /** One transaction. Throws `JournalStopped`; then nothing was written. */
  readonly append: (
    parts: readonly PagePart[],
    remove?: readonly number[],
  ) => Promise<readonly WrittenPage[]>;
  /** The pages of a log in order, decrypted a slice at a time. Throws `JournalStopped('damaged')` and keeps the pages. */
  readonly replay: <T>(log: string, onPage: (replayed: ReplayedPage<T>) => void) => Promise<void>;
  readonly close: () => void;
};

const pagesPerSlice = 20;
const noHead: JournalHead = { count: 0, last: 0, writeTimeFloor: 0 };

/**
 * Claims the store and checks that the sealed head counts what is there: a missing page or a cut tail throws
 * `JournalStopped('damaged')`. `name` binds every page to this journal.
 */
export async function openJournal(ports: JournalPorts, name: string): Promise<Journal> {
  const generation = await ports.pages.claim();
  let head = await openHead(ports, name);
  let floor = head.writeTimeFloor;

  const seal = async (
    part: PagePart,
    number: number,
  ): Promise<{ stored: StoredPage; written: WrittenPage }> => {
    const text = JSON.stringify({ documents: part.documents, purged: part.purged });
    const sealed = await ports.cipher.seal(text, placeOf(name, part.log, number));
    return {
      stored: { ...sealed, number, log: ports.hash(`${name}|${part.log}`) },
      written: { log: part.log, number, size: text.length },
    };
  };
  return {
    writeTimeFloor: () => floor,
    raiseWriteTime: (time) => {
      floor = Math.max(floor, time);
    },
    append: async (parts, remove = []) => {
      const sealed = await Promise.all(parts.map((part, index) => seal(part, head.last + 1 + index)));
      const next: JournalHead = {
        count: head.count + parts.length - remove.length,
        last: head.last + parts.length,
        writeTimeFloor: floor,
      };
      const sealedHead = await ports.cipher.seal(JSON.stringify(next), headPlace(name));
      const refusal = await writeOrRefuse(ports, {
        generation,
        add: sealed.map((page) => page.stored),
        remove,
        head: sealedHead,
      });
      if (refusal !== undefined) throw new JournalStopped(refusal);
      head = next;
      return sealed.map((page) => page.written);
    },
    replay: async <T>(log: string, onPage: (replayed: ReplayedPage<T>) => void) => {
      const stored = await ports.pages.readPages(ports.hash(`${name}|${log}`));
      for (let start = 0; start < stored.length; start += pagesPerSlice) {
        const slice = stored.slice(start, start + pagesPerSlice);
        for (const page of await Promise.all(slice.map((one) => openPage<T>(ports, name, log, one))))
          onPage(page);
        await ports.pause();
      }
    },
    close: () => ports.pages.close(),
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
  if (head === undefined || head.count !== numbers.length || (numbers.at(-1) ?? 0) > head.last)
    throw new JournalStopped('damaged');
  return head;
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
): Promise<JournalStop | undefined> {
  const stops: Readonly<Record<PageRefusal, JournalStop>> = {
    quota: 'quota',
    lockLost: 'lockLost',
    pageClash: 'lockLost',
  };
  try {
    const refusal = await ports.pages.write(write);
    return refusal === undefined ? undefined : stops[refusal];
  } catch {
    return 'failed';
  }
}

function placeOf(name: string, log: string, number: number): string {
  return `page|${name}|${log}|${number}`;
}

function headPlace(name: string): string {
  return `head|${name}`;
}
