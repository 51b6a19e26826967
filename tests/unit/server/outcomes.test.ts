// What units reached of the outcomes of tasks, asked of the server: the same count as on a device, of nobody but one's own.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createOutcomeCount, type OutcomeQuestion } from '../../../shared/indicators/count-outcomes.ts';
import { outcomesReplySchema } from '../../../shared/indicators/outcomes-protocol.ts';
import { createOrgTree } from '../../../shared/org/org-unit.ts';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

const [street, village, neighbour] = ['420303001', '420303001202', '420303001203'];
let test: TestServer;
let huaguo: TestDevice;
let caijia: TestDevice;
const sent: SyncedDocument[] = [];

beforeAll(async () => {
  test = await startTestServer({ registry: recordTypes });
  huaguo = await signInDevice(test, 'huaguo');
  caijia = await signInDevice(test, 'caijia');
  for (const [device, count, occurredOn] of [
    [huaguo, 12, '2026-09-30'],
    [huaguo, 30, '2026-10-01'],
    [huaguo, 5, '2026-10-18'],
    [caijia, 7, '2026-10-18'],
  ] as const) {
    const sample = recordTypes.get('volunteer-activity')?.sample;
    const values = { ...sample, peopleServed: { count, isEstimate: false } };
    const record = device.draft({}, { type: 'volunteer-activity', definitionVersion: 1, occurredOn, values });
    const { status } = await device.pushOne(record);
    if (status !== 'accepted') throw new Error(`the record was not taken: ${status}`);
    sent.push({ ...record, reviewState: 'submitted' });
  }
});
afterAll(() => test.close());

const october = { outcome: 'served', from: '2026-10-01', until: '2026-10-18' };
const ask = (device: TestDevice, ...questions: readonly OutcomeQuestion[]): Promise<Response> =>
  device.postJson('/api/figures/outcomes', { questions });
const answersTo = async (device: TestDevice, ...questions: readonly OutcomeQuestion[]) =>
  outcomesReplySchema.parse(await (await ask(device, ...questions)).json()).answers;

describe('outcomes', () => {
  it('are answered in the order of the questions, each over its own days and units', async () => {
    const township = await signInDevice(test, 'township');
    const [whole, day, other] = await answersTo(
      township,
      { ...october, unitIds: [street, neighbour, village] },
      { ...october, from: '2026-10-18', unitIds: [village] },
      { ...october, outcome: 'passed', unitIds: [street] },
    );
    expect(whole?.total).toMatchObject({ reached: 42, awaiting: 42 });
    expect(whole?.units.map(({ unitId, reached }) => [unitId, reached])).toEqual([
      [street, 42],
      [village, 35],
      [neighbour, 7],
    ]);
    expect([day?.total.reached, other?.total.reached]).toEqual([5, 0]);
  });

  it('are what a device counts from the same records', async () => {
    const question = { ...october, unitIds: [village] };
    const place = { name: village, shortName: village, level: 'village', parentId: null } as const;
    const tree = createOrgTree([{ id: village, ...place }]);
    const here = createOutcomeCount(question, { registry: recordTypes, tree });
    for (const record of sent) here.add(record);
    expect(await answersTo(huaguo, question)).toEqual([here.read()]);
  });

  it('of a unit that is not one’s own or below it are refused, in whichever question it stands', async () => {
    const stranger = await signInDevice(test, 'other-county');
    const mine = { ...october, unitIds: [village] };
    for (const [device, unitIds] of [
      [huaguo, [neighbour]],
      [huaguo, [street]],
      [huaguo, [village, neighbour]],
      [stranger, [village]],
    ] as const) {
      const response = await ask(device, ...(device === huaguo ? [mine] : []), { ...october, unitIds });
      expect(response.status).toBe(403);
      expect(await response.json()).toMatchObject({ code: 'notAllowed' });
    }
  });

  it.each([
    ['an outcome there is not', { ...october, outcome: 'meetings', unitIds: [village] }],
    ['days the wrong way round', { ...october, until: '2026-09-01', unitIds: [village] }],
    ['no unit', { ...october, unitIds: [] }],
  ])('%s is no question', async (_, question) => {
    expect((await ask(huaguo, question)).status).toBe(400);
  });

  it('are for whoever is signed in', async () => {
    const response = await test.request('/api/figures/outcomes', { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
  });
});
