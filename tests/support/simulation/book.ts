// The book of what was promised: every save, by the words that it put where and what it wrote over, and whether it was ticked.
import type { CollectionName } from '../../../shared/records/record.ts';

/** A word that stands in one place of one save only, so that it can be found again wherever it went. */
export type Mark = string;

/** One word of one save. */
export type Written = {
  readonly mark: Mark;
  readonly collection: CollectionName;
  readonly documentId: string;
  readonly device: string;
  /** The marks that the person saw there and wrote over. */
  readonly over: readonly Mark[];
};

/** A deletion, and the marks that went with it. */
export type Deleted = Omit<Written, 'mark'>;

export type Book = {
  readonly newMark: () => Mark;
  /** Tried: a device that dies may have kept it without a tick. */
  readonly write: (written: Written) => void;
  /** Tried; the answer says that nothing was deleted after all. */
  readonly delete: (deleted: Deleted) => () => void;
  /** Somebody saves this document on this device once more, whatever comes of it. */
  readonly save: (device: string, documentId: string) => void;
  /** An edit number that a device sent of a document. */
  readonly send: (device: string, documentId: string, seq: number) => void;
  /** Documents of which a device sent more numbers than it had saves: it had taken for sent what was refused. */
  readonly sentAgain: () => readonly string[];
  /** The save resolved: from here on it is promised. */
  readonly tick: (mark: Mark) => void;
  readonly written: () => readonly Written[];
  readonly deleted: () => readonly Deleted[];
  readonly ticked: () => ReadonlySet<Mark>;
};

const pattern = /«\d+»/g;

/** All marks in a text, each once. */
export function marksIn(text: string): ReadonlySet<Mark> {
  return new Set(text.match(pattern));
}

export function createBook(): Book {
  const written: Written[] = [];
  const deleted = new Set<Deleted>();
  const ticked = new Set<Mark>();
  const saves = new Map<string, number>();
  const sent = new Map<string, Set<number>>();
  let last = 0;
  return {
    save: (device, documentId) => {
      const key = `${device} ${documentId}`;
      saves.set(key, (saves.get(key) ?? 0) + 1);
    },
    send: (device, documentId, seq) => {
      const key = `${device} ${documentId}`;
      sent.set(key, new Set([...(sent.get(key) ?? []), seq]));
    },
    sentAgain: () =>
      [...sent].flatMap(([key, numbers]) => (numbers.size > (saves.get(key) ?? 0) ? [key] : [])),
    newMark: () => `«${(last += 1)}»`,
    write: (each) => void written.push(each),
    delete: (each) => {
      deleted.add(each);
      return () => void deleted.delete(each);
    },
    tick: (mark) => void ticked.add(mark),
    ...{ written: () => written, deleted: () => [...deleted], ticked: () => ticked },
  };
}

/**
 * The ticked words that are nowhere. A word is accounted for when it is found; or when somebody, having seen it, wrote over it
 * with a word that is accounted for, or deleted it with a deletion that is (`isGone`). Written over unseen is lost.
 */
export function lostOf(
  book: Book,
  found: ReadonlySet<Mark>,
  isGone: (documentId: string) => boolean,
): readonly Written[] {
  const isAccounted = ({ mark, documentId }: Written, seen: ReadonlySet<Mark> = new Set()): boolean => {
    if (found.has(mark)) return true;
    if (seen.has(mark)) return false;
    const isOver = (each: Deleted): boolean => each.documentId === documentId && each.over.includes(mark);
    const further = new Set([...seen, mark]);
    return (
      book.deleted().some((each) => isOver(each) && isGone(each.documentId)) ||
      book.written().some((each) => isOver(each) && isAccounted(each, further))
    );
  };
  return book.written().filter((each) => book.ticked().has(each.mark) && !isAccounted(each));
}
