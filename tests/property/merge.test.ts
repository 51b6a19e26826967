// Merging is deterministic, total and keeps what only one side changed, whatever the documents hold.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contentHash, canonicalJson } from '../../shared/records/content-hash.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { EditStamp, SyncedDocument } from '../../shared/records/record.ts';
import { mergeDocument } from '../../shared/sync/merge-document.ts';
import { casesOf } from '../support/scale.ts';

const settings = casesOf(20261123);

const document = (values: JsonObject, deviceId: string, seq: number): SyncedDocument => ({
  id: 'r1',
  type: 'meeting',
  definitionVersion: 1,
  orgUnitId: '420303001202',
  hostUnitId: '420303001202',
  partnerUnitIds: [],
  occurredOn: '2026-11-20',
  values,
  tags: [],
  audience: [],
  photos: [],
  createdBy: 'huaguo',
  deviceId: 'd1',
  createdAt: '2026-11-20T01:00:00.000Z',
  updatedAt: '2026-11-20T01:00:00.000Z',
  edit: { deviceId, seq },
  rev: 1,
  reviewState: 'submitted',
  _deleted: false,
});

const nobody = (): readonly EditStamp[] => [];
const json = fc
  .jsonValue({ maxDepth: 2 })
  .map((value): JsonObject[string] => JSON.parse(JSON.stringify(value)));
const values = fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd', 'e'), json, { maxKeys: 5 });
const changedElsewhere = () => [{ deviceId: 'd2', seq: 9 }];

describe('mergeDocument', () => {
  it('takes the only change there is', () => {
    fc.assert(
      fc.property(values, values, (base, changed) => {
        const [b, m, t] = [document(base, 'd1', 1), document(changed, 'd1', 2), document(base, 'd2', 3)];
        const { merged, clashes } = mergeDocument({ base: b, mine: m, theirs: t, changedSinceBase: nobody });
        expect(clashes).toEqual([]);
        expect(contentHash(merged)).toBe(contentHash(m));
      }),
      settings,
    );
  });

  it('keeps theirs where mine changed nothing', () => {
    fc.assert(
      fc.property(values, values, (base, changed) => {
        const [b, m, t] = [document(base, 'd1', 1), document(base, 'd1', 2), document(changed, 'd2', 3)];
        const { merged, taken } = mergeDocument({
          base: b,
          mine: m,
          theirs: t,
          changedSinceBase: changedElsewhere,
        });
        expect(taken).toEqual([]);
        expect(contentHash(merged)).toBe(contentHash(t));
      }),
      settings,
    );
  });

  it('is total and deterministic, and names every field in which both sides differ from the result', () => {
    fc.assert(
      fc.property(values, values, values, fc.boolean(), (base, mine, theirs, hasBase) => {
        const input = {
          base: hasBase ? document(base, 'd1', 1) : undefined,
          mine: document(mine, 'd1', 2),
          theirs: document(theirs, 'd2', 3),
          changedSinceBase: changedElsewhere,
        };
        const first = mergeDocument(input);
        expect(canonicalJson(mergeDocument(input))).toBe(canonicalJson(first));
        for (const clash of first.clashes) {
          expect(
            canonicalJson(clash.mine ?? null) === canonicalJson(clash.theirs ?? null) &&
              clash.mine !== undefined &&
              clash.theirs !== undefined,
          ).toBe(false);
        }
      }),
      settings,
    );
  });

  it('merges different fields of two devices', () => {
    const base = document({ a: 1, b: 1 }, 'd1', 1);
    const { merged, clashes } = mergeDocument({
      base,
      mine: document({ a: 2, b: 1 }, 'd1', 2),
      theirs: document({ a: 1, b: 3 }, 'd2', 1),
      changedSinceBase: changedElsewhere,
    });
    expect(merged.values).toEqual({ a: 2, b: 3 });
    expect(clashes).toEqual([]);
  });

  it('lets the same device overtake itself, and not another', () => {
    const input = {
      base: document({ a: 1 }, 'd1', 1),
      mine: document({ a: 3 }, 'd1', 5),
      theirs: document({ a: 2 }, 'd1', 4),
    };
    const own = mergeDocument({ ...input, changedSinceBase: () => [{ deviceId: 'd1', seq: 4 }] });
    expect([own.merged.values, own.clashes]).toEqual([{ a: 3 }, []]);
    const late = mergeDocument({ ...input, changedSinceBase: () => [{ deviceId: 'd1', seq: 6 }] });
    expect([late.merged.values, late.clashes]).toEqual([{ a: 2 }, []]);
    const foreign = mergeDocument({ ...input, changedSinceBase: changedElsewhere });
    expect(foreign.clashes).toEqual([{ field: 'values.a', mine: 3, theirs: 2 }]);
  });

  it('lets an edit beat a deletion', () => {
    const base = document({ a: 1 }, 'd1', 1);
    const deleted = { ...document({ a: 1 }, 'd1', 2), _deleted: true };
    const edited = document({ a: 2 }, 'd2', 3);
    expect(
      mergeDocument({ base, mine: edited, theirs: deleted, changedSinceBase: changedElsewhere }).merged
        ._deleted,
    ).toBe(false);
  });

  it('merges rows by key and photos by hash', () => {
    const rows = (...items: JsonObject[]): JsonObject => ({ rows: items });
    const { merged, clashes } = mergeDocument({
      base: document(rows({ key: '1', n: 1 }, { key: '2', n: 2 }), 'd1', 1),
      mine: document(rows({ key: '1', n: 10 }, { key: '2', n: 2 }, { key: '3', n: 3 }), 'd1', 2),
      theirs: document(rows({ key: '1', n: 1 }), 'd2', 1),
      changedSinceBase: changedElsewhere,
    });
    expect(clashes).toEqual([]);
    expect(merged.values).toEqual({
      rows: [
        { key: '1', n: 10 },
        { key: '3', n: 3 },
      ],
    });
  });
});
