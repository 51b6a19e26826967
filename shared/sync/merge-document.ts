// Three-way merge of one document by field: pure, deterministic, total. Run by the server only (`sync.md` §5).
import { canonicalJson, contentOf } from '../records/content-hash.ts';
import { isJsonObject, isJsonValue, type JsonObject, type JsonValue } from '../records/json-value.ts';
import type { EditStamp, SyncedDocument } from '../records/record.ts';

/** A field that both sides changed to different values. `field` is `values.<id>` or an envelope field. */
export type FieldClash = {
  readonly field: string;
  readonly mine: JsonValue | undefined;
  readonly theirs: JsonValue | undefined;
};

/** Who changed a field on the server since the base: all edit stamps that did, oldest first. */
export type ChangedSinceBase = (field: string) => readonly EditStamp[];

export type MergeInput = {
  /** What the device started from; undefined when the server's history does not know it. */
  readonly base: SyncedDocument | undefined;
  readonly mine: SyncedDocument;
  readonly theirs: SyncedDocument;
  readonly changedSinceBase: ChangedSinceBase;
};

/** The merged document (server-owned fields are theirs), what clashed, and which fields of mine got in. */
export type MergeResult = {
  readonly merged: SyncedDocument;
  readonly clashes: readonly FieldClash[];
  readonly taken: readonly string[];
};

const mergedEnvelopeFields = [
  'orgUnitId',
  'hostUnitId',
  'partnerUnitIds',
  'sameEventAs',
  'onBehalf',
  'occurredOn',
  'tags',
  'aboutId',
  'audience',
  'photos',
  'definitionVersion',
  '_deleted',
] as const;

type FieldVerdict = {
  readonly value: JsonValue | undefined;
  readonly from: 'mine' | 'theirs' | 'both' | 'clash';
};

/**
 * Different fields merge; the same field changed on both sides is a clash, where theirs stays, unless every change since
 * the base came from the device of `mine`: then the higher `edit.seq` wins. Keyed lists merge by key, lists of text as
 * sets, photos add-wins. Edit beats delete.
 */
export function mergeDocument(input: MergeInput): MergeResult {
  const clashes: FieldClash[] = [];
  const taken: string[] = [];
  const settle = (
    field: string,
    base: JsonValue | undefined,
    mine: JsonValue | undefined,
    theirs: JsonValue | undefined,
  ): JsonValue | undefined => {
    const verdict = mergeField(input, field, base, mine, theirs);
    if (verdict.from === 'clash') clashes.push({ field, mine, theirs });
    if (verdict.from === 'mine' || verdict.from === 'both') taken.push(field);
    return verdict.value;
  };
  const envelope = mergedEnvelopeFields.map(
    (field) =>
      [
        field,
        settle(field, read(input.base, field), read(input.mine, field), read(input.theirs, field)),
      ] as const,
  );
  const values = mergeValues(input, settle);
  const merged = { ...input.theirs, ...Object.fromEntries(envelope), values };
  // What one side took away is absent, which is not the same as what the other side still holds.
  for (const [field, value] of envelope) if (value === undefined) delete merged[field];
  return {
    merged: {
      ...merged,
      edit: taken.length > 0 ? input.mine.edit : input.theirs.edit,
      updatedAt: input.mine.updatedAt,
    },
    clashes,
    taken,
  };
}

function mergeValues(
  input: MergeInput,
  settle: (
    field: string,
    base: JsonValue | undefined,
    mine: JsonValue | undefined,
    theirs: JsonValue | undefined,
  ) => JsonValue | undefined,
): JsonObject {
  const keys = new Set([...Object.keys(input.theirs.values), ...Object.keys(input.mine.values)]);
  const merged: Record<string, JsonValue> = {};
  for (const key of [...keys].sort()) {
    const value = settle(
      `values.${key}`,
      input.base?.values[key],
      input.mine.values[key],
      input.theirs.values[key],
    );
    if (value !== undefined) merged[key] = value;
  }
  return merged;
}

function mergeField(
  input: MergeInput,
  field: string,
  base: JsonValue | undefined,
  mine: JsonValue | undefined,
  theirs: JsonValue | undefined,
): FieldVerdict {
  if (isEqual(mine, theirs)) return { value: theirs, from: 'theirs' };
  if (field === '_deleted') return mergeDeletion(input);
  if (input.base !== undefined && isEqual(base, mine)) return { value: theirs, from: 'theirs' };
  if (input.base !== undefined && isEqual(base, theirs)) return { value: mine, from: 'mine' };
  const list = mergeLists(field, input.base === undefined ? undefined : base, mine, theirs);
  if (list !== undefined) return { value: list, from: 'both' };
  return settleBySameDevice(input, field, mine, theirs);
}

/** One side deleted, the other did not: the deletion stands only if the other side changed nothing at all since the base. */
function mergeDeletion({ base, mine, theirs }: MergeInput): FieldVerdict {
  const kept = mine._deleted ? theirs : mine;
  const isEdited = base === undefined || contentText(kept) !== contentText(base);
  return { value: !isEdited, from: mine._deleted === !isEdited ? 'mine' : 'theirs' };
}

function contentText(document: SyncedDocument): string {
  return canonicalJson({ ...contentOf(document), _deleted: false });
}

function settleBySameDevice(
  input: MergeInput,
  field: string,
  mine: JsonValue | undefined,
  theirs: JsonValue | undefined,
): FieldVerdict {
  const writers = input.changedSinceBase(field);
  const device = input.mine.edit.deviceId;
  if (writers.length === 0 || writers.some((stamp) => stamp.deviceId !== device))
    return { value: theirs, from: 'clash' };
  const newest = Math.max(...writers.map((stamp) => stamp.seq));
  return input.mine.edit.seq > newest ? { value: mine, from: 'mine' } : { value: theirs, from: 'theirs' };
}

function mergeLists(
  field: string,
  base: JsonValue | undefined,
  mine: JsonValue | undefined,
  theirs: JsonValue | undefined,
): JsonValue | undefined {
  if (!Array.isArray(mine) || !Array.isArray(theirs)) return undefined;
  const before = Array.isArray(base) ? base : [];
  if (field === 'photos') return unionBy('sha256', theirs, mine);
  if (isTextList(mine) && isTextList(theirs)) return mergeSets(before, mine, theirs);
  if (field === 'audience') return mergeSets(before, mine, theirs);
  return isKeyedList(mine) && isKeyedList(theirs) ? mergeKeyed(before, mine, theirs) : undefined;
}

/** What either side added stays, what either side removed goes. */
function mergeSets(
  base: readonly JsonValue[],
  mine: readonly JsonValue[],
  theirs: readonly JsonValue[],
): JsonValue {
  const has = (list: readonly JsonValue[], item: JsonValue) => list.some((other) => isEqual(other, item));
  const kept = theirs.filter((item) => has(mine, item) || !has(base, item));
  return [...kept, ...mine.filter((item) => !has(theirs, item) && !has(base, item))];
}

/** Rows by `key`; undefined (a clash) when one row was changed to different things on both sides. */
function mergeKeyed(
  base: readonly JsonValue[],
  mine: readonly JsonObject[],
  theirs: readonly JsonObject[],
): JsonValue | undefined {
  const rowOf = (rows: readonly JsonValue[], key: JsonValue | undefined) =>
    rows.find((row) => isJsonObject(row) && row.key === key);
  const keys = [...new Set([...theirs, ...mine].map((row) => row.key))];
  const merged: JsonValue[] = [];
  for (const key of keys) {
    const [b, m, t] = [rowOf(base, key), rowOf(mine, key), rowOf(theirs, key)];
    if (!isEqual(m, t) && !isEqual(m, b) && !isEqual(t, b)) return undefined;
    const row = isEqual(m, b) ? t : m;
    if (row !== undefined) merged.push(row);
  }
  return merged;
}

function unionBy(key: string, first: readonly JsonValue[], second: readonly JsonValue[]): JsonValue {
  const keyOf = (item: JsonValue) => (isJsonObject(item) ? item[key] : item);
  return [...first, ...second.filter((item) => !first.some((other) => keyOf(other) === keyOf(item)))];
}

function isTextList(list: readonly JsonValue[]): boolean {
  return list.every((item) => typeof item === 'string');
}

function isKeyedList(list: readonly JsonValue[]): list is readonly JsonObject[] {
  return list.every((item) => isJsonObject(item) && typeof item.key === 'string');
}

function isEqual(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a === undefined || b === undefined ? a === b : canonicalJson(a) === canonicalJson(b);
}

function read(
  document: SyncedDocument | undefined,
  field: (typeof mergedEnvelopeFields)[number],
): JsonValue | undefined {
  const value: unknown = document?.[field];
  return isJsonValue(value) ? value : undefined;
}
