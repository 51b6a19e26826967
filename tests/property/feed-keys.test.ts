// Feed keys: whoever shares one may read, whoever may read shares one, and whoever could read before is told to look again.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../server/store/sqlite-store.ts';
import { withHash } from '../../server/store/stored-document.ts';
import type { Store } from '../../server/store/store.ts';
import { feedKeysOf, grantedKeys, mayRead } from '../../shared/access/feed-keys.ts';
import { replicatedCollections } from '../../shared/records/record.ts';
import {
  accountAt,
  mayReadPlainly,
  parentPicks,
  placedAt,
  placing,
  treeFrom,
  unitPick,
} from '../support/property/random-tree.ts';
import { casesOf } from '../support/scale.ts';

const settings = casesOf(20261129);
const collection = fc.constantFrom(...replicatedCollections);
/** Also the one document that goes less high than its units: a conflict that quotes the register of people. */
const kind = fc.constantFrom(
  { type: 'home-visit', values: {} },
  { type: 'conflict', values: { collection: 'people' } },
  { type: 'conflict', values: { collection: 'records' } },
);

describe('feed keys', () => {
  it('are shared exactly by those who may read, for any tree, document and account', () => {
    let [readers, strangers] = [0, 0];
    fc.assert(
      fc.property(
        parentPicks,
        placing,
        kind,
        collection,
        unitPick,
        fc.boolean(),
        (parents, place, what, of, who, isAdministrator) => {
          const at = treeFrom(parents);
          const document = placedAt(at, 'r', place, what);
          const account = accountAt(at, who, isAdministrator);
          const granted = new Set<string>(grantedKeys(account, of, at.tree));
          const may = mayReadPlainly(at, account, of, document);
          expect(feedKeysOf(document, at.tree).some((key) => granted.has(key))).toBe(may);
          expect(mayRead(account, of, document, at.tree)).toBe(may);
          if (may) readers += 1;
          else strangers += 1;
        },
      ),
      settings,
    );
    expect(Math.min(readers, strangers)).toBeGreaterThan(settings.numRuns / 10);
  });

  it('do not depend on the order in which units, partners and audience are named', () => {
    fc.assert(
      fc.property(parentPicks, placing, (parents, place) => {
        const at = treeFrom(parents);
        const turned = {
          ...place,
          partners: [...place.partners].reverse(),
          audience: [...place.audience].reverse(),
        };
        expect(feedKeysOf(placedAt(at, 'r', turned), at.tree)).toEqual(
          feedKeysOf(placedAt(at, 'r', place), at.tree),
        );
      }),
      settings,
    );
  });
});

describe('a document whose keys change', () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'bbt-keys-'));
  const now = '2026-11-28T00:00:00.000Z';
  let store: Store;
  let cases = 0;
  beforeAll(async () => {
    store = await openSqliteStore({ dataDir, now, newEpoch: () => 'epoch' });
  });
  afterAll(async () => {
    await store.close();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it('is published once more under all that it had and has: whoever lost it is told, whoever has it gets it', async () => {
    await fc.assert(
      fc.asyncProperty(
        parentPicks,
        fc.array(placing, { minLength: 2, maxLength: 3 }),
        async (parents, places) => {
          cases += 1;
          const at = treeFrom(parents, `C${cases}-`);
          const versions = places.map((place, index) =>
            placedAt(at, `doc-${cases}`, place, { rev: index + 1 }),
          );
          const ever = new Set<string>();
          for (const version of versions) {
            const keys = feedKeysOf(version, at.tree);
            for (const key of keys) ever.add(key);
            const told = await store.write(async (tx) => {
              const by = { account: 'a', deviceId: 'd', seq: version.rev, at: now };
              await tx.documents.put('records', withHash(version), by);
              return tx.feed.publish([{ collection: 'records', id: version.id, keys }], `s-${cases}`, now);
            });
            expect(new Set(told.changes[0]?.keys)).toEqual(ever);
          }
          const last = versions.at(-1);
          for (const pick of at.units.keys()) {
            const account = accountAt(at, pick);
            const granted = grantedKeys(account, 'records', at.tree);
            const entries = await store.read((view) => view.feed.page('records', granted, 0, 9));
            const isTold = granted.some((key) => ever.has(key) && key !== 'at:99' && key !== 'down:99');
            expect(entries.map(({ isCurrent }) => isCurrent)).toEqual(
              isTold ? [last !== undefined && mayReadPlainly(at, account, 'records', last)] : [],
            );
          }
        },
      ),
      settings,
    );
  }, 600_000);
});
