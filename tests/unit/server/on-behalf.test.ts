// 代村补录: a township records for its village, in the village's name and with her knowledge noted.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, testPassword, type TestServer } from '../../support/server/test-server.ts';

const [village, county] = ['420303001202', '420303'];
let test: TestServer;
let devices: Readonly<Record<'huaguo' | 'caijia' | 'township' | 'second' | 'county' | 'city', TestDevice>>;

beforeAll(async () => {
  test = await startTestServer();
  const second = {
    id: 'township-two',
    name: '示例二',
    role: 'townshipOfficer',
    orgUnitId: '420303001',
  } as const;
  await test.server.createAccount({ ...second, password: testPassword });
  devices = {
    huaguo: await signInDevice(test, 'huaguo'),
    caijia: await signInDevice(test, 'caijia'),
    township: await signInDevice(test, 'township'),
    second: await signInDevice(test, 'township-two'),
    county: await signInDevice(test, 'county'),
    city: await signInDevice(test, 'city'),
  };
});
afterAll(() => test.close());

const behalf = (officer: TestDevice, unit = village, fields: Record<string, unknown> = {}) =>
  officer.draft(
    { attended: 5 },
    {
      ...{ orgUnitId: unit, hostUnitId: unit, onBehalf: { isKnown: true } },
      audience: [{ unit: county, reach: 'this' }],
      ...fields,
    },
  );
const held = async (device: TestDevice, id: string) =>
  (await device.pull('records', `ids=${id}`)).documents[0];

describe('a record on behalf of a village', () => {
  it('is the village’s record, written by the officer, on the village’s and the county’s device', async () => {
    const draft = behalf(devices.township);
    expect(await devices.township.pushOne(draft)).toMatchObject({ status: 'accepted' });
    expect(await held(devices.huaguo, draft.id)).toMatchObject({
      ...{ orgUnitId: village, createdBy: 'township', onBehalf: { isKnown: true } },
    });
    expect(await held(devices.county, draft.id)).toBeDefined();
    expect(await held(devices.caijia, draft.id)).toBeUndefined();
  });

  it('says whether she knows, and is for villages of the own township, of kinds that villages record', async () => {
    const refused = async (draft: ReturnType<typeof behalf>, officer = devices.township) =>
      (await officer.pushOne(draft)).fields;
    expect(await refused(behalf(devices.township, village, { onBehalf: undefined }))).toEqual(['orgUnitId']);
    expect(await refused(behalf(devices.township, village, { onBehalf: { isKnown: '是' } }))).toEqual([
      'onBehalf',
    ]);
    expect(await refused(behalf(devices.township, '420304001201'))).toEqual(['orgUnitId']);
    expect(await refused(behalf(devices.township, '420303001'))).toEqual(['onBehalf']);
    expect(await refused(behalf(devices.county, village, { audience: [] }), devices.county)).toEqual([
      'orgUnitId',
    ]);
    expect(
      await refused(behalf(devices.township, village, { audience: [{ unit: '4203', reach: 'this' }] })),
    ).toEqual(['audience']);
  });

  it('is corrected by the village without taking the note away, and by every officer of the township', async () => {
    const draft = behalf(devices.township, village, { partnerUnitIds: ['420303001203'] });
    await devices.township.pushOne(draft);
    const { onBehalf: _onBehalf, ...without } = draft;
    expect((await devices.huaguo.pushOne(devices.huaguo.edit(without, {}), draft)).fields).toEqual([
      'onBehalf',
    ]);
    const corrected = devices.huaguo.edit(draft, { values: { ...draft.values, attended: 6 } });
    expect(await devices.huaguo.pushOne(corrected, draft)).toMatchObject({ status: 'accepted', rev: 2 });
    const again = devices.township.edit(corrected, { values: { ...draft.values, attended: 7 } });
    expect(await devices.township.pushOne(again, corrected)).toMatchObject({ status: 'accepted', rev: 3 });
    const second = devices.second.edit(again, { values: { ...draft.values, attended: 8 } });
    expect(await devices.second.pushOne(second, again)).toMatchObject({ status: 'accepted', rev: 4 });
    const others = devices.county.edit(second, { values: { ...draft.values, attended: 9 } });
    expect((await devices.county.pushOne(others, second)).code).toBe('recordOutsideScope');
  });

  it('is not approved by an officer who corrected it: the county does', async () => {
    const draft = behalf(devices.township);
    await devices.township.pushOne(draft);
    const corrected = devices.second.edit(draft, { values: { ...draft.values, attended: 8 } });
    await devices.second.pushOne(corrected, draft);
    for (const [reviewer, status] of [
      ['second', 'quarantined'],
      ['township', 'quarantined'],
      ['county', 'accepted'],
    ] as const) {
      const decision = decisionOn(devices[reviewer], await held(devices.huaguo, draft.id), {
        action: 'approve',
      });
      expect((await devices[reviewer].pushOne(decision, undefined, 'decisions')).status).toBe(status);
    }
  });

  it('moves to another village of the township, never into the unit of its author', async () => {
    const draft = behalf(devices.township);
    await devices.township.pushOne(draft);
    const home = devices.township.edit(draft, { orgUnitId: '420303001', hostUnitId: '420303001' });
    expect(await devices.township.pushOne(home, draft)).toMatchObject({
      ...{ status: 'quarantined', code: 'recordOutsideScope', fields: ['onBehalf'] },
    });
    const beside = devices.township.edit(draft, { orgUnitId: '420303001203', hostUnitId: '420303001203' });
    expect(await devices.township.pushOne(beside, draft)).toMatchObject({ status: 'accepted', rev: 2 });
  });

  it('is reviewed by another account of the township or by the county, never by its author', async () => {
    for (const [reviewer, status] of [
      ['township', 'quarantined'],
      ['city', 'quarantined'],
      ['second', 'accepted'],
      ['county', 'accepted'],
    ] as const) {
      const draft = behalf(devices.township);
      await devices.township.pushOne(draft);
      const decision = decisionOn(devices[reviewer], await held(devices.huaguo, draft.id), {
        action: 'approve',
      });
      expect((await devices[reviewer].pushOne(decision, undefined, 'decisions')).status).toBe(status);
    }
  });

  it('does not make the county a reviewer of what the village itself recorded', async () => {
    const draft = devices.huaguo.draft({ attended: 5 });
    await devices.huaguo.pushOne(draft);
    const decision = decisionOn(devices.county, await held(devices.huaguo, draft.id), { action: 'approve' });
    expect((await devices.county.pushOne(decision, undefined, 'decisions')).code).toBe('notTheReviewer');
  });
});

describe('a link to the same event', () => {
  it('leads to a readable record of the kind that is itself counted, and can be taken away', async () => {
    const host = devices.township.draft({ attended: 50 }, { partnerUnitIds: [village] });
    await devices.township.pushOne(host);
    const mine = devices.huaguo.draft({ attended: 12 }, { sameEventAs: host.id });
    expect((await devices.huaguo.pushOne(mine)).status).toBe('accepted');
    const back = devices.township.edit(host, { sameEventAs: mine.id });
    expect((await devices.township.pushOne(back, host)).code).toBe('wrongLink');
    const hidden = devices.caijia.draft({ attended: 9 });
    await devices.caijia.pushOne(hidden);
    for (const target of [hidden.id, '0199f000-0000-7000-8000-000000000000', mine.id]) {
      const wrong = devices.huaguo.draft({ attended: 1 }, { sameEventAs: target });
      expect(await devices.huaguo.pushOne(wrong)).toMatchObject({
        code: 'wrongLink',
        fields: ['sameEventAs'],
      });
    }
    const { sameEventAs: _link, ...unlinked } = devices.huaguo.edit(mine, {});
    expect((await devices.huaguo.pushOne(unlinked, mine)).status).toBe('accepted');
    expect(await held(devices.huaguo, mine.id)).not.toHaveProperty('sameEventAs');
  });
});
