// The laws of merging, each said once more in the plainest way: what a merge gives is held against that.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalJson, contentHash, contentOf } from '../../shared/records/content-hash.ts';
import type { JsonObject, JsonValue } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { mergeDocument, type MergeInput } from '../../shared/sync/merge-document.ts';
import { aDocument } from '../support/device/documents.ts';
import { casesOf } from '../support/scale.ts';

const settings = casesOf(20261128);
const few = fc.constantFrom('a', 'b', 'c', 'd');
const photo = fc
  .constantFrom('1', '2', '3', '4')
  .map((digit) => ({ sha256: digit.repeat(64), mime: 'image/jpeg', bytes: 1 }));
const rows = fc.uniqueArray(fc.record({ key: few, n: fc.integer({ min: 0, max: 2 }) }), {
  selector: ({ key }) => key,
  maxLength: 4,
});
const set = fc.uniqueArray(few, { maxLength: 4 });
/** Few values of each kind, null among them, and often none at all: sides agree, differ and take away. */
const values = fc
  .record(
    {
      plain: fc.constantFrom<JsonValue>(null, 0, 1, '', 'x', false),
      other: fc.constantFrom<JsonValue>(null, 1, 2, { deep: [1, null] }, { deep: [] }),
      choices: set,
      rows,
      mixed: fc.constantFrom<JsonValue>(null, 'x', ['a'], [{ key: 'a' }], [1]),
    },
    { requiredKeys: [] },
  )
  .map((held): JsonObject => JSON.parse(JSON.stringify(held)));
const contents = fc.record(
  {
    ...{
      values,
      tags: set,
      photos: fc.uniqueArray(photo, { selector: ({ sha256 }) => sha256, maxLength: 3 }),
    },
    occurredOn: fc.constantFrom('2026-10-18', '2026-10-19'),
    hostUnitId: fc.constantFrom('420303001202', '420303001203'),
    ...{ aboutId: few, sameEventAs: few, newerField: few },
    _deleted: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  },
  { requiredKeys: ['values', 'tags', 'photos', '_deleted'] },
);
const side = (deviceId: string, seq: number) =>
  contents.map((held): SyncedDocument => aDocument('r', { ...held, edit: { deviceId, seq }, rev: 1 }));
/** Three documents, of which two or all are often the same in much. */
const inputs = fc
  .tuple(side('d1', 1), side('d1', 2), side('d2', 3), fc.subarray(['a', 'b']), fc.boolean(), fc.boolean())
  .map(([base, mine, theirs, kept, hasBase, isByOther]): MergeInput => {
    const near = (document: SyncedDocument, letter: string): SyncedDocument =>
      kept.includes(letter)
        ? { ...document, values: { ...base.values, plain: 1 }, tags: base.tags }
        : document;
    return {
      base: hasBase ? base : undefined,
      ...{ mine: near(mine, 'a'), theirs: near(theirs, 'b') },
      changedSinceBase: () => [isByOther ? { deviceId: 'd2', seq: 9 } : { deviceId: 'd1', seq: 1 }],
    };
  });

const text = (value: unknown): string => (value === undefined ? 'absent' : canonicalJson(value));
const held = (document: SyncedDocument | undefined, field: string): unknown =>
  field.startsWith('values.') ? document?.values[field.slice(7)] : document?.[field];
const fieldsOf = ({ base, mine, theirs }: MergeInput): readonly string[] => {
  const names = [base, mine, theirs].flatMap((each) => Object.keys(each?.values ?? {}));
  return [
    ...[...new Set(names)].map((name) => `values.${name}`),
    'occurredOn',
    'hostUnitId',
    'aboutId',
    'sameEventAs',
  ];
};
const listOf = (document: SyncedDocument | undefined, field: string): readonly unknown[] => {
  const value = held(document, field);
  return Array.isArray(value) ? value : [];
};

/** What a field without parts of its own has to become: the three ways, and whether it is a quarrel. */
function expected(input: MergeInput, field: string): { readonly value: string; readonly isClash: boolean } {
  const [base, mine, theirs] = [input.base, input.mine, input.theirs].map((each) => text(held(each, field)));
  if (mine === theirs) return { value: `${theirs}`, isClash: false };
  if (input.base !== undefined && base === mine) return { value: `${theirs}`, isClash: false };
  if (input.base !== undefined && base === theirs) return { value: `${mine}`, isClash: false };
  const [stamp] = input.changedSinceBase(field);
  const isOwn = stamp?.deviceId === input.mine.edit.deviceId;
  return { value: `${isOwn ? mine : theirs}`, isClash: !isOwn };
}

const isList = (input: MergeInput, field: string): boolean =>
  Array.isArray(held(input.mine, field)) && Array.isArray(held(input.theirs, field));

const holdsFor = (check: (input: MergeInput) => void): void =>
  fc.assert(fc.property(inputs, check), settings);

describe('merging', () => {
  it('is what the three ways say of each field; absent is a value of its own, and never null', () => {
    holdsFor((input) => {
      const { merged, clashes } = mergeDocument(input);
      const quarrels = new Set(clashes.map(({ field }) => field));
      for (const field of fieldsOf(input).filter((each) => !isList(input, each))) {
        const should = expected(input, field);
        expect([field, text(held(merged, field)), quarrels.has(field)]).toEqual([
          field,
          should.value,
          should.isClash,
        ]);
      }
    });
  });

  it('said twice is said once, and changes neither of its sides', () => {
    holdsFor((input) => {
      const before = canonicalJson([input.base ?? null, input.mine, input.theirs]);
      const once = mergeDocument(input);
      const again = mergeDocument({ ...input, theirs: once.merged });
      // Photos apart: where both took away other ones, all of them stay, and that is what stood before.
      expect(contentHash({ ...again.merged, photos: [] })).toBe(contentHash({ ...once.merged, photos: [] }));
      expect(canonicalJson([input.base ?? null, input.mine, input.theirs])).toBe(before);
      expect(canonicalJson(mergeDocument(input))).toBe(canonicalJson(once));
    });
  });

  it('loses no value of mine: it is in the result, was there before, or is named as a quarrel', () => {
    holdsFor((input) => {
      const { merged, clashes, taken } = mergeDocument(input);
      const named = new Set(clashes.map(({ field }) => field));
      for (const field of fieldsOf(input).filter((each) => !isList(input, each))) {
        const isKept = text(held(merged, field)) === text(held(input.mine, field));
        const isOld =
          input.base !== undefined && text(held(input.base, field)) === text(held(input.mine, field));
        const isOvertaken = input.changedSinceBase(field).every(({ seq }) => seq >= input.mine.edit.seq);
        expect([field, isKept || isOld || named.has(field) || isOvertaken]).toEqual([field, true]);
      }
      for (const { field } of clashes) expect(taken).not.toContain(field);
    });
  });

  it('unites sets: what either side put in stays, what either side took out goes', () => {
    holdsFor((input) => {
      const { merged } = mergeDocument(input);
      for (const field of ['tags', 'values.choices'].filter((each) => isList(input, each))) {
        const [mine, theirs] = [listOf(input.mine, field), listOf(input.theirs, field)];
        const base = input.base === undefined ? [] : listOf(input.base, field);
        const wanted = [...new Set([...mine, ...theirs])].filter((item) =>
          base.includes(item) ? mine.includes(item) && theirs.includes(item) : true,
        );
        expect(listOf(merged, field).map(text).sort()).toEqual(wanted.map(text).sort());
      }
    });
  });

  it('loses no photo of either side', () => {
    holdsFor((input) => {
      const hashes = (document: SyncedDocument) => document.photos.map(({ sha256 }) => sha256);
      const { merged } = mergeDocument(input);
      const both = [...hashes(input.mine), ...hashes(input.theirs)];
      if (input.base === undefined) expect(new Set(hashes(merged))).toEqual(new Set(both));
      expect(new Set(hashes(merged)).size).toBe(merged.photos.length);
      const added = both.filter((hash) => input.base === undefined || !hashes(input.base).includes(hash));
      expect(added.filter((hash) => !hashes(merged).includes(hash))).toEqual([]);
    });
  });

  it('merges rows by their key, or says that the list is a quarrel', () => {
    holdsFor((input) => {
      const field = 'values.rows';
      if (!isList(input, field)) return;
      const { merged, clashes } = mergeDocument(input);
      const rowOf = (list: readonly unknown[], key: unknown): string =>
        text(list.find((row) => Object(row).key === key));
      const [mine, theirs] = [listOf(input.mine, field), listOf(input.theirs, field)];
      const base = input.base === undefined ? [] : listOf(input.base, field);
      const keys = [...new Set([...mine, ...theirs].map((row) => Object(row).key))];
      const ways = keys.map((key) => [rowOf(base, key), rowOf(mine, key), rowOf(theirs, key)] as const);
      const isQuarrel = ways.some(([b, m, t]) => m !== t && m !== b && t !== b);
      const isOwn = input.changedSinceBase(field)[0]?.deviceId === input.mine.edit.deviceId;
      const isOneSided =
        input.base !== undefined &&
        [mine, theirs].some((each) => text(each) === text(held(input.base, field)));
      expect(clashes.some((clash) => clash.field === field)).toBe(isQuarrel && !isOwn && !isOneSided);
      if (isQuarrel || isOneSided) return;
      const wanted = ways.map(([b, m, t]) => (m === b ? t : m)).filter((row) => row !== 'absent');
      expect(listOf(merged, field).map(text).sort()).toEqual(wanted.sort());
    });
  });

  it('deletes only what the other side left as it was', () => {
    holdsFor((input) => {
      const { merged } = mergeDocument(input);
      const content = (document: SyncedDocument) =>
        canonicalJson({ ...contentOf(document), _deleted: false });
      const { base, mine, theirs } = input;
      const kept = mine._deleted ? theirs : mine;
      const isUntouched = base !== undefined && content(kept) === content(base);
      const isBoth = mine._deleted === theirs._deleted;
      expect(merged._deleted).toBe(isBoth ? theirs._deleted : isUntouched);
    });
  });
});
