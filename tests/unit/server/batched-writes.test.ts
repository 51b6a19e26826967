// A push that is written in batches: the same as row by row whatever it holds, in few statements, and one bad row fails alone.
import { afterEach, describe, expect, it } from 'vitest';
import { createSeededRandom, type SeededRandom } from '../../../server/demo/seeded-random.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { seedOf, sizeOf } from '../../support/scale.ts';
import { signInDevice, type PushRowInput, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';
import { contentsOf } from '../../support/server/table-contents.ts';
import type { SeeStatement } from '../../support/server/watched-database.ts';

const open: TestServer[] = [];
afterEach(async () => {
  for (const test of open.splice(0)) await test.close();
});

async function start(see: SeeStatement = () => undefined): Promise<TestServer> {
  const test = await startTestServer({ see });
  open.push(test);
  return test;
}

/** Only a batch writes a receipt together with its verdict; without batches it is claimed first, in other words. */
const isBatch = (sql: string): boolean => sql.startsWith('INSERT INTO receipts ');

/** All that a push writes. */
const tables = ['documents', 'history', 'receipts', 'quarantine', 'feed', 'blob_references', 'counter'];

/** Rows as devices send them, the odd ones too: again, twice, on an old base, in pairs, deleted, wrong. */
function rowsOf(
  device: TestDevice,
  { below }: SeededRandom,
  known: readonly SyncedDocument[],
  sent: PushRowInput[],
): readonly PushRowInput[] {
  const rows = Array.from({ length: 1 + below(12) }, (): readonly PushRowInput[] => {
    const attended = below(40);
    const fresh = device.draft(
      { attended, ...(below(6) === 0 ? { partyMembers: 50 } : {}) },
      below(5) === 0 ? { photos: ['a'.repeat(63) + below(10)] } : {},
    );
    const old = known[below(known.length)];
    const again = sent[below(sent.length)];
    const kind = below(10);
    if (kind < 4 || old === undefined) return [{ newDocumentState: fresh }];
    if (kind === 4) return again === undefined ? [] : [again];
    if (kind === 5) return [{ newDocumentState: fresh }, { newDocumentState: fresh }];
    if (kind === 6) return [{ newDocumentState: { ...fresh, occurredOn: 'no day' } }];
    const values = { topic: '座谈', attended };
    const edited = device.edit(old, kind === 7 ? { _deleted: true } : { values });
    const twice = device.edit(edited, { values: { ...values, place: '村委会' } });
    const first = { newDocumentState: edited, assumedMasterState: old };
    return kind === 8 ? [first, { newDocumentState: twice, assumedMasterState: edited }] : [first];
  }).flat();
  sent.push(...rows);
  return rows;
}

const seed = seedOf(20261128);

describe('what a push leaves behind', () => {
  it(`is the same in batches and row by row (seed ${seed})`, async () => {
    let [batches, refused] = [0, 0];
    const batched = await start((sql) => {
      if (isBatch(sql)) batches += 1;
    });
    const single = await start((sql) => {
      if (!isBatch(sql)) return;
      refused += 1;
      throw new Error('no batch here');
    });
    const [ours, theirs] = [await signInDevice(batched, 'huaguo'), await signInDevice(single, 'huaguo')];
    const random = createSeededRandom(seed);
    const [known, sent]: [SyncedDocument[], PushRowInput[]] = [[], []];
    for (let turn = 0; turn < sizeOf({ ci: 60, full: 1_000 }); turn += 1) {
      const rows = rowsOf(ours, random, known, sent);
      const reply = await ours.push(rows);
      expect(reply.rows).toEqual((await theirs.push(rows)).rows);
      known.push(...(await ours.pull('records', `limit=${1 + random.below(50)}`)).documents);
    }
    expect(await contentsOf(batched, tables)).toEqual(await contentsOf(single, tables));
    expect(batches).toBeGreaterThan(30);
    expect(refused).toBeGreaterThan(30);
  });

  it('takes few statements, however many new rows it has', async () => {
    let statements = 0;
    const test = await start(() => {
      statements += 1;
    });
    const huaguo = await signInDevice(test, 'huaguo');
    const drafts = Array.from({ length: 128 }, (_, attended) => huaguo.draft({ attended }));
    const before = statements;
    const { rows } = await huaguo.push(drafts.map((draft) => ({ newDocumentState: draft })));
    expect(new Set(rows.map(({ status }) => status))).toEqual(new Set(['accepted']));
    expect(statements - before).toBeLessThan(64);
  });
});

describe('a row at which the database fails', () => {
  const refusing = (isIt: (sql: string) => boolean): { poison: string; readonly see: SeeStatement } => {
    const state = {
      poison: 'nobody',
      see: (sql: string, parameters: readonly unknown[]) => {
        const has = (value: unknown) => typeof value === 'string' && value.includes(state.poison);
        if (isIt(sql) && parameters.some(has)) throw new Error('refused');
      },
    };
    return state;
  };

  it.each([
    ['when it is written', (sql: string) => /^INSERT INTO (documents|history) /.test(sql)],
    ['when it is judged', (sql: string) => sql.startsWith('select "seq" from "receipts"')],
  ])('%s is kept aside alone: those before and behind it are taken, and found', async (_when, isIt) => {
    const refused = refusing(isIt);
    const test = await start(refused.see);
    const huaguo = await signInDevice(test, 'huaguo');
    const old = huaguo.draft({ attended: 1 });
    await huaguo.pushOne(old);
    const drafts = [1, 2, 3, 4].map((attended) => huaguo.draft({ attended }));
    const edited = huaguo.edit(old, { values: { topic: '座谈', attended: 99 } });
    refused.poison = old.id;
    const rows = [...drafts.slice(0, 2), edited, ...drafts.slice(2)].map((each) => ({
      newDocumentState: each,
      ...(each === edited ? { assumedMasterState: old } : {}),
    }));
    const verdicts = (await huaguo.push(rows)).rows;
    expect(verdicts.map(({ status }) => status)).toEqual([
      ...['accepted', 'accepted'],
      ...['quarantined', 'accepted', 'accepted'],
    ]);
    expect(verdicts[2]).toMatchObject({ code: 'rowFailed', master: { id: old.id, rev: 1 } });
    const page = await huaguo.pull('records');
    expect(new Set(page.documents.map(({ id }) => id))).toEqual(
      new Set([old, ...drafts].map(({ id }) => id)),
    );
    expect(page.documents.find(({ id }) => id === old.id)?.values).toMatchObject({ attended: 1 });
    const kept = await test.server.store.read((view) => view.receipts.quarantined());
    expect(kept.map(({ docId }) => docId)).toEqual([old.id]);
    // The same push again has the same verdicts and no second effect.
    const again = (await huaguo.push(rows)).rows;
    expect(again.map(({ status }) => status)).toEqual(verdicts.map(({ status }) => status));
    expect((await huaguo.pull('records')).committed).toEqual(page.committed);
  });
});
