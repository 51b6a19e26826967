// What a page holds, as text: documents as they were written, and ids that were cleaned up.

/** Content of one page. `purged` removes ids that cleanup or removal has forgotten. */
export type JournalPage<T> = { readonly documents: readonly T[]; readonly purged: readonly string[] };

/** Count of pages, last number, and the floor under write times. */
export type JournalHead = { readonly count: number; readonly last: number; readonly writeTimeFloor: number };

/** The content of a page that the cipher has vouched for; undefined when it is none. */
export function readPage<T>(text: string): JournalPage<T> | undefined {
  const page: unknown = JSON.parse(text);
  return isPage<T>(page) ? page : undefined;
}

export function readHead(text: string): JournalHead | undefined {
  const head: unknown = JSON.parse(text);
  return isHead(head) ? head : undefined;
}

function isPage<T>(value: unknown): value is JournalPage<T> {
  return (
    typeof value === 'object' &&
    value !== null &&
    'documents' in value &&
    Array.isArray(value.documents) &&
    'purged' in value &&
    Array.isArray(value.purged)
  );
}

function isHead(value: unknown): value is JournalHead {
  if (typeof value !== 'object' || value === null) return false;
  return (
    'count' in value &&
    typeof value.count === 'number' &&
    'last' in value &&
    typeof value.last === 'number' &&
    'writeTimeFloor' in value &&
    typeof value.writeTimeFloor === 'number'
  );
}
