// What is on the wire and on the disk is locked to its version: a changed schema without a new number fails here.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import * as local from '../../client/database/local-schemas.ts';
import { storageSchema } from '../../shared/forms/storage-schema.ts';
import { canonicalJson } from '../../shared/records/content-hash.ts';
import { replicatedCollections } from '../../shared/records/record.ts';
import { protocolSchemas } from '../../shared/sync/protocol.ts';
import {
  blobChunkBytes,
  protocolVersion,
  pullLimits,
  pushLimits,
} from '../../shared/sync/protocol-version.ts';

/** Hashes of what was released; add a line for a new version, never change one. */
const locks: {
  readonly protocol: Readonly<Record<string, string>>;
  readonly storage: Readonly<Record<string, Readonly<Record<string, string>>>>;
} = JSON.parse(readFileSync(new URL('../fixtures/schema-locks.json', import.meta.url), 'utf8'));

const hashOf = (value: unknown): string => createHash('sha256').update(canonicalJson(value)).digest('hex');

const wire = {
  schemas: Object.entries(protocolSchemas).map(([name, schema]) => [
    name,
    z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }),
  ]),
  limits: { pushLimits, pullLimits, blobChunkBytes },
};

const stored: readonly (readonly [string, { readonly version: number }])[] = [
  ...replicatedCollections.map((name) => [name, storageSchema(name)] as const),
  ...Object.entries(local).map(([name, schema]) => [`local ${name}`, schema] as const),
];

describe('the wire protocol', () => {
  it('has a new number when its schemas change, and its hash is written into tests/fixtures/schema-locks.json', () => {
    expect({ [protocolVersion]: hashOf(wire) }).toEqual({
      [protocolVersion]: locks.protocol[String(protocolVersion)],
    });
  });
});

describe('storage on the device', () => {
  it.each(stored)(
    'trap 12: of %s has a new version and an upgrade when its schema changes',
    (name, schema) => {
      expect({ [schema.version]: hashOf(schema) }).toEqual({
        [schema.version]: locks.storage[name]?.[String(schema.version)],
      });
    },
  );

  it('locks every collection there is', () => {
    expect(Object.keys(locks.storage).sort()).toEqual(stored.map(([name]) => name).sort());
  });
});
