// The schema under which a device's database keeps envelopes: one for every replicated collection, generated, locked by its hash.
import type { CollectionName } from '../records/record.ts';

/** A JSON schema as the device's database wants it: plain data, version 0, with the lengths that its indexes need. */
export type StorageSchema = {
  readonly version: number;
  readonly primaryKey: 'id';
  readonly type: 'object';
  readonly additionalProperties: boolean;
  readonly properties: Readonly<Record<string, { readonly type: string; readonly maxLength?: number }>>;
  readonly required: string[];
  readonly indexes: string[];
};

/** Text with a length limit: what an index needs. */
function text(maxLength: number): { readonly type: string; readonly maxLength: number } {
  return { type: 'string', maxLength };
}

/**
 * Lenient on purpose: unknown envelope fields and any `values` are kept, so that an old app never erases newer data.
 * Strictness is at the form and at the server (`check-entry.ts`). A changed text needs a new version and an upgrade.
 */
export function storageSchema(collection: CollectionName): StorageSchema {
  const byUnit = collection === 'people' || collection === 'orgUnits';
  return {
    version: 0,
    primaryKey: 'id',
    type: 'object',
    additionalProperties: true,
    properties: {
      id: text(64),
      type: text(60),
      orgUnitId: text(32),
      occurredOn: text(10),
      reviewState: text(12),
      createdAt: text(40),
      aboutId: text(64),
      values: { type: 'object' },
      edit: { type: 'object' },
      photos: { type: 'array' },
      rev: { type: 'number' },
    },
    required: ['id', 'type', 'orgUnitId', 'occurredOn', 'reviewState', 'createdAt'],
    indexes: byUnit ? ['orgUnitId'] : ['occurredOn', 'type', 'reviewState'],
  };
}
