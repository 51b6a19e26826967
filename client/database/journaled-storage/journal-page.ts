// What a page and the head hold, as text: documents as they were written, and what must be there at the next opening.

/** Content of one page. */
export type JournalPage<T> = { readonly documents: readonly T[] };

/** How many pages a log has and the sum of their numbers: a page that is missing or not its own does not fit. */
export type LogTally = { readonly pages: number; readonly sum: number };

/** The last number given out, the floor under write times, and the tally of each log under its name at rest. */
export type JournalHead = {
  readonly last: number;
  readonly writeTimeFloor: number;
  readonly logs: Readonly<Record<string, LogTally>>;
};

export const noPages: LogTally = { pages: 0, sum: 0 };

/** The content of a page that the cipher has vouched for; undefined when it is none. */
export function readPage<T>(text: string): JournalPage<T> | undefined {
  const page: unknown = JSON.parse(text);
  return isPage<T>(page) ? page : undefined;
}

export function readHead(text: string): JournalHead | undefined {
  const head: unknown = JSON.parse(text);
  return isHead(head) ? head : undefined;
}

export function tallyOf(numbers: readonly number[]): LogTally {
  return { pages: numbers.length, sum: numbers.reduce((sum, number) => sum + number, 0) };
}

export function isSameTally(one: LogTally, other: LogTally): boolean {
  return one.pages === other.pages && one.sum === other.sum;
}

function isPage<T>(value: unknown): value is JournalPage<T> {
  return (
    typeof value === 'object' && value !== null && 'documents' in value && Array.isArray(value.documents)
  );
}

function isHead(value: unknown): value is JournalHead {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'last' in value &&
    typeof value.last === 'number' &&
    'writeTimeFloor' in value &&
    typeof value.writeTimeFloor === 'number' &&
    'logs' in value &&
    typeof value.logs === 'object' &&
    value.logs !== null &&
    Object.values(value.logs).every(isTally)
  );
}

function isTally(value: unknown): value is LogTally {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'pages' in value && typeof value.pages === 'number' && 'sum' in value && typeof value.sum === 'number'
  );
}
