// A conflict is a document: one field of which two people wrote different things. What stands stays until one of them settles it.
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import * as z from 'zod/mini';
import { canonicalJson } from '../records/content-hash.ts';
import { isJsonValue, type JsonValue } from '../records/json-value.ts';
import type { SyncedDocument } from '../records/record.ts';

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

/** SHA-256 (hex) of a field's value, to say what stood there without saying it; an absent value has one of its own. */
export function valueHash(value: unknown): string {
  return bytesToHex(sha256(utf8ToBytes(canonicalJson(value === undefined ? [] : [value]))));
}

/** Nobody has settled it, and the two values are not the same by now. */
export function isOpen(conflict: ConflictValues, concerned: SyncedDocument): boolean {
  if (conflict.settled !== undefined || concerned._deleted) return false;
  return valueHash(readField(concerned, conflict.field)) !== valueHash(conflict.otherValue);
}
