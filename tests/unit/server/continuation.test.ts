// Records that continue a standing one: of the right type, on trust when the other is not there, readable by whom they are about.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let caijia: TestDevice;
let township: TestDevice;

beforeAll(async () => {
  test = await startTestServer({ registry: recordTypes });
  [huaguo, caijia, township] = await Promise.all([
    signInDevice(test, 'huaguo'),
    signInDevice(test, 'caijia'),
    signInDevice(test, 'township'),
  ]);
});
afterAll(() => test.close());

function record(device: TestDevice, type: string, envelope: Partial<SyncedDocument> = {}): SyncedDocument {
  const definition = recordTypes.get(type);
  if (definition === undefined) throw new Error(`${type} is missing`);
  return device.draft({}, { type, values: definition.sample, ...envelope });
}

const verdictOf = async (device: TestDevice, document: SyncedDocument) => {
  const { status, code, fields } = await device.pushOne(document);
  return code === undefined ? status : [status, code, fields];
};
const refused = ['quarantined', 'wrongContinuation', ['aboutId']];

it('says which record it continues, and that is of a type that it may', async () => {
  const [commitment, honour] = [record(huaguo, 'public-commitment'), record(huaguo, 'meeting')];
  await huaguo.pushOne(commitment);
  await huaguo.pushOne(honour);
  expect(await verdictOf(huaguo, record(huaguo, 'commitment-progress'))).toEqual(refused);
  expect(await verdictOf(huaguo, record(huaguo, 'commitment-progress', { aboutId: honour.id }))).toEqual(
    refused,
  );
  expect(await verdictOf(huaguo, record(huaguo, 'commitment-progress', { aboutId: commitment.id }))).toBe(
    'accepted',
  );
});

it('is taken before the record it continues, and a hidden one looks like one that is not there', async () => {
  const hidden = record(caijia, 'meeting');
  await caijia.pushOne(hidden);
  for (const aboutId of ['01990000-0000-7000-8000-000000000000', hidden.id])
    expect(await verdictOf(huaguo, record(huaguo, 'commitment-progress', { aboutId }))).toBe('accepted');
});

it('of the level above reaches the unit that it is about, and no other village', async () => {
  const commitment = record(huaguo, 'public-commitment');
  await huaguo.pushOne(commitment);
  const evaluation = record(township, 'commitment-evaluation', {
    aboutId: commitment.id,
    audience: [{ unit: '420303001202', reach: 'this' }],
  });
  expect(await verdictOf(township, evaluation)).toBe('accepted');
  const heldBy = async (device: TestDevice) =>
    (await device.pull('records')).documents.some((document) => document.id === evaluation.id);
  expect([await heldBy(huaguo), await heldBy(caijia)]).toEqual([true, false]);
});

it('stays of its kind and goes on with what it may, whatever base an edit names', async () => {
  const [meeting, commitment] = [record(huaguo, 'meeting'), record(huaguo, 'public-commitment')];
  await huaguo.pushOne(meeting);
  await huaguo.pushOne(commitment);
  const campaign = recordTypes.get('campaign')?.sample;
  for (const changes of [{ type: 'campaign', values: campaign }, { createdAt: '2026-10-01T08:00:00.000Z' }]) {
    const verdict = await huaguo.pushOne(huaguo.edit(meeting, changes), meeting);
    expect(verdict).toMatchObject({ status: 'quarantined', code: 'idAlreadyUsed' });
  }
  const progress = record(huaguo, 'commitment-progress', { aboutId: commitment.id });
  await huaguo.pushOne(progress);
  const turned = await huaguo.pushOne(huaguo.edit(progress, { aboutId: meeting.id }), progress);
  expect([turned.status, turned.code, turned.fields]).toEqual(refused);
  const [stored] = (await huaguo.pull('records', `ids=${meeting.id}`)).documents;
  expect(stored).toMatchObject({ type: 'meeting', rev: 1 });
});
