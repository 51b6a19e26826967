// An event whose host record goes away does not fall out of the figures: the linked record counts for itself again.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { figureReplySchema } from '../../../shared/indicators/figures-protocol.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { decisionOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let township: TestDevice;
let county: TestDevice;

beforeAll(async () => {
  test = await startTestServer();
  [huaguo, township, county] = await Promise.all([
    signInDevice(test, 'huaguo'),
    signInDevice(test, 'township'),
    signInDevice(test, 'county'),
  ]);
});
afterAll(() => test.close());

const held = async (id: string) => (await huaguo.pull('records', `ids=${id}`)).documents[0];
const decide = (officer: TestDevice, record: SyncedDocument | undefined, values: Record<string, unknown>) =>
  officer.pushOne(decisionOn(officer, record, values), undefined, 'decisions');

/** The township's record of an event of this day, and the village's that is linked to it. */
async function linkedPair(occurredOn: string) {
  const host = township.draft({ attended: 50 }, { partnerUnitIds: ['420303001202'], occurredOn });
  await township.pushOne(host);
  const mine = huaguo.draft({ attended: 12 }, { sameEventAs: host.id, occurredOn });
  expect((await huaguo.pushOne(mine)).status).toBe('accepted');
  return { host, mine };
}

async function counted(day: string): Promise<unknown> {
  const question = { unitId: '420303', from: day, until: day };
  const reply = figureReplySchema.parse(await (await county.postJson('/api/figures', question)).json());
  return reply.total.kinds['gathering'];
}

it('is counted by the linked record once the host’s is deleted', async () => {
  const { host, mine } = await linkedPair('2026-08-05');
  expect(await counted('2026-08-05')).toMatchObject({ awaiting: 1 });
  await decide(township, await held(mine.id), { action: 'approve' });
  await township.pushOne(township.edit(host, { _deleted: true }), host);
  const released = await held(mine.id);
  expect(released).toMatchObject({ reviewState: 'approved', rev: 3, values: { attended: 12 } });
  expect(released).not.toHaveProperty('sameEventAs');
  expect(await counted('2026-08-05')).toMatchObject({ reviewed: 1, awaiting: 0 });
});

it('is counted by the linked record once the host’s is void, and that is still the township’s to review', async () => {
  const { host, mine } = await linkedPair('2026-08-06');
  const [seen] = (await county.pull('records', `ids=${host.id}`)).documents;
  await decide(county, seen, { action: 'void', reason: '重复' });
  const released = await held(mine.id);
  expect(released).not.toHaveProperty('sameEventAs');
  expect(await counted('2026-08-06')).toMatchObject({ awaiting: 1 });
  expect((await decide(township, released, { action: 'approve' })).status).toBe('accepted');
});

it('an edit that began while the link stood is merged without it', async () => {
  const { host, mine } = await linkedPair('2026-08-07');
  await township.pushOne(township.edit(host, { _deleted: true }), host);
  const edited = huaguo.edit(mine, { values: { ...mine.values, attended: 13 } });
  expect(await huaguo.pushOne(edited, mine)).toMatchObject({ status: 'merged', rev: 3 });
  const released = await held(mine.id);
  expect(released).toMatchObject({ values: { attended: 13 } });
  expect(released).not.toHaveProperty('sameEventAs');
});
