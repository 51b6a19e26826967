// Search keys of a name: how it is read, kept in the document from the day it is written, so that a search needs no dictionary.
import { normaliseName } from '../forms/normalise-entry.ts';
import type { JsonObject } from '../records/json-value.ts';
import { textOf, textsOf } from './person-values.ts';

/** How a name is read, a syllable per character, in plain letters: 单示雪 → shan shi xue. */
export type ReadName = (name: string) => Promise<readonly string[]>;

/**
 * The values with the key of this reading, `name=syllables`. It stands in a list, so that two edits at once merge without a
 * quarrel, and names what it reads, so that one of an older name is seen to be stale. Without a reading there is none: the
 * name is then searched by its characters.
 */
export function withSearchKeys(values: JsonObject, name: string, syllables: readonly string[]): JsonObject {
  if (textOf(values, 'name') !== name) return values;
  const { searchKeys: _before, ...rest } = values;
  const reading = foldReading(syllables);
  return reading === '' ? rest : { ...rest, searchKeys: [`${name}=${reading}`] };
}

/** Syllables with a space between; '' for a document without a key, or with one of another name. */
export function readingOf(values: JsonObject): string {
  const beginning = `${textOf(values, 'name')}=`;
  const key = textsOf(values, 'searchKeys').find((each) => each.startsWith(beginning));
  return key?.slice(beginning.length) ?? '';
}

/** A name as it is searched: one kind of dot and none of its spaces, small letters. */
export function foldName(name: string): string {
  return normaliseName(name).toLowerCase().replaceAll(/[\s·]/g, '');
}

const longestQuery = 40;

/** What somebody typed to find a person, as names and numbers are compared with it; '' asks for everyone. */
export function foldQuery(text: string): string {
  return foldName(text.normalize('NFKC')).slice(0, longestQuery);
}

/** A folded query that asks for a telephone, anywhere in it, or for the end of an identity number. */
export function isNumberQuery(wanted: string): boolean {
  return /^\d{3,18}x?$/.test(wanted);
}

/**
 * The source of a regular expression over readings with a space before each syllable, or undefined when the folded query
 * is no reading. It begins with a syllable; after each letter the rest of its syllable may be left out: `wsl`, `wangsl`,
 * `shilan` all find ` wang shi lan`.
 */
export function readingPattern(wanted: string): string | undefined {
  return /^[a-z]+$/.test(wanted) ? ` ${Array.from(wanted).join('(?:[a-z]* )?')}` : undefined;
}

function foldReading(syllables: readonly string[]): string {
  return syllables
    .map((syllable) =>
      syllable
        .toLowerCase()
        .replaceAll('ü', 'v')
        .replaceAll(/[^a-z]/g, ''),
    )
    .filter((syllable) => syllable !== '')
    .join(' ');
}
