// Whatever happens in the store, what is kept of figures gives exactly what counting afresh gives: in every process that keeps it.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countAfresh } from '../../server/indicators/count-afresh.ts';
import { createFigureCache } from '../../server/indicators/figure-cache.ts';
import { openSqliteStore } from '../../server/store/sqlite-store.ts';
import type { Store } from '../../server/store/store.ts';
import { withHash } from '../../server/store/stored-document.ts';
import { feedKeysOf } from '../../shared/access/feed-keys.ts';
import { standingRates } from '../../shared/indicators/catalogue/standing-rates.ts';
import { createOrgTree, type OrgTree, type OrgUnit } from '../../shared/org/org-unit.ts';
import { recordTypes } from '../../shared/record-types/registry.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import { aDocument } from '../support/device/documents.ts';
import { seedOf } from '../support/scale.ts';

const settings = {
  numRuns: process.env.TEST_SCALE === 'full' ? 300 : 25,
  seed: seedOf(20261127),
  // Each run opens a database: the seed tells it again, shrinking would take minutes.
  endOnFailure: true,
};
const at = '2026-11-27T02:00:00.000Z';

const place = (id: string, parentId: string | null, level: OrgUnit['level']): OrgUnit => ({
  ...{ id, parentId, level, name: id, shortName: id },
});
const above = [
  place('4203', null, 'city'),
  place('420303', '4203', 'county'),
  place('420304', '4203', 'county'),
  place('420303001', '420303', 'township'),
  place('420304001', '420304', 'township'),
  place('420304001201', '420304001', 'village'),
];
/** Before and after a village moved to the other county. */
const trees = ['420303001', '420304001'].map((township) =>
  createOrgTree([...above, place('420303001201', township, 'village')]),
);
const units = ['420303001201', '420304001201', '420303001', '420303'];
const people = ['p1', 'p2', 'p3', 'p4'];
const months = ['2026-01', '2026-02', '2026-03', '2025-12'];

const oneUnit = fc.constantFrom(...units);
const named = fc.constantFrom(...people).map((id) => ({ id, name: '示例' }));
const person = fc.oneof(
  { weight: 5, arbitrary: named },
  { weight: 1, arbitrary: fc.constant({ name: '示例' }) },
);
const values = fc.record(
  {
    ...{ person, author: person, cadre: person, volunteers: fc.integer({ min: 0, max: 40 }) },
    hoursEach: fc.constantFrom(1, 1.5, 2.5),
    peopleServed: fc.record({ count: fc.integer({ min: 0, max: 99 }), isEstimate: fc.boolean() }),
    attended: fc.integer({ min: 0, max: 60 }),
    expected: fc.integer({ min: 0, max: 60 }),
    change: fc.constantFrom('better', 'moved'),
    ...{ item: fc.constantFrom('homes-due', 'study-due'), year: fc.constant(2026) },
    ...{ value: fc.integer({ min: 1, max: 9 }), asOf: fc.constant('2026-01-01') },
  },
  { requiredKeys: ['person', 'author', 'cadre'] },
);
const seldom = fc.integer({ min: 0, max: 7 }).map((n) => n === 0);
const record = fc.record({
  number: fc.integer({ min: 1, max: 9 }),
  type: fc.constantFrom(
    ...['volunteer-activity', 'meeting', 'reflection', 'pair-support', 'care-target', 'care-update'],
    ...['womens-home', 'study-progress', 'baseline', 'home-visit'],
  ),
  ...{ unit: oneUnit, host: oneUnit, partners: fc.uniqueArray(oneUnit, { maxLength: 2 }) },
  day: fc
    .tuple(fc.constantFrom(...months), fc.constantFrom('01', '14', '28'))
    .map((parts) => parts.join('-')),
  state: fc.constantFrom('none', 'submitted', 'returned', 'approved', 'archived', 'void'),
  ...{ isLate: seldom, isDeleted: seldom, values, about: fc.integer({ min: 0, max: 9 }) },
  linked: seldom.map((is) => (is ? 'record-1' : undefined)),
  tags: fc.constantFrom([], ['centre-task'], ['action-family', 'women-in-org']),
});
const question = fc.record({
  scope: fc.constantFrom('4203', '420303', '420304'),
  unitId: fc.constantFrom('4203', '420303', '420304', '420303001', '420304001', '420303001201'),
  days: fc.constantFrom(
    ['2026-01-01', '2026-03-31'],
    ['2025-01-01', '2026-12-31'],
    ['2026-01-14', '2026-03-14'],
    ['2026-02-10', '2026-02-20'],
  ),
  lockedOnly: fc.constantFrom(undefined, true),
});
/** The same ones after every step: what was kept for them is what may be stale. */
const questions = fc.uniqueArray(question, {
  minLength: 2,
  maxLength: 3,
  selector: (one) => JSON.stringify(one),
});
type AskOf = typeof question extends fc.Arbitrary<infer T> ? T : never;
const step = fc.oneof(
  { weight: 6, arbitrary: record.map((put) => ({ put })) },
  {
    weight: 2,
    arbitrary: fc
      .record({
        unit: fc.constantFrom('4203', '4203', '420303', ...units),
        month: fc.constantFrom(...months),
        isLocked: fc.boolean(),
      })
      .map((lock) => ({ lock })),
  },
  {
    weight: 2,
    arbitrary: fc
      .record({ who: fc.constantFrom(...people), into: fc.constantFrom(undefined, ...people) })
      .map((merge) => ({ merge })),
  },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 1 }).map((move) => ({ move })) },
);
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

/** A store with two processes that keep figures of it. */
async function startWorld(dataDir: string) {
  const open = (): Promise<Store> => openSqliteStore({ dataDir, now: at, newEpoch: () => 'epoch' });
  const stores = [await open(), await open()] as const;
  const caches = stores.map((store) => createFigureCache({ store, registry: recordTypes }));
  const revisions = new Map<string, number>();
  let tree: OrgTree | undefined = trees[0];
  let said = 0;
  const treeNow = (): OrgTree => tree ?? createOrgTree(above);
  const write = async (collection: CollectionName, document: SyncedDocument): Promise<void> => {
    const rev = (revisions.get(document.id) ?? 0) + 1;
    revisions.set(document.id, rev);
    await stores[0].write(async (tx) => {
      const writing = { account: 'a', deviceId: 'd', seq: rev, at };
      await tx.documents.put(collection, withHash({ ...document, rev }), writing);
      const change = { collection, id: document.id, keys: feedKeysOf(document, treeNow()) };
      await tx.feed.publish([change], `stamp-${document.id}-${rev}`, at);
    });
  };
  const doStep = async (each: Step): Promise<void> => {
    if ('put' in each) await write('records', documentOf(each.put));
    else if ('merge' in each) await write('people', personOf(each.merge));
    else if ('move' in each) tree = trees[each.move];
    else {
      said += 1;
      const { unit, month, isLocked } = each.lock;
      const word = { unitId: unit, month, isLocked, byUnitId: '4203', decisionId: `d-${said}`, by: 'a', at };
      await stores[0].write((tx) => tx.periods.say(word));
    }
  };
  const compare = async ({ scope, days: [from, until], ...asked }: AskOf): Promise<void> => {
    const keys = [`up:${scope}`, `at:${scope}`, `down:${scope}`] as const;
    const counted = { tree: treeNow(), keys };
    const wanted = { ...asked, from, until };
    const afresh = await stores[0].read((view) => countAfresh(view, recordTypes, counted, wanted));
    for (const cache of caches) {
      expect(await cache.figures(counted, wanted)).toEqual(afresh.figures);
      const { read } = await cache.standing(counted, wanted);
      expect(new Map(standingRates.map((rate) => [rate.id, read(rate, wanted)]))).toEqual(afresh.rates);
    }
  };
  return { doStep, compare, close: () => Promise.all(stores.map((store) => store.close())) };
}

function documentOf(put: Extract<Step, { put: unknown }>['put']): SyncedDocument {
  const plain: JsonObject = JSON.parse(JSON.stringify(put.values));
  return aDocument(`record-${put.number}`, {
    ...{ type: put.type, orgUnitId: put.unit, hostUnitId: put.host, partnerUnitIds: put.partners },
    ...{ occurredOn: put.day, reviewState: put.state, values: plain, tags: [...put.tags] },
    ...(put.isLate ? { lockedPeriod: put.day.slice(0, 7) } : {}),
    ...(put.isLate && put.number % 2 === 0 ? { carriedTo: '2026-03' } : {}),
    ...(put.linked === undefined ? {} : { sameEventAs: put.linked }),
    ...(put.about === 0 ? {} : { aboutId: `record-${put.about}` }),
    _deleted: put.isDeleted,
  });
}

function personOf({ who, into }: Extract<Step, { merge: unknown }>['merge']): SyncedDocument {
  const merged = into === undefined ? {} : { mergedInto: into };
  const unit = { orgUnitId: '420303001201', hostUnitId: '420303001201' };
  return aDocument(who, { ...unit, type: 'person', values: { name: '示例', ...merged } });
}

describe('figures that are kept', () => {
  it('are what counting afresh gives, after any edits, locks, merges and moves', async () => {
    await fc.assert(
      fc.asyncProperty(questions, fc.array(step, { minLength: 12, maxLength: 24 }), async (asked, steps) => {
        const dataDir = mkdtempSync(join(tmpdir(), 'bbt-figures-'));
        const world = await startWorld(dataDir);
        try {
          for (const each of steps) {
            await world.doStep(each);
            for (const one of asked) await world.compare(one);
          }
        } finally {
          await world.close();
          rmSync(dataDir, { recursive: true, force: true });
        }
      }),
      settings,
    );
  });

  it('know at once who was merged into whom, and who stands for herself again', async () => {
    const dataDir = mkdtempSync(join(tmpdir(), 'bbt-figures-'));
    const world = await startWorld(dataDir);
    const [village = ''] = units;
    const by = (number: number, id: string): Step => ({
      put: {
        ...{ number, type: 'reflection', unit: village, host: village, partners: [], day: '2026-01-14' },
        ...{ state: 'approved', isLate: false, isDeleted: false, about: 0, linked: undefined, tags: [] },
        values: { person: { name: '示例' }, cadre: { name: '示例' }, author: { id, name: '示例' } },
      },
    });
    const asked: AskOf = {
      ...{ scope: '4203', unitId: '420303', lockedOnly: undefined },
      days: ['2026-01-01', '2026-03-31'],
    };
    const steps: readonly Step[] = [
      ...[by(1, 'p1'), by(2, 'p2'), { merge: { who: 'p1', into: 'p2' } }],
      { merge: { who: 'p1', into: undefined } },
    ];
    for (const each of steps) {
      await world.doStep(each);
      await world.compare(asked);
    }
    await world.close();
    rmSync(dataDir, { recursive: true, force: true });
  });
});
