// Versions of a definition: what an old app wrote reads on, what a newer one wrote survives, and merging may come first or last.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UpgradeStep } from '../../shared/forms/define-record-type.ts';
import { documentAtVersion, upgradeRecord } from '../../shared/forms/upgrade-record.ts';
import { canonicalJson, contentHash } from '../../shared/records/content-hash.ts';
import type { JsonObject, JsonValue } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { mergeDocument } from '../../shared/sync/merge-document.ts';
import { aDocument } from '../support/device/documents.ts';
import { gathering } from '../support/server/test-registry.ts';
import { casesOf } from '../support/scale.ts';

const settings = casesOf(20261201);
const fields = ['a', 'b', 'c'] as const;
const value = fc.constantFrom<JsonValue>(null, 0, 'x', 'y', ['x'], ['x', 'y'], { x: 'x' });
const values = fc
  .dictionary(fc.constantFrom(...fields, 'unknown1', 'unknown2'), value)
  .map((held): JsonObject => JSON.parse(JSON.stringify(held)));

/** Steps as people write them: a new name and a new choice are new, a default is for a field that is new. */
const history = fc
  .array(fc.array(fc.tuple(fc.nat(2), fc.constantFrom('x', 'y'), fc.nat(2)), { maxLength: 2 }), {
    maxLength: 4,
  })
  .map((versions) => {
    const names: string[] = [...fields];
    let fresh = 0;
    const upgrades = versions.map((steps) =>
      steps.map(([which, choice, kind]): UpgradeStep => {
        fresh += 1;
        const field = names[which] ?? 'a';
        if (kind === 0) {
          names[which] = `${field}${fresh}`;
          return { rename: { from: field, to: `${field}${fresh}` } };
        }
        if (kind === 1) return { replaceChoice: { field, from: choice, to: `${choice}${fresh}` } };
        return { setDefault: { field: `new${fresh}`, value: 'usual' } };
      }),
    );
    return {
      definition: { ...gathering, version: upgrades.length + 1, upgrades },
      newest: upgrades.length + 1,
    };
  });
const written = (held: JsonObject, version: number, deviceId = 'd1'): SyncedDocument =>
  aDocument('r', { values: held, definitionVersion: version, edit: { deviceId, seq: 1 } });
const byOther = () => [{ deviceId: 'd2', seq: 9 }];

describe('a document of an older version', () => {
  it('keeps every value: under its own name or the new one, null as null, absent as absent', () => {
    fc.assert(
      fc.property(history, values, fc.nat(), ({ definition, newest }, held, from) => {
        const version = 1 + (from % newest);
        const document = written(held, version);
        const read = upgradeRecord(definition, document);
        const steps = definition.upgrades.slice(version - 1).flat();
        const nameNow = (name: string): string =>
          steps.reduce(
            (now, step) => ('rename' in step && step.rename.from === now ? step.rename.to : now),
            name,
          );
        const count = (step: UpgradeStep): number => ('setDefault' in step ? 1 : 0);
        expect(Object.keys(read.values).length).toBe(
          Object.keys(held).length + steps.reduce((sum, step) => sum + count(step), 0),
        );
        for (const [name, before] of Object.entries(held)) {
          const now = read.values[nameNow(name)];
          expect(now === undefined).toBe(false);
          expect(now === null).toBe(before === null);
          if (name.startsWith('unknown')) expect(canonicalJson(now)).toBe(canonicalJson(before));
        }
        expect(read.definitionVersion).toBe(version);
      }),
      settings,
    );
  });

  it('reads the same whether it was brought up in one go or version by version', () => {
    fc.assert(
      fc.property(history, values, ({ definition, newest }, held) => {
        let stepwise = written(held, 1);
        for (let version = 1; version <= newest; version += 1)
          stepwise = documentAtVersion(definition, stepwise, version);
        expect(stepwise).toEqual(documentAtVersion(definition, written(held, 1), newest));
        expect(stepwise.values).toEqual(upgradeRecord(definition, written(held, 1)).values);
      }),
      settings,
    );
  });

  it('of a version that is newer than ours, or ours, stays as it is', () => {
    fc.assert(
      fc.property(history, values, fc.nat(3), ({ definition, newest }, held, more) => {
        const document = written(held, newest + more);
        expect(upgradeRecord(definition, document)).toBe(document);
        expect(documentAtVersion(definition, document, newest)).toBe(document);
      }),
      settings,
    );
  });
});

describe('merging what is of one older version', () => {
  it('gives, brought up, what merging gives when all was brought up before; and names the same quarrels', () => {
    fc.assert(
      fc.property(history, values, values, values, ({ definition, newest }, base, mine, theirs) => {
        const up = (held: JsonObject, deviceId?: string) =>
          documentAtVersion(definition, written(held, 1, deviceId), newest);
        const before = mergeDocument({
          ...{ base: written(base, 1), mine: written(mine, 1), theirs: written(theirs, 1, 'd2') },
          changedSinceBase: byOther,
        });
        const after = mergeDocument({
          ...{ base: up(base), mine: up(mine), theirs: up(theirs, 'd2') },
          changedSinceBase: byOther,
        });
        const last = documentAtVersion(definition, before.merged, newest);
        expect(contentHash(after.merged)).toBe(contentHash(last));
        expect(after.clashes.length).toBe(before.clashes.length);
      }),
      settings,
    );
  });
});
