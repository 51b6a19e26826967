// Rows that the window leaves out are passed, not stopped at: the token stands for what was scanned, not for what was given.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decisionOn, signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let township: TestDevice;
beforeAll(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
  township = await signInDevice(test, 'township');
});
afterAll(() => test.close());

/** Approved and of years ago: nobody's device holds it any more. */
async function recordOfOld(): Promise<void> {
  const draft = huaguo.draft({ attended: 1 }, { occurredOn: '2022-05-01' });
  await huaguo.pushOne(draft);
  const stored = (await township.pull('records', `ids=${draft.id}`)).documents[0];
  const approval = decisionOn(township, stored, { action: 'approve' });
  expect(await township.pushOne(approval, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
}

describe('a feed of which the window leaves out nearly all', () => {
  it('is passed in short pages, each further than the one before, to the one that is held', async () => {
    for (let n = 0; n < 12; n += 1) await recordOfOld();
    const recent = huaguo.draft({ attended: 2 });
    await huaguo.pushOne(recent);
    const found: string[] = [];
    const places = new Set<string>(['0']);
    for (let [since, more] = ['0', true]; more;) {
      const page = await huaguo.pull('records', `limit=1&since=${since}`);
      found.push(...page.documents.map(({ id }) => id));
      [since, more] = [page.checkpoint.since, page.more];
      expect(more && places.has(since)).toBe(false);
      places.add(since);
    }
    expect(found).toEqual([recent.id]);
  });
});
