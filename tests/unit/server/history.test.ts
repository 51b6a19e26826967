// The history of a record: what the reviewer saw last, for those who may read it, and for nobody else.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { decisionOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let township: TestDevice;

beforeAll(async () => {
  test = await startTestServer();
  [huaguo, township] = [await signInDevice(test, 'huaguo'), await signInDevice(test, 'township')];
});
afterAll(() => test.close());

const historyOf = async (device: TestDevice, id: string) => {
  const response = await device.postJson('/api/history', { id });
  return { status: response.status, body: JSON.parse(await response.text()) };
};
const decide = async (id: string, values: Record<string, unknown>) => {
  const [record] = (await huaguo.pull('records', `ids=${id}`)).documents;
  const verdict = await township.pushOne(decisionOn(township, record, values), undefined, 'decisions');
  expect(verdict.status).toBe('accepted');
};
const received = async (): Promise<SyncedDocument> => {
  const draft = huaguo.draft({ attended: 5 });
  await huaguo.pushOne(draft);
  return draft;
};

describe('the version last decided upon', () => {
  it('is null while nothing was decided', async () => {
    const { id } = await received();
    expect((await historyOf(township, id)).body).toMatchObject({
      reviewed: null,
      reviewedAt: null,
      steps: [{ rev: 1, reviewState: 'submitted', isByAuthor: true }],
    });
  });

  it('is what was returned, after the correction; the steps tell who made which', async () => {
    const draft = await received();
    await decide(draft.id, { action: 'return', reason: '人数从何而来' });
    await huaguo.pushOne(huaguo.edit(draft, { values: { ...draft.values, attended: 6 } }), draft);
    const { body } = await historyOf(township, draft.id);
    expect(body.reviewed).toMatchObject({ rev: 2, reviewState: 'returned', values: { attended: 5 } });
    expect(body.reviewedAt).toBe(body.steps[1].at);
    expect(
      body.steps.map((step: { reviewState: string; isByAuthor: boolean }) => [
        step.reviewState,
        step.isByAuthor,
      ]),
    ).toEqual([
      ['submitted', true],
      ['returned', false],
      ['submitted', true],
    ]);
  });

  it('is the newest of several', async () => {
    const draft = await received();
    await decide(draft.id, { action: 'approve' });
    const amended = huaguo.edit(draft, { values: { ...draft.values, attended: 7 } });
    await huaguo.pushOne(amended, draft);
    await decide(draft.id, { action: 'return', reason: '再看' });
    await huaguo.pushOne(huaguo.edit(amended, { values: { ...draft.values, attended: 8 } }), amended);
    expect((await historyOf(township, draft.id)).body.reviewed.values.attended).toBe(7);
  });
});

describe('a record saved very often', () => {
  it('shows its arrival and the newest 200 versions', async () => {
    const draft = await received();
    for (let index = 0; index < 203; index += 1)
      await huaguo.pushOne(huaguo.edit(draft, { values: { ...draft.values, attended: index + 10 } }));
    const { body } = await historyOf(township, draft.id);
    expect(body.steps.map((step: { rev: number }) => step.rev)).toEqual([
      1,
      ...Array.from({ length: 200 }, (_, index) => index + 5),
    ]);
    expect(body.reviewed).toBe(null);
  });
});

describe('who may not read the record', () => {
  it('is answered as if it did not exist', async () => {
    const { id } = await received();
    const missing = await historyOf(township, 'no-such-record');
    expect([missing.status, missing.body.code]).toEqual([404, 'notFound']);
    for (const name of ['caijia', 'other-county', 'admin']) {
      const { status, body } = await historyOf(await signInDevice(test, name), id);
      expect([name, status, body.code]).toEqual([name, 404, 'notFound']);
    }
    expect((await historyOf(huaguo, id)).status).toBe(200);
  });

  it('sees no version of a time when the record was not published to her', async () => {
    const draft = await received();
    await decide(draft.id, { action: 'return', reason: '请与蔡家村同办' });
    const shared = huaguo.edit(draft, { partnerUnitIds: ['420303001203'] });
    await huaguo.pushOne(shared, draft);
    const { body } = await historyOf(await signInDevice(test, 'caijia', 'device-caijia-2'), draft.id);
    expect([body.reviewed, body.steps.length]).toEqual([null, 1]);
  });

  it('without a session is refused, and so is a body that is no question', async () => {
    const response = await test.request('/api/history', { method: 'POST', body: '{}' });
    expect(response.status).toBe(401);
    expect((await township.postJson('/api/history', {})).status).toBe(400);
  });
});
