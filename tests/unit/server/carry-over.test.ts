// 结转: a late record counts in the open month that the county carries it over to, and only there.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { defineRegistry } from '../../../shared/record-types/define-registry.ts';
import { figureReplySchema } from '../../../shared/indicators/figures-protocol.ts';
import { periodsReplySchema } from '../../../shared/review/periods-protocol.ts';
import { carryOver, periodWord } from '../../support/server/office-documents.ts';
import { decisionOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { gathering } from '../../support/server/test-registry.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

const county = '420303';
const [september, october] = ['2026-09', '2026-10'];
let test: TestServer;
let devices: Readonly<Record<'huaguo' | 'township' | 'county' | 'city' | 'other-county', TestDevice>>;
beforeEach(async () => {
  test = await startTestServer({ registry: defineRegistry([gathering]) });
  devices = {
    huaguo: await signInDevice(test, 'huaguo'),
    township: await signInDevice(test, 'township'),
    county: await signInDevice(test, 'county'),
    city: await signInDevice(test, 'city'),
    'other-county': await signInDevice(test, 'other-county'),
  };
  // In November, so that October can be confirmed.
  test.clock.set('2026-11-10T02:00:00.000Z');
  for (const name of ['huaguo', 'township', 'county', 'city', 'other-county'] as const)
    devices = { ...devices, [name]: await signInDevice(test, name, `later-${name}`) };
});
afterEach(() => test.close());

const held = async (id: string): Promise<SyncedDocument | undefined> =>
  (await devices.huaguo.pull('records', `ids=${id}`)).documents[0];
async function lock(month: string, officer = devices.county, follows?: string): Promise<string> {
  const values = { month, action: 'confirm', ...(follows === undefined ? {} : { follows }) };
  const word = periodWord(officer, officer.account.orgUnitId, values);
  expect(await officer.pushOne(word, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
  return word.id;
}
/** Approved, in September, and late for it. */
async function aLate(): Promise<SyncedDocument> {
  const draft = devices.huaguo.draft({ attended: 5 }, { occurredOn: '2026-09-12' });
  await devices.huaguo.pushOne(draft);
  const decision = decisionOn(devices.township, await held(draft.id), { action: 'approve' });
  await devices.township.pushOne(decision, undefined, 'decisions');
  const late = await held(draft.id);
  if (late === undefined) throw new Error('it is not there');
  expect(late).toMatchObject({ lockedPeriod: september, reviewState: 'approved' });
  return late;
}
const carry = (
  records: readonly SyncedDocument[],
  values: Record<string, unknown> = {},
  officer = devices.county,
) => {
  const named = records.map(({ id, rev }) => ({ id, rev }));
  const said = { action: 'carry', month: september, toMonth: october, records: named, ...values };
  return officer.pushOne(carryOver(officer, officer.account.orgUnitId, said), undefined, 'decisions');
};

async function figures(month: string, lockedOnly = false) {
  const [from, until] = [`${month}-01`, `${month}-30`];
  const reply = await devices.county.postJson('/api/figures', { unitId: county, from, until, lockedOnly });
  const { total, carried, outside } = figureReplySchema.parse(await reply.json());
  return { count: total.kinds.gathering?.reviewed ?? 0, carried, late: outside?.late };
}
async function cells() {
  const question = { unitId: county, from: september, until: october };
  const { rows } = periodsReplySchema.parse(
    await (await devices.county.postJson('/api/periods', question)).json(),
  );
  return rows[0]?.months.map(({ records, late, carried }) => ({ records, late, carried }));
}

describe('a late record that is carried over', () => {
  it('counts in the month it was carried to and no longer in its own, and it is said how many were', async () => {
    await lock(september);
    const record = await aLate();
    expect([await figures(september), await figures(october)]).toEqual([
      { count: 1, carried: undefined, late: undefined },
      { count: 0, carried: undefined, late: undefined },
    ]);
    expect(await figures(september, true)).toMatchObject({ count: 0, late: 1 });
    expect(await carry([record])).toMatchObject({ status: 'accepted' });
    expect(await held(record.id)).toMatchObject({
      ...{ occurredOn: '2026-09-12', lockedPeriod: september, carriedTo: october },
      ...{ rev: record.rev + 1, reviewState: 'approved' },
    });
    expect(await figures(september, true)).toEqual({ count: 0, carried: undefined, late: 0 });
    expect(await figures(october)).toEqual({ count: 1, carried: 1, late: undefined });
    await lock(october);
    expect(await figures(october, true)).toEqual({ count: 1, carried: 1, late: 0 });
    expect(await figures(september, true)).toEqual({ count: 0, carried: undefined, late: 0 });
  });

  it('stands in the page of months where it counts, and in the ledger of that month', async () => {
    await lock(september);
    const record = await aLate();
    expect(await cells()).toEqual([
      { records: 0, late: 1, carried: 0 },
      { records: 0, late: 0, carried: 0 },
    ]);
    await carry([record]);
    expect(await cells()).toEqual([
      { records: 0, late: 0, carried: 0 },
      { records: 1, late: 0, carried: 1 },
    ]);
    const linesOf = async (month: string) => {
      const question = { type: 'gathering', unitId: county, from: `${month}-01`, until: `${month}-30` };
      const reply = await devices.county.postJson('/api/ledgers', { ...question, page: { size: 10 } });
      const { lines, notes }: { lines: unknown[]; notes: string[] } = await reply.json();
      return [lines.length, ...notes];
    };
    expect([await linesOf(september), await linesOf(october)]).toEqual([
      [0],
      [1, expect.stringMatching(/其中结转1条|1 of them came late/)],
    ]);
  });

  it('stays carried when its author corrects it, and is locked with the month it counts in', async () => {
    await lock(september);
    const record = await aLate();
    await carry([record]);
    const carried = await held(record.id);
    const corrected = devices.huaguo.edit(carried ?? record, { values: { topic: '座谈', attended: 6 } });
    expect(await devices.huaguo.pushOne(corrected, carried)).toMatchObject({ status: 'accepted' });
    expect(await held(record.id)).toMatchObject({ carriedTo: october, reviewState: 'submitted' });
    await lock(october);
    const master = await held(record.id);
    const again = devices.huaguo.edit(master ?? record, { values: { topic: '座谈', attended: 7 } });
    expect(await devices.huaguo.pushOne(again, master)).toMatchObject({ code: 'periodLocked' });
  });

  it('loses both marks when its author moves it into an open month', async () => {
    await lock(september);
    const record = await aLate();
    await carry([record]);
    const master = await held(record.id);
    const moved = devices.huaguo.edit(master ?? record, { occurredOn: '2026-10-05' });
    await devices.huaguo.pushOne(moved, master);
    const now = await held(record.id);
    expect([now?.lockedPeriod, now?.['carriedTo']]).toEqual([undefined, undefined]);
  });

  it('can be taken back while that month is open', async () => {
    await lock(september);
    const record = await aLate();
    await carry([record]);
    const carried = await held(record.id);
    if (carried === undefined) throw new Error('it is not there');
    expect(await carry([carried], { action: 'takeBack' })).toMatchObject({ status: 'accepted' });
    expect(await cells()).toEqual([
      { records: 0, late: 1, carried: 0 },
      { records: 0, late: 0, carried: 0 },
    ]);
  });

  it('says nothing of a device’s own about it: the month is the server’s', async () => {
    const draft = {
      ...devices.huaguo.draft({ attended: 5 }, { occurredOn: '2026-09-12' }),
      carriedTo: october,
    };
    await devices.huaguo.pushOne(draft);
    expect((await held(draft.id))?.['carriedTo']).toBeUndefined();
  });
});

describe('carrying over is refused', () => {
  it('when a record changed since it was seen, all or none', async () => {
    await lock(september);
    const [record, other] = [await aLate(), await aLate()];
    const stale = { ...other, rev: other.rev - 1 };
    expect(await carry([record, stale])).toMatchObject({ status: 'quarantined', code: 'periodMoved' });
    expect(await cells()).toMatchObject([{ late: 2 }, { carried: 0 }]);
    expect(await carry([record, other])).toMatchObject({ status: 'accepted' });
    expect(await carry([record, other])).toMatchObject({ code: 'periodMoved' });
  });

  it('to who could not open the month again, and for records of others', async () => {
    await lock(september, devices.city);
    const record = await aLate();
    expect(await carry([record])).toMatchObject({ code: 'mayNotLock' });
    expect(await carry([record], {}, devices.township)).toMatchObject({ code: 'mayNotLock' });
    expect(await carry([record], {}, devices['other-county'])).toMatchObject({ code: 'mayNotLock' });
    expect(await carry([record], { byUnitId: county }, devices.city)).toMatchObject({ code: 'mayNotLock' });
    expect(await carry([record], {}, devices.city)).toMatchObject({ status: 'accepted' });
  });

  it('into a month that is locked, lies before, or has not begun', async () => {
    await lock(september);
    await lock(october);
    const record = await aLate();
    expect(await carry([record])).toMatchObject({ code: 'periodLocked' });
    for (const toMonth of ['2026-08', september, '2026-12'])
      expect(await carry([record], { toMonth })).toMatchObject({ code: 'invalidValue' });
    expect(await carry([record], { toMonth: '2026-11' })).toMatchObject({ status: 'accepted' });
  });

  it('for a record that is not late', async () => {
    const record = devices.huaguo.draft({ attended: 5 }, { occurredOn: '2026-09-12' });
    await devices.huaguo.pushOne(record);
    await lock(september);
    expect(await carry([{ ...record, rev: 1 }])).toMatchObject({ code: 'periodMoved' });
  });
});
