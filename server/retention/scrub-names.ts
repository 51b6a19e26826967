// Takes the names of erased people out of whatever refers to them; the reference stays, so that nothing is counted otherwise.
import {
  isJsonObject,
  isJsonValue,
  type JsonObject,
  type JsonValue,
} from '../../shared/records/json-value.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import { rawJsonText } from '../sync/raw-json.ts';

type ErasedIds = ReadonlySet<DocumentId>;

/** What stands in the place of a name. */
export const erasedName = '（已删除）';

/** The same document when it names nobody who was erased. */
export function withoutErasedNames<T extends Pick<SyncedDocument, 'values'>>(
  document: T,
  erased: ErasedIds,
): T {
  if (erased.size === 0) return document;
  const values = scrubObject(document.values, erased);
  return values === document.values ? document : { ...document, values };
}

/** The same on JSON text. What names an erased id and cannot be read is emptied: nobody could say what stands in it. */
export function scrubText(json: string, erased: ErasedIds): string {
  if (![...erased].some((id) => json.includes(id))) return json;
  try {
    const value: unknown = JSON.parse(json);
    if (!isJsonValue(value)) return '{}';
    const scrubbed = scrub(value, erased);
    return scrubbed === value ? json : rawJsonText(scrubbed);
  } catch {
    return '{}';
  }
}

function scrub(value: JsonValue, erased: ErasedIds): JsonValue {
  if (Array.isArray(value)) {
    const before: readonly JsonValue[] = value;
    const items = before.map((item) => scrub(item, erased));
    return items.some((item, index) => item !== before[index]) ? items : before;
  }
  return isJsonObject(value) ? scrubObject(value, erased) : value;
}

function scrubObject(object: JsonObject, erased: ErasedIds): JsonObject {
  const isErased = typeof object.id === 'string' && erased.has(object.id);
  let scrubbed = object;
  for (const [key, value] of Object.entries(object)) {
    const next = isErased && key === 'name' ? erasedName : scrub(value, erased);
    if (next !== value) scrubbed = { ...scrubbed, [key]: next };
  }
  return scrubbed;
}

/** A deleted document that says nothing but where it was published. */
export function withoutContent(document: SyncedDocument, rev: number): SyncedDocument {
  const { id, type, definitionVersion, orgUnitId, hostUnitId, partnerUnitIds, audience, receivedAt } =
    document;
  const { occurredOn, createdBy, deviceId, createdAt, updatedAt, edit, reviewState } = document;
  return {
    ...{ id, type, definitionVersion, orgUnitId, hostUnitId, partnerUnitIds, audience, occurredOn },
    ...{ createdBy, deviceId, createdAt, updatedAt, edit, reviewState, rev },
    ...(receivedAt === undefined ? {} : { receivedAt }),
    ...{ values: {}, tags: [], photos: [], _deleted: true },
  };
}
