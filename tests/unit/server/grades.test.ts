// 对标定位 asked of the server: what a device counts, for the organisation and its superiors, and nobody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGradeTable, type GradeQuestion } from '../../../shared/grading/grade-table.ts';
import { gradeReplySchema } from '../../../shared/grading/grading-protocol.ts';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { graded } from '../../support/grades.ts';
import { reportTree } from '../../support/reports/report-of.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

const [street, village, neighbour] = ['420303001', '420303001202', '420303001203'];
let test: TestServer;
let township: TestDevice;
const sent: SyncedDocument[] = [];

beforeAll(async () => {
  test = await startTestServer({ registry: recordTypes });
  township = await signInDevice(test, 'township');
  for (const [organisation, grade] of [
    [village, 'good'],
    [neighbour, 'poor'],
  ] as const) {
    const { values } = graded(organisation, { grade });
    const audience = [{ unit: organisation, reach: 'this' }];
    const envelope = {
      type: 'grade-result',
      definitionVersion: 1,
      occurredOn: '2026-06-10',
      audience,
      values,
    };
    const record = township.draft({}, envelope);
    const { status } = await township.pushOne(record);
    if (status !== 'accepted') throw new Error(`the record was not taken: ${status}`);
    sent.push({ ...record, reviewState: 'submitted' });
  }
});
afterAll(() => test.close());

const ask = (device: TestDevice, question: GradeQuestion): Promise<Response> =>
  device.postJson('/api/grades', question);

describe('grades', () => {
  it('are what a device counts from the same records', async () => {
    const question = { unitId: street, year: 2026 };
    const here = createGradeTable(question, reportTree);
    for (const record of sent) here.add(record);
    const reply = gradeReplySchema.parse(await (await ask(township, question)).json());
    expect(reply.whole).toEqual(here.read().whole);
    expect(reply.rows.filter(({ now }) => now !== undefined)).toEqual(here.read().rows);
  });

  it('show a village its own and nothing of its neighbour', async () => {
    const huaguo = await signInDevice(test, 'huaguo');
    const reply = gradeReplySchema.parse(await (await ask(huaguo, { unitId: village, year: 2026 })).json());
    expect(reply).toMatchObject({ whole: { now: { grade: 'good' }, counts: { graded: 1 } }, rows: [] });
    for (const unitId of [neighbour, street, '4203'])
      expect((await ask(huaguo, { unitId, year: 2026 })).status).toBe(403);
    const pulled = JSON.stringify(await huaguo.pull('records'));
    expect([pulled.includes(sent[0]?.id ?? ''), pulled.includes(sent[1]?.id ?? '')]).toEqual([true, false]);
  });

  it('reach every superior, and no other county', async () => {
    for (const name of ['county', 'city']) {
      const device = await signInDevice(test, name);
      const reply = gradeReplySchema.parse(await (await ask(device, { unitId: street, year: 2026 })).json());
      expect(reply.whole.counts).toMatchObject({ graded: 2, unreviewed: 2 });
    }
    const stranger = await signInDevice(test, 'other-county');
    expect((await ask(stranger, { unitId: street, year: 2026 })).status).toBe(403);
  });

  it('are refused for a question that is none', async () => {
    expect((await ask(township, { unitId: street, year: 3 })).status).toBe(400);
  });
});
