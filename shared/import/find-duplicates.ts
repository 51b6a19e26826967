// Rows that say what another row or the records already say: the same identity number, or unit, day, kind and title.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { lineText } from '../forms/describe-record.ts';
import type { EntryContent } from '../forms/relevance.ts';
import type { SyncedDocument } from '../records/record.ts';
import { isRoster } from './training-roster.ts';

/** What makes two entries of one kind the same, as texts to compare; none when too little is known. */
export function samenessKeys(definition: RecordDefinition, entry: EntryContent): readonly string[] {
  const numbers = definition.fields
    .filter(({ kind }) => kind === 'identityNumber')
    .flatMap(({ id }) => (typeof entry.values[id] === 'string' ? [`id|${entry.values[id]}`] : []));
  const title = lineText(definition.title, definition, entry, { locale: 'zh' });
  if (isRoster(definition)) {
    const { post } = entry.values;
    return numbers.length > 0 || typeof post !== 'string' ? numbers : [`attendee|${title}|${post}`];
  }
  if (definition.collection === 'records')
    return title === '' ? numbers : [...numbers, `event|${entry.hostUnitId}|${entry.occurredOn}|${title}`];
  if (numbers.length > 0 || title === '') return numbers;
  const more = definition.fields
    .filter(({ kind, id }) => kind === 'phone' || id === 'birthDate')
    .flatMap(({ id }) =>
      typeof entry.values[id] === 'string' ? [`person|${title}|${entry.values[id]}`] : [],
    );
  return more;
}

/** `row`: the row of the file that came first; `id`: the document that is there already. */
export type Duplicate =
  | { readonly of: 'file'; readonly rowId: string; readonly sheet: string; readonly row: number }
  | { readonly of: 'held'; readonly id: string };

type ComparedRow = {
  readonly id: string;
  readonly sheet: string;
  readonly row: number;
  readonly entry: EntryContent;
};

/** Keys of what is there already; void and deleted records are not. */
export function heldKeys(
  definition: RecordDefinition,
  documents: readonly SyncedDocument[],
): ReadonlyMap<string, string> {
  const alive = documents.filter(({ _deleted, reviewState }) => !_deleted && reviewState !== 'void');
  return new Map(
    alive.flatMap((document) =>
      samenessKeys(definition, document).map((key): [string, string] => [key, document.id]),
    ),
  );
}

/** By row id. The first of several same rows is no duplicate. */
export function findDuplicates(
  definition: RecordDefinition,
  rows: readonly ComparedRow[],
  held: ReadonlyMap<string, string>,
): ReadonlyMap<string, Duplicate> {
  const seen = new Map<string, ComparedRow>();
  const found = new Map<string, Duplicate>();
  for (const row of rows) {
    const keys = samenessKeys(definition, row.entry);
    const known = keys.map((key) => held.get(key)).find((id) => id !== undefined);
    const first = keys.map((key) => seen.get(key)).find((each) => each !== undefined);
    if (known !== undefined) found.set(row.id, { of: 'held', id: known });
    else if (first !== undefined)
      found.set(row.id, { of: 'file', rowId: first.id, sheet: first.sheet, row: first.row });
    for (const key of keys) if (!seen.has(key)) seen.set(key, row);
  }
  return found;
}
