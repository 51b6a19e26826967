// A conflict is a document: one field of which two people wrote different things. What stands stays until one of them settles it.
import * as z from 'zod/mini';
import type { RecordDefinition } from '../forms/define-record-type.ts';
import { documentAtVersion } from '../forms/upgrade-record.ts';
import { canonicalJson } from '../records/content-hash.ts';
import { isJsonValue, type JsonValue } from '../records/json-value.ts';
import type { SyncedDocument } from '../records/record.ts';
import { mergeDocument } from '../sync/merge-document.ts';

/** `stands`: what the server kept is right · `other`: the value that was put aside is. */
export const settlementChoices = ['stands', 'other'] as const;
export type SettlementChoice = (typeof settlementChoices)[number];

const json = z.custom<JsonValue>((value) => isJsonValue(value));

/** Values of a document of type `conflict`; its `aboutId` is the document concerned. An absent value is an absent key. */
export const conflictValuesSchema = z.looseObject({
  collection: z.enum(['records', 'people']),
  recordId: z.string(),
  /** `values.<id>` or a field of the envelope. */
  field: z.string(),
  /** Of the definition under which the field and both values are written. */
  definitionVersion: z.optional(z.number()),
  /** What stood there when the other one came, who wrote it, and when the server took it. */
  serverValue: z.optional(json),
  serverBy: z.string(),
  serverName: z.optional(z.string()),
  serverAt: z.optional(z.string()),
  /** What was put aside, who wrote it on which device, and when the server took it. */
  otherValue: z.optional(json),
  otherBy: z.string(),
  otherName: z.optional(z.string()),
  otherDevice: z.string(),
  at: z.string(),
  settled: z.optional(
    z.looseObject({
      choice: z.enum(settlementChoices),
      by: z.string(),
      name: z.optional(z.string()),
      at: z.string(),
    }),
  ),
});
export type ConflictValues = z.infer<typeof conflictValuesSchema>;

/** What a conflict says; null for anything else, and for one whose content was erased. */
export function conflictOf(document: SyncedDocument): ConflictValues | null {
  const parsed = conflictValuesSchema.safeParse(document.values);
  return parsed.success ? parsed.data : null;
}

/** `values.<id>` or a field of the envelope; undefined when it is absent. */
export function readField(document: SyncedDocument, field: string): unknown {
  return field.startsWith(inValues) ? document.values[field.slice(inValues.length)] : document[field];
}

/** The document with another value in one field; undefined takes it away. */
export function withField(
  document: SyncedDocument,
  field: string,
  value: JsonValue | undefined,
): SyncedDocument {
  if (!field.startsWith(inValues)) return changed(document, field, value);
  return { ...document, values: changed(document.values, field.slice(inValues.length), value) };
}

const inValues = 'values.';

function changed<T extends object>(holder: T, key: string, value: JsonValue | undefined): T {
  const next: T = { ...holder, [key]: value };
  if (value === undefined) Reflect.deleteProperty(next, key);
  return next;
}

export function isSameValue(one: unknown, other: unknown): boolean {
  return (
    one === other || (one !== undefined && other !== undefined && canonicalJson(one) === canonicalJson(other))
  );
}

/** A conflict and the document that it is about as one version of the definition reads both. */
export type Comparable = { readonly said: ConflictValues; readonly concerned: SyncedDocument };

/** Brings the older of the two to the version of the newer: a field may have got another name or other choices since. */
export function atOneVersion(
  definition: RecordDefinition,
  said: ConflictValues,
  concerned: SyncedDocument,
): Comparable {
  const version = Math.max(said.definitionVersion ?? 1, concerned.definitionVersion);
  const read = (
    value: JsonValue | undefined,
  ): { readonly key: string; readonly value: JsonValue | undefined } => {
    const key = said.field.slice(inValues.length);
    const stub = {
      ...{ ...concerned, definitionVersion: said.definitionVersion ?? 1 },
      values: value === undefined ? {} : { [key]: value },
    };
    const [entry] = Object.entries(documentAtVersion(definition, stub, version).values);
    return entry === undefined ? { key, value: undefined } : { key: entry[0], value: entry[1] };
  };
  const now = documentAtVersion(definition, concerned, version);
  if (!said.field.startsWith(inValues)) return { said, concerned: now };
  const [standing, other] = [read(said.serverValue), read(said.otherValue)];
  const key = standing.value === undefined ? other.key : standing.key;
  const { serverValue: _was, otherValue: _wanted, ...rest } = said;
  return {
    said: {
      ...{ ...rest, field: `${inValues}${key}` },
      ...(standing.value === undefined ? {} : { serverValue: standing.value }),
      ...(other.value === undefined ? {} : { otherValue: other.value }),
    },
    concerned: now,
  };
}

/**
 * The document with the other value. Lists whose parts do not exclude each other (photos, tags, keyed rows) get what the other one added and
 * keep what stands.
 */
export function withOther({ said, concerned }: Comparable): SyncedDocument {
  const wanted = withField(concerned, said.field, said.otherValue);
  const { merged, clashes } = mergeDocument({
    ...{ base: undefined, mine: wanted, theirs: concerned },
    changedSinceBase: () => [],
  });
  return clashes.length > 0 ? wanted : merged;
}

/** The same conflict later: it came up anew since, or was settled. */
export function isLaterConflict(one: ConflictValues, other: ConflictValues): boolean {
  if (one.at !== other.at) return one.at > other.at;
  return one.settled !== undefined && other.settled === undefined;
}

/** Nobody has settled it, and the two values are not the same by now. */
export function isOpen(conflict: ConflictValues, concerned: SyncedDocument): boolean {
  if (conflict.settled !== undefined || concerned._deleted) return false;
  return !isSameValue(readField(concerned, conflict.field), conflict.otherValue);
}
