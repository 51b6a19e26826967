// 查人: any part of a name, its reading or initials, a telephone, the end of an identity number, over tens of thousands in a few milliseconds.
import type { DocumentId, UnitId } from '../../shared/records/record.ts';
import { createPersonIdOf, type PersonIdOf } from '../../shared/people/merged-people.ts';
import { mergedIntoOf, nameOf, textOf, type PersonDocument } from '../../shared/people/person-values.ts';
import {
  foldName,
  foldQuery,
  isNumberQuery,
  readingOf,
  readingPattern,
} from '../../shared/people/search-keys.ts';

/** A document as the database holds it now; `revision` changes with each write of it. */
export type HeldPerson = { readonly revision: string; readonly read: () => PersonDocument };

export type FoundIds = { readonly ids: readonly DocumentId[]; readonly total: number };

export type PersonSearch = {
  /** All that is held now: what did not change since the last time is not read again. */
  readonly update: (held: Iterable<readonly [DocumentId, HeldPerson]>) => void;
  /** Who begins with the text first, then who has it anywhere; each in the order of the reading. Merged ones are left out. */
  readonly find: (
    text: string,
    options?: { readonly limit?: number; readonly orgUnitId?: UnitId },
  ) => FoundIds;
};

type Entry = {
  readonly id: DocumentId;
  readonly revision: string;
  readonly unit: UnitId;
  readonly mergedInto: DocumentId | undefined;
  readonly name: string;
  /** ` wang shi lan`: a space before each syllable. */
  readonly reading: string;
  readonly numbers: string;
  readonly order: string;
};

/** One text of all entries, in which the engine's own search runs from hit to hit. */
type Haystack = { readonly text: string; readonly starts: Int32Array };
type Haystacks = Readonly<Record<'name' | 'reading' | 'numbers', Haystack>> & {
  /** Entries by whole identity number: two only where somebody is registered twice. */
  readonly byNumber: ReadonlyMap<string, readonly Entry[]>;
};

export function createPersonSearch(): PersonSearch {
  let byId = new Map<DocumentId, Entry>();
  let entries: readonly Entry[] = [];
  let haystacks: Haystacks | undefined;
  return {
    update: (held) => {
      const next = new Map<DocumentId, Entry>();
      let isChanged = false;
      for (const [id, person] of held) {
        const known = byId.get(id);
        const isSame = known !== undefined && known.revision === person.revision;
        isChanged ||= !isSame;
        next.set(id, isSame ? known : toEntry(person.revision, person.read()));
      }
      if (!isChanged && next.size === byId.size) return;
      byId = next;
      const personIdOf = personIdAmong([...next.values()]);
      entries = [...next.values()].filter(({ id }) => personIdOf(id) === id).sort(byOrder);
      haystacks = undefined;
    },
    find: (text, { limit = Number.POSITIVE_INFINITY, orgUnitId } = {}) => {
      const wanted = foldQuery(text);
      haystacks ??= buildHaystacks(entries);
      const isInUnit = ({ unit }: Entry): boolean => orgUnitId === undefined || unit === orgUnitId;
      const whole = haystacks.byNumber.get(wanted)?.filter(isInUnit);
      if (whole !== undefined) return { ids: whole.slice(0, limit).map(({ id }) => id), total: whole.length };
      const marks = wanted === '' ? new Uint8Array(entries.length).fill(atStart) : marksOf(haystacks, wanted);
      return collect(entries, marks, isInUnit, limit);
    },
  };
}

function collect(
  entries: readonly Entry[],
  marks: Uint8Array,
  isWanted: (entry: Entry) => boolean,
  limit: number,
): FoundIds {
  const found: [DocumentId[], DocumentId[]] = [[], []];
  let total = 0;
  for (let index = 0; index < entries.length; index += 1) {
    const entry = entries[index];
    const list = marks[index] === atStart ? found[0] : marks[index] === inside ? found[1] : undefined;
    if (entry === undefined || list === undefined || !isWanted(entry)) continue;
    total += 1;
    if (list.length < limit) list.push(entry.id);
  }
  return { ids: found.flat().slice(0, limit), total };
}

/** How an entry was hit: not at all (0), somewhere inside, at its beginning. */
const inside = 1;
const atStart = 2;

function toEntry(revision: string, person: PersonDocument): Entry {
  const name = foldName(nameOf(person));
  const reading = readingOf(person.values);
  return {
    ...{ id: person.id, revision, unit: person.orgUnitId, name },
    mergedInto: mergedIntoOf(person),
    reading: reading === '' ? '' : ` ${reading}`,
    numbers: `${textOf(person.values, 'phone')} ${textOf(person.values, 'idNo').toLowerCase()}`,
    // Without a reading a name stands behind those that have one.
    order: `${reading === '' ? '~' : reading} ${name} ${person.id}`,
  };
}

function personIdAmong(entries: readonly Entry[]): PersonIdOf {
  return createPersonIdOf(
    entries.flatMap(({ id, mergedInto }) =>
      mergedInto === undefined ? [] : [{ id, values: { mergedInto } }],
    ),
  );
}

function byOrder(a: Entry, b: Entry): number {
  return a.order < b.order ? -1 : a.order > b.order ? 1 : 0;
}

function buildHaystacks(entries: readonly Entry[]): Haystacks {
  const build = (key: 'name' | 'reading' | 'numbers'): Haystack => {
    const texts = entries.map((entry) => entry[key]);
    const starts = new Int32Array(texts.length);
    let length = 0;
    texts.forEach((text, index) => {
      starts[index] = length;
      length += text.length + 1;
    });
    return { text: `${texts.join('\n')}\n`, starts };
  };
  return {
    ...{ name: build('name'), reading: build('reading'), numbers: build('numbers') },
    byNumber: byWholeNumber(entries),
  };
}

function byWholeNumber(entries: readonly Entry[]): ReadonlyMap<string, readonly Entry[]> {
  const byNumber = new Map<string, readonly Entry[]>();
  for (const entry of entries) {
    const number = entry.numbers.slice(entry.numbers.indexOf(' ') + 1);
    if (number !== '') byNumber.set(number, [...(byNumber.get(number) ?? []), entry]);
  }
  return byNumber;
}

/** By entry, how it was hit. */
function marksOf(haystacks: Haystacks, wanted: string): Uint8Array {
  const marks = new Uint8Array(haystacks.name.starts.length);
  if (isNumberQuery(wanted)) {
    mark(marks, haystacks.numbers, plainSearch(`${wanted}\n`));
    mark(marks, haystacks.numbers, plainSearch(wanted), isInPhone);
    return marks;
  }
  mark(marks, haystacks.name, plainSearch(wanted));
  const reading = readingPattern(wanted);
  if (reading !== undefined) mark(marks, haystacks.reading, readingSearch(reading));
  return marks;
}

/** Where the next hit lies from a place on, or -1. */
type SearchFrom = (text: string, from: number) => number;

function plainSearch(wanted: string): SearchFrom {
  return (text, from) => text.indexOf(wanted, from);
}

function readingSearch(source: string): SearchFrom {
  const pattern = new RegExp(source, 'g');
  return (text, from) => {
    pattern.lastIndex = from;
    return pattern.exec(text)?.index ?? -1;
  };
}

/** An identity number is found by its end only: in its middle stand dates of birth that many share. */
function isInPhone(text: string, start: number, at: number): boolean {
  const space = text.indexOf(' ', start);
  return at < space;
}

function mark(
  marks: Uint8Array,
  { text, starts }: Haystack,
  search: SearchFrom,
  isWanted?: (text: string, start: number, at: number) => boolean,
): void {
  let index = 0;
  for (let at = search(text, 0); at !== -1;) {
    index = entryAt(starts, at, index);
    const start = starts[index] ?? 0;
    if (isWanted?.(text, start, at) !== false)
      marks[index] = Math.max(marks[index] ?? 0, at === start ? atStart : inside);
    index += 1;
    const next = starts[index];
    at = next === undefined ? -1 : search(text, next);
  }
}

/** The last entry that starts at or before a place; it is not before `from`, and often that one. */
function entryAt(starts: Int32Array, at: number, from: number): number {
  const after = starts[from + 1];
  if (after === undefined || at < after) return from;
  let [low, high] = [from + 1, starts.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= at) low = middle;
    else high = middle - 1;
  }
  return low;
}
