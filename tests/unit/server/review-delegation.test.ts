// 委托审核: a named account reviews another unit's queue between two days, and no longer.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reviewDelegation } from '../../support/server/office-documents.ts';
import { decisionOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let devices: Readonly<Record<'huaguo' | 'township' | 'county' | 'city', TestDevice>>;
const october = { action: 'give', from: '2026-10-01', until: '2026-10-31' };

beforeAll(async () => {
  test = await startTestServer();
  devices = {
    huaguo: await signInDevice(test, 'huaguo'),
    township: await signInDevice(test, 'township'),
    county: await signInDevice(test, 'county'),
    city: await signInDevice(test, 'city'),
  };
});
afterAll(() => test.close());

const say = async (officer: TestDevice, account: string, values: Record<string, unknown>) => {
  const document = reviewDelegation(officer, account, values);
  return { document, verdict: await officer.pushOne(document, undefined, 'decisions') };
};
async function approvalBy(reviewer: TestDevice): Promise<string | undefined> {
  const draft = devices.huaguo.draft({ attended: 5 });
  await devices.huaguo.pushOne(draft);
  const [record] = (await devices.huaguo.pull('records', `ids=${draft.id}`)).documents;
  const decision = decisionOn(reviewer, record, { action: 'approve' });
  const { status, code } = await reviewer.pushOne(decision, undefined, 'decisions');
  return code ?? status;
}

describe('a delegated review', () => {
  it('holds between its days, reaches the delegate, and can be ended', async () => {
    expect(await approvalBy(devices.county)).toBe('notTheReviewer');
    const { document, verdict } = await say(devices.township, 'county', october);
    expect(verdict.status).toBe('accepted');
    expect(await devices.township.pushOne(document, undefined, 'decisions')).toEqual(verdict);
    expect((await devices.county.pull('decisions', `ids=${document.id}`)).documents).toHaveLength(1);
    expect(await approvalBy(devices.county)).toBe('accepted');
    const ended = await say(devices.township, 'county', { action: 'end', ends: document.id });
    expect(ended.verdict.status).toBe('accepted');
    expect(await approvalBy(devices.county)).toBe('notTheReviewer');
  });

  it('does not begin early nor last longer', async () => {
    await say(devices.township, 'county', { action: 'give', from: '2026-10-21', until: '2026-10-22' });
    await say(devices.township, 'county', { action: 'give', from: '2026-10-01', until: '2026-10-19' });
    expect(await approvalBy(devices.county)).toBe('notTheReviewer');
  });

  it('is for reviewers of the own unit or the one above, given by whoever reviews there', async () => {
    for (const account of ['nobody', 'huaguo', 'city', 'other-county', 'admin', 'township'])
      expect((await say(devices.township, account, october)).verdict.code).toBe('unknownDelegate');
    expect((await say(devices.huaguo, 'township', october)).verdict.code).toBe('mayNotDelegate');
    expect((await say(devices.city, 'city-lead', october)).verdict.code).toBe('mayNotDelegate');
    const backwards = { ...october, until: '2026-09-01' };
    expect((await say(devices.township, 'county', backwards)).verdict.code).toBe('invalidValue');
    const foreign = await say(devices.township, 'county', { action: 'end', ends: 'x' });
    expect(foreign.verdict.code).toBe('unknownDelegate');
  });
});
