// A confirmed month is locked: late records stay outside, corrections need whoever locked it.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { defineRegistry } from '../../../shared/record-types/define-registry.ts';
import { periodsReplySchema, periodSampleReplySchema } from '../../../shared/review/periods-protocol.ts';
import { figureReplySchema } from '../../../shared/indicators/figures-protocol.ts';
import { periodWord } from '../../support/server/office-documents.ts';
import { decisionOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { gathering } from '../../support/server/test-registry.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

const [county, township] = ['420303', '420303001'];
const month = '2026-09';
let test: TestServer;
let devices: Readonly<Record<'huaguo' | 'township' | 'county' | 'city' | 'other-county', TestDevice>>;
const servers: TestServer[] = [];

let atStatement: ((sql: string) => void) | undefined;
beforeEach(async () => {
  atStatement = undefined;
  test = await startTestServer({ see: (sql) => atStatement?.(sql) });
  servers.push(test);
  devices = {
    huaguo: await signInDevice(test, 'huaguo'),
    township: await signInDevice(test, 'township'),
    county: await signInDevice(test, 'county'),
    city: await signInDevice(test, 'city'),
    'other-county': await signInDevice(test, 'other-county'),
  };
});
afterAll(() => Promise.all(servers.map((server) => server.close())));

const say = (officer: TestDevice, unitId: string, values: Record<string, unknown>) => {
  const word = periodWord(officer, unitId, { month, ...values });
  return officer.pushOne(word, undefined, 'decisions').then((verdict) => ({ word, verdict }));
};
const held = async (id: string) => (await devices.huaguo.pull('records', `ids=${id}`)).documents[0];
const septemberRecord = () => devices.huaguo.draft({ attended: 5 }, { occurredOn: '2026-09-12' });
async function received(draft = septemberRecord()): Promise<SyncedDocument> {
  await devices.huaguo.pushOne(draft);
  return draft;
}
async function approved(): Promise<SyncedDocument> {
  const draft = await received();
  const decision = decisionOn(devices.township, await held(draft.id), { action: 'approve' });
  await devices.township.pushOne(decision, undefined, 'decisions');
  return draft;
}

describe('confirming a month', () => {
  it('is for county and city, for what lies below them, and for months that have ended', async () => {
    expect((await say(devices.township, township, { action: 'confirm' })).verdict.code).toBe('mayNotLock');
    expect((await say(devices['other-county'], county, { action: 'confirm' })).verdict.code).toBe(
      'mayNotLock',
    );
    const now = await say(devices.county, county, { action: 'confirm', month: '2026-10' });
    expect(now.verdict.code).toBe('periodNotOver');
    const feigned = periodWord(devices.county, county, { month, action: 'confirm', byUnitId: '4203' });
    expect((await devices.county.pushOne(feigned, undefined, 'decisions')).code).toBe('mayNotLock');
    expect((await say(devices.county, county, { action: 'confirm' })).verdict).toMatchObject({
      status: 'accepted',
    });
  });

  it('reaches everybody below, and nobody beside', async () => {
    const { word } = await say(devices.county, county, { action: 'confirm' });
    const [ofVillage] = (await devices.huaguo.pull('decisions', `ids=${word.id}`)).documents;
    expect(ofVillage).toMatchObject({ outcome: 'applied', type: 'period-lock' });
    expect((await devices['other-county'].pull('decisions', `ids=${word.id}`)).documents).toEqual([]);
    const narrow = periodWord(
      devices.county,
      county,
      { month: '2026-08', action: 'confirm' },
      { audience: [] },
    );
    expect((await devices.county.pushOne(narrow, undefined, 'decisions')).fields).toEqual(['audience']);
  });

  it('said twice in flight, replayed, or without having seen the last word changes nothing', async () => {
    const { word, verdict } = await say(devices.county, county, { action: 'confirm' });
    expect(await devices.county.pushOne(word, undefined, 'decisions')).toEqual(verdict);
    expect((await say(devices.county, county, { action: 'confirm' })).verdict).toMatchObject({
      status: 'quarantined',
      code: 'periodMoved',
      master: { outcome: 'refused' },
    });
    const again = await say(devices.county, county, { action: 'confirm', follows: word.id });
    expect(again.verdict.code).toBe('periodMoved');
  });
});

describe('a record of a locked month', () => {
  it('that comes late is taken, marked late, and can still be returned, corrected and approved', async () => {
    await say(devices.county, county, { action: 'confirm' });
    const draft = septemberRecord();
    expect(await devices.huaguo.pushOne(draft)).toMatchObject({ status: 'accepted', rev: 1 });
    expect(await held(draft.id)).toMatchObject({ lockedPeriod: month, reviewState: 'submitted' });
    const edited = devices.huaguo.edit(draft, { values: { ...draft.values, attended: 6 } });
    expect((await devices.huaguo.pushOne(edited, draft)).status).toBe('accepted');
    const decision = decisionOn(devices.township, await held(draft.id), { action: 'approve' });
    expect((await devices.township.pushOne(decision, undefined, 'decisions')).status).toBe('accepted');
    expect(await held(draft.id)).toMatchObject({ lockedPeriod: month, reviewState: 'approved', rev: 3 });
  });

  it('cannot be edited, moved out, deleted or decided on from below, and the words say who opens it', async () => {
    const draft = await approved();
    await say(devices.county, county, { action: 'confirm' });
    for (const changes of [
      { values: { ...draft.values, attended: 6 } },
      { occurredOn: '2026-10-01' },
      { _deleted: true },
    ]) {
      const verdict = await devices.huaguo.pushOne(devices.huaguo.edit(draft, changes), draft);
      expect(verdict.status).toBe('quarantined');
      expect(['periodLocked', 'deletionNotAllowed']).toContain(verdict.code);
    }
    const edit = devices.huaguo.edit(draft, { values: { ...draft.values, attended: 7 } });
    expect((await devices.huaguo.pushOne(edit, draft)).message).toContain('张湾区');
    const voided = decisionOn(devices.township, await held(draft.id), { action: 'void', reason: 'double' });
    expect(await devices.township.pushOne(voided, undefined, 'decisions')).toMatchObject({
      code: 'periodLocked',
    });
    expect(await held(draft.id)).toMatchObject({ rev: 2, reviewState: 'approved' });
  });

  it('moved into it from an open month is late', async () => {
    await say(devices.county, county, { action: 'confirm' });
    const draft = await received(devices.huaguo.draft({ attended: 5 }));
    await devices.huaguo.pushOne(devices.huaguo.edit(draft, { occurredOn: '2026-09-30' }), draft);
    expect(await held(draft.id)).toMatchObject({ lockedPeriod: month });
  });

  it('ignores what a push says of its mark', async () => {
    const draft = await received({ ...septemberRecord(), lockedPeriod: month });
    expect(await held(draft.id)).not.toHaveProperty('lockedPeriod');
    await say(devices.county, county, { action: 'confirm' });
    const late = await received();
    const edited = devices.huaguo.edit(late, {
      values: { ...late.values, attended: 8 },
      lockedPeriod: undefined,
    });
    await devices.huaguo.pushOne(edited, late);
    expect(await held(late.id)).toMatchObject({ lockedPeriod: month, rev: 2 });
  });

  it('of the county itself is corrected by the county that locked it, and stays inside', async () => {
    const registry = defineRegistry([{ ...gathering, recordedBy: ['county'] }]);
    const other = await startTestServer({ registry });
    servers.push(other);
    const officer = await signInDevice(other, 'county');
    const own = officer.draft({ attended: 9 }, { occurredOn: '2026-09-03' });
    await officer.pushOne(own);
    await say(officer, county, { action: 'confirm' });
    const edited = officer.edit(own, { values: { ...own.values, attended: 10 } });
    expect(await officer.pushOne(edited, own)).toMatchObject({ status: 'accepted', rev: 2 });
    const [stored] = (await officer.pull('records', `ids=${own.id}`)).documents;
    expect(stored).not.toHaveProperty('lockedPeriod');
  });

  it('of a month that the county locked is late in one that the city locked', async () => {
    const registry = defineRegistry([{ ...gathering, recordedBy: ['county'] }]);
    const other = await startTestServer({ registry });
    servers.push(other);
    const [officer, city] = [await signInDevice(other, 'county'), await signInDevice(other, 'city')];
    const own = officer.draft({ attended: 9 }, { occurredOn: '2026-09-03' });
    await officer.pushOne(own);
    await say(officer, county, { action: 'confirm' });
    await say(city, county, { action: 'confirm', month: '2026-08' });
    await officer.pushOne(officer.edit(own, { occurredOn: '2026-08-30' }), own);
    const [stored] = (await officer.pull('records', `ids=${own.id}`)).documents;
    expect(stored).toMatchObject({ occurredOn: '2026-08-30', lockedPeriod: '2026-08' });
  });
});

describe('opening a month again', () => {
  it('needs a reason and the last word, lets late records in, and a new lock takes them along', async () => {
    const { word } = await say(devices.county, county, { action: 'confirm' });
    const late = await received();
    expect((await say(devices.county, county, { action: 'reopen', follows: word.id })).verdict.code).toBe(
      'decisionNeedsReason',
    );
    expect((await say(devices.county, county, { action: 'reopen', reason: '补录' })).verdict.code).toBe(
      'periodMoved',
    );
    const opened = await say(devices.county, county, { action: 'reopen', reason: '补录', follows: word.id });
    expect(opened.verdict.status).toBe('accepted');
    expect(await held(late.id)).not.toHaveProperty('lockedPeriod');
    const edited = devices.huaguo.edit(late, { values: { ...late.values, attended: 8 } });
    expect((await devices.huaguo.pushOne(edited, late)).status).toBe('accepted');
    const locked = await say(devices.county, county, { action: 'confirm', follows: opened.word.id });
    expect(locked.verdict.status).toBe('accepted');
    expect(await held(late.id)).not.toHaveProperty('lockedPeriod');
    expect(await devices.huaguo.pushOne(devices.huaguo.edit(edited, { tags: ['x'] }), edited)).toMatchObject({
      code: 'periodLocked',
    });
  });

  it('lets nothing in while a lock of a level above still lies over it', async () => {
    const { word } = await say(devices.county, township, { action: 'confirm' });
    await say(devices.city, county, { action: 'confirm' });
    const late = await received();
    await say(devices.county, township, { action: 'reopen', reason: '补录', follows: word.id });
    expect(await held(late.id)).toMatchObject({ lockedPeriod: month });
  });

  it('beside a review of what it lets in fails neither of the two', async () => {
    const { word } = await say(devices.county, county, { action: 'confirm' });
    for (let n = 0; n < 12; n += 1) await received();
    const { documents } = await devices.township.pull('records', 'since=0&limit=100');
    const last = documents.toSorted((a, b) => (a.id < b.id ? -1 : 1)).at(-1);
    let reviewing: Promise<unknown> | undefined;
    atStatement = (sql) => {
      if (reviewing !== undefined || !sql.startsWith('insert into "period_locks"')) return;
      const decision = decisionOn(devices.township, last, { action: 'approve' });
      reviewing = devices.township.pushOne(decision, undefined, 'decisions');
    };
    const opened = await say(devices.county, county, {
      ...{ action: 'reopen', reason: '补录', follows: word.id },
    });
    expect(opened.verdict.status).toBe('accepted');
    await reviewing;
    expect(test.logged.filter((line) => line.includes('rowFailed'))).toEqual([]);
  });

  it('two counties lock and open their own; a city’s lock is not a county’s to open', async () => {
    const { word } = await say(devices.city, county, { action: 'confirm' });
    await say(devices['other-county'], '420304', { action: 'confirm' });
    const stranger = await say(devices['other-county'], county, {
      ...{ action: 'reopen', reason: 'x', follows: word.id },
    });
    expect(stranger.verdict.code).toBe('mayNotLock');
    const own = await say(devices.county, county, { action: 'reopen', reason: 'x', follows: word.id });
    expect(own.verdict.code).toBe('mayNotLock');
    const city = await say(devices.city, county, { action: 'reopen', reason: 'x', follows: word.id });
    expect(city.verdict.status).toBe('accepted');
    const draft = await received();
    expect(await held(draft.id)).not.toHaveProperty('lockedPeriod');
  });
});

describe('the table of months', () => {
  const ask = async (officer: TestDevice, unitId: string) => {
    const response = await officer.postJson('/api/periods', { unitId, from: '2026-08', until: '2026-09' });
    return response.status === 200 ? periodsReplySchema.parse(await response.json()) : response.status;
  };

  it('counts what waits and what is late, and names who locked', async () => {
    await approved();
    await received();
    const { word } = await say(devices.county, county, { action: 'confirm' });
    await received();
    const table = await ask(devices.county, county);
    expect(table).toMatchObject({
      rows: [
        {
          unitId: county,
          months: [
            { month: '2026-08', records: 0 },
            {
              month,
              records: 2,
              awaiting: 1,
              late: 1,
              lastWord: word.id,
              lock: { by: 'county', byUnitId: county },
            },
          ],
        },
        { unitId: township, months: [{ records: 0 }, { records: 2, lock: { unitId: county } }] },
      ],
    });
    expect(await ask(devices.city, county)).toEqual(table);
    expect(await ask(devices.township, township)).toBe(403);
    expect(await ask(devices['other-county'], county)).toBe(403);
  });

  it('proposes the same sample to everybody, and shows what came late', async () => {
    for (let index = 0; index < 7; index += 1) await received();
    await say(devices.county, county, { action: 'confirm' });
    const late = await received();
    const sampleFor = async (officer: TestDevice) =>
      periodSampleReplySchema.parse(
        await (await officer.postJson('/api/periods/sample', { unitId: county, month })).json(),
      );
    const [mine, theirs] = [await sampleFor(devices.county), await sampleFor(devices.city)];
    expect(mine.sample).toHaveLength(5);
    expect(mine.sample.map(({ id }) => id)).toEqual(theirs.sample.map(({ id }) => id));
    expect(mine.late.map(({ id }) => id)).toEqual([late.id]);
  });

  it('figures of locked months only leave out what is late, unreviewed or open, and say how many', async () => {
    await approved();
    await received();
    await received(devices.huaguo.draft({ attended: 5 }));
    await say(devices.county, county, { action: 'confirm' });
    await received();
    const question = { unitId: county, from: '2026-09-01', until: '2026-10-31' };
    const figures = async (lockedOnly: boolean) =>
      figureReplySchema.parse(
        await (await devices.county.postJson('/api/figures', { ...question, lockedOnly })).json(),
      );
    expect((await figures(true)).total.kinds).toMatchObject({ gathering: { reviewed: 1, awaiting: 0 } });
    expect((await figures(true)).outside).toEqual({ late: 1, unreviewed: 1, open: 1 });
    expect(await figures(false)).not.toHaveProperty('outside');
    const ledger = await devices.county.postJson('/api/ledgers', {
      ...question,
      ...{ type: 'gathering', lockedOnly: true },
    });
    expect(await ledger.json()).toMatchObject({ total: 1, late: 1 });
  });
});
