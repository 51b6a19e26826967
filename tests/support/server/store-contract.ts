// What every store has to promise, whatever database is under it: run by each implementation.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import type { Store, StoreTransaction } from '../../../server/store/store.ts';
import { withHash } from '../../../server/store/stored-document.ts';

/** A database of its own that can be closed and opened again. */
export type StoreUnderTest = {
  readonly open: () => Promise<Store>;
  readonly destroy: () => Promise<void>;
};

const at = '2026-10-20T02:00:00.000Z';
const village = ['up:420303001202', 'up:420303001', 'up:420303', 'up:4203'] as const;

function aDocument(id: string, changes: Partial<SyncedDocument> = {}): SyncedDocument {
  return {
    id,
    type: 'gathering',
    definitionVersion: 1,
    orgUnitId: '420303001202',
    hostUnitId: '420303001202',
    partnerUnitIds: [],
    occurredOn: '2026-10-19',
    values: { topic: '座谈' },
    tags: [],
    audience: [],
    photos: [],
    createdBy: 'huaguo',
    deviceId: 'device-a',
    createdAt: at,
    updatedAt: at,
    edit: { deviceId: 'device-a', seq: 1 },
    rev: 1,
    reviewState: 'submitted',
    _deleted: false,
    ...changes,
  };
}

async function put(tx: StoreTransaction, document: SyncedDocument): Promise<void> {
  const writing = { account: 'huaguo', deviceId: 'device-a', seq: document.edit.seq, at };
  await tx.documents.put('records', withHash(document), writing);
}

async function publish(tx: StoreTransaction, ids: readonly string[], stamp: string) {
  const changes = ids.map((id) => ({ collection: 'records' as const, id, keys: village }));
  return tx.feed.publish(changes, stamp, at);
}

function wait(milliseconds: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
}

export function describeStore(name: string, create: () => Promise<StoreUnderTest>): void {
  describe(`a store on ${name}`, () => {
    let database: StoreUnderTest;
    let store: Store;
    beforeEach(async () => {
      database = await create();
      store = await database.open();
    });
    afterEach(async () => {
      await store.close();
      await database.destroy();
    });
    const idsAfter = (after: number, key: (typeof village)[number] | 'up:420303001203', limit = 10) =>
      store.read(async (view) => (await view.feed.page('records', [key], after, limit)).map(({ id }) => id));

    it('keeps a document and each of its revisions, also after it was closed', async () => {
      const first = aDocument('r1');
      const second = aDocument('r1', { rev: 2, values: { topic: '座谈二' } });
      await store.write((tx) => put(tx, first));
      await store.write((tx) => put(tx, second));
      await store.close();
      store = await database.open();
      const [held, revisions, base] = await store.read((view) =>
        Promise.all([
          view.documents.get('records', 'r1'),
          view.documents.revisionsFrom('records', 'r1', 1),
          view.documents.revisionWithHash('records', 'r1', withHash(first).hash),
        ]),
      );
      expect(held).toEqual(withHash(second));
      expect(revisions.map(({ rev, document }) => [rev, document.values])).toEqual([
        [1, first.values],
        [2, second.values],
      ]);
      expect(base).toBe(1);
    });

    it('undoes a transaction as a whole, its place in the order included', async () => {
      const before = await store.read((view) => view.feed.committed());
      const failing = store.write(async (tx) => {
        await put(tx, aDocument('r1'));
        await publish(tx, ['r1'], 'never');
        throw new Error('the row after it was poison');
      });
      await expect(failing).rejects.toThrow('poison');
      expect(await store.read((view) => view.documents.get('records', 'r1'))).toBeUndefined();
      expect(await store.read((view) => view.feed.committed())).toEqual(before);
      expect(await idsAfter(0, 'up:4203')).toEqual([]);
    });

    it('undoes a savepoint alone; what stands around it stays', async () => {
      await store.write(async (tx) => {
        await put(tx, aDocument('good'));
        const inner = tx.savepoint(async () => {
          await put(tx, aDocument('bad'));
          throw new Error('undo');
        });
        await expect(inner).rejects.toThrow('undo');
        await publish(tx, ['good'], 's1');
      });
      const ids = (await store.read((view) => view.documents.all('records'))).map(({ id }) => id);
      expect(ids).toEqual(['good']);
    });

    it('undoes in a batch what waited since a savepoint alone; what waited before it stays', async () => {
      const documents = ['before', 'bad', 'behind'].map((id) => ({ collection: 'records', id }) as const);
      const ahead = { account: 'huaguo', mutationIds: [], documents };
      await store.write((whole) =>
        whole.batch(ahead, async (tx) => {
          await tx.savepoint(() => put(tx, aDocument('before')));
          const failing = tx.savepoint(async () => {
            await put(tx, aDocument('bad'));
            throw new Error('undo');
          });
          await expect(failing).rejects.toThrow('undo');
          await tx.savepoint(() => put(tx, aDocument('behind')));
          await publish(tx, ['before', 'behind'], 's1');
        }),
      );
      const ids = (await store.read((view) => view.documents.all('records'))).map(({ id }) => id);
      expect(ids).toEqual(['before', 'behind']);
    });

    it('holds what it reads after a savepoint that read it was undone', async () => {
      await store.write((tx) => put(tx, aDocument('r1', { values: { attended: 0 } })));
      const countOne = async (tx: StoreTransaction, meanwhile?: () => Promise<void>) => {
        const { document } = (await tx.documents.get('records', 'r1')) ?? withHash(aDocument('gone'));
        await meanwhile?.();
        const attended = Number(document.values['attended']) + 1;
        await put(tx, { ...document, rev: document.rev + 1, values: { attended } });
      };
      let other: Promise<void> | undefined;
      await store.write(async (tx) => {
        const failing = tx.savepoint(async () => {
          await tx.documents.get('records', 'r1');
          throw new Error('undo');
        });
        await expect(failing).rejects.toThrow('undo');
        // If it were not held now, the other one would be through before this one writes.
        await countOne(tx, async () => {
          other ??= store.write((theirs) => countOne(theirs));
          await Promise.race([other, wait(200)]);
        });
      });
      await other;
      const held = await store.read((view) => view.documents.get('records', 'r1'));
      expect(held?.document).toMatchObject({ rev: 3, values: { attended: 2 } });
    });

    it('holds the linked records that it reads', async () => {
      await store.write((tx) =>
        put(tx, aDocument('linked', { sameEventAs: 'host', values: { attended: 0 } })),
      );
      const countOne = async (tx: StoreTransaction, document: SyncedDocument | undefined) => {
        if (document === undefined) throw new Error('it is not there');
        const attended = Number(document.values['attended']) + 1;
        await put(tx, { ...document, rev: document.rev + 1, values: { attended } });
      };
      let other: Promise<void> | undefined;
      await store.write(async (tx) => {
        const [linked] = await tx.documents.linkedTo('host');
        other ??= store.write(async (theirs) =>
          countOne(theirs, (await theirs.documents.get('records', 'linked'))?.document),
        );
        await Promise.race([other, wait(200)]);
        await countOne(tx, linked);
      });
      await other;
      const held = await store.read((view) => view.documents.get('records', 'linked'));
      expect(held?.document).toMatchObject({ rev: 3, values: { attended: 2 } });
    });

    it('holds a month that it asks of after a savepoint that asked was undone', async () => {
      const lock = { unitId: '420303001', month: '2026-10', byUnitId: '420303', decisionId: 'd1' } as const;
      let other: Promise<void> | undefined;
      const order: string[] = [];
      await store.write(async (whole) => {
        await whole.batch({ account: 'huaguo', mutationIds: [], documents: [] }, async (tx) => {
          const ask = () => tx.periods.wordsOn(['420303001'], '2026-10');
          const failing = tx.savepoint(async () => {
            // Something that opens the savepoint in the database: before that, a month is held outside of it.
            await tx.documents.about('records', 'somebody');
            await ask();
            throw new Error('undo');
          });
          await expect(failing).rejects.toThrow('undo');
          await ask();
          other ??= store
            .write((theirs) => theirs.periods.say({ ...lock, isLocked: true, by: 'maojian', at }))
            .then(() => void order.push('locked'));
          await Promise.race([other, wait(200)]);
          order.push('record');
        });
      });
      await other;
      expect(order).toEqual(['record', 'locked']);
    });

    it('gives every change a position of its own, in order, without a gap, however many write at once', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `r${String(index).padStart(2, '0')}`);
      const published = await Promise.all(
        ids.map((id) =>
          store.write(async (tx) => {
            await put(tx, aDocument(id));
            return publish(tx, [id], `stamp-${id}`);
          }),
        ),
      );
      const positions = published.map(({ committed }) => committed.position).sort((a, b) => a - b);
      const [first = 0] = positions;
      expect(positions).toEqual(ids.map((_, index) => first + index));
      const seen = await idsAfter(0, 'up:4203', 100);
      expect([...seen].sort()).toEqual(ids);
      expect(await store.read((view) => view.feed.committed())).toMatchObject({ position: positions.at(-1) });
    });

    it('reads page by page, each id once at its newest place, and only under the keys that are asked', async () => {
      await store.write(async (tx) => {
        for (const id of ['a', 'b', 'c']) await put(tx, aDocument(id));
        await publish(tx, ['a', 'b', 'c'], 's1');
      });
      const { committed } = await store.write(async (tx) => {
        await put(tx, aDocument('a', { rev: 2, values: { topic: '改' } }));
        return publish(tx, ['a'], 's2');
      });
      expect(await idsAfter(0, 'up:420303001202')).toEqual(['b', 'c', 'a']);
      expect(await idsAfter(0, 'up:420303001202', 2)).toEqual(['b', 'c']);
      expect(await idsAfter(committed.position - 1, 'up:420303001202')).toEqual(['a']);
      expect(await idsAfter(committed.position, 'up:420303001202')).toEqual([]);
      expect(await idsAfter(0, 'up:420303001203')).toEqual([]);
    });

    it('hands over each document of a period once, however many, and none of another time, key or fate', async () => {
      const ids = Array.from({ length: 1_203 }, (_, index) => `r${index}`);
      const days = ['2026-06-30', '2026-07-01', '2026-09-30', '2026-10-01'];
      const dayOf = (index: number) => days[index % days.length] ?? '';
      await store.write(async (tx) => {
        for (const [index, id] of ids.entries())
          await put(tx, aDocument(id, { occurredOn: dayOf(index), _deleted: index % 7 === 0 }));
        await publish(tx, ids.slice(0, 1_100), 'one');
      });
      const found: string[] = [];
      const period = { from: '2026-07-01', until: '2026-09-30' };
      const ask = (key: (typeof village)[number] | 'up:420303001203') =>
        store.read((view) =>
          view.query.between({ collection: 'records', keys: [key], ...period }, (text) =>
            found.push(JSON.parse(text).id),
          ),
        );
      await ask('up:420303001203');
      expect(found).toEqual([]);
      await ask('up:420303');
      const wanted = ids.filter(
        (_, index) => index < 1_100 && index % 7 !== 0 && [1, 2].includes(index % days.length),
      );
      expect(found.toSorted()).toEqual(wanted.toSorted());
    });

    it('tells those who may no longer see a document to look again, and says that it is not theirs now', async () => {
      await store.write(async (tx) => {
        await put(tx, aDocument('a'));
        await publish(tx, ['a'], 's1');
      });
      await store.write(async (tx) => {
        await put(tx, aDocument('a', { rev: 2, orgUnitId: '420303001203' }));
        await tx.feed.publish([{ collection: 'records', id: 'a', keys: ['up:420303001203'] }], 's2', at);
      });
      const [entry] = await store.read((view) => view.feed.page('records', ['up:420303001202'], 0, 10));
      expect(entry).toMatchObject({ id: 'a', isCurrent: false });
    });

    it('knows the stamp of each commit', async () => {
      const { committed } = await store.write(async (tx) => {
        await put(tx, aDocument('a'));
        return publish(tx, ['a'], 'the stamp');
      });
      expect(committed.stamp).toBe('the stamp');
      expect(await store.read((view) => view.feed.stampAt(committed.position))).toBe('the stamp');
    });

    it('gives a mutation one receipt, whoever comes first', async () => {
      const key = { account: 'huaguo', mutationId: 'device-a:r1:1' };
      const claim = (contentHash: string) =>
        store.write((tx) =>
          tx.receipts.claim({
            ...{ ...key, deviceId: 'device-a', collection: 'records', docId: 'r1', seq: 1, at },
            contentHash,
          }),
        );
      expect([await claim('one'), await claim('two')]).toEqual([true, false]);
      await store.write((tx) => tx.receipts.settle(key, '{"status":"accepted"}', true));
      const [receipt, seq] = await store.read((view) =>
        Promise.all([view.receipts.get(key), view.receipts.lastAppliedSeq('records', 'r1', 'device-a')]),
      );
      expect(receipt).toEqual({ verdict: '{"status":"accepted"}', contentHash: 'one' });
      expect(seq).toBe(1);
    });

    it('changes a report only over the revision that was seen, and keeps its steps', async () => {
      const row = {
        ...{ id: 'report', rev: 1, unitId: '4203', outlineId: 'briefing', from: '2026-01-01' },
        ...{ until: '2026-06-30', title: '情况汇报', state: 'drafting', isPreview: false },
        ...{ updatedAt: at, updatedBy: 'city', number: '', issuedOn: '', json: '{}' },
      };
      const step = (rev: number, act: string, account = 'city') => ({ rev, at, account, act, reason: '' });
      const change = (before: number, act: string, account?: string) =>
        store.write((tx) => {
          const next = { ...row, rev: before + 1, title: `第${before + 1}稿` };
          return tx.reports.change(next, before, step(before + 1, act, account), at);
        });
      await store.write((tx) => tx.reports.create(row, step(1, 'create')));
      const both = await Promise.all([change(1, 'edit'), change(1, 'edit', 'city-lead')]);
      expect(both.filter((isDone) => isDone)).toHaveLength(1);
      expect(await change(2, 'send')).toBe(true);
      const [held, listed, none, steps] = await store.read((view) =>
        Promise.all([
          view.reports.get('report'),
          view.reports.list(['4203', '420303']),
          view.reports.list([]),
          view.reports.steps('report'),
        ]),
      );
      expect(held).toMatchObject({ rev: 3, title: '第3稿', json: '{}' });
      expect(listed.map(({ id }) => id)).toEqual(['report']);
      expect(none).toEqual([]);
      expect(steps.map(({ act }) => act)).toEqual(['create', 'edit', 'send']);
    });

    it('keeps its epoch, and is initialised once it was told so', async () => {
      const before = await store.read((view) => view.deployment.get());
      expect(before.isInitialised).toBe(false);
      await store.write((tx) => tx.deployment.beginDemonstration());
      await store.write((tx) => tx.deployment.initialise('示例妇联', true));
      await store.close();
      store = await database.open();
      expect(await store.read((view) => view.deployment.get())).toMatchObject({
        epoch: before.epoch,
        federation: '示例妇联',
        isDemonstration: true,
        isInitialised: true,
      });
    });
  });
}
