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

describe('a decision of a phone whose clock is years behind', () => {
  it('is held from the day when it arrived, by whom it concerns and by whoever made it; later it leaves', async () => {
    const draft = huaguo.draft({ attended: 3 });
    await huaguo.pushOne(draft);
    const stored = (await township.pull('records', `ids=${draft.id}`)).documents[0];
    const made = decisionOn(township, stored, { action: 'return', reason: '人数不对' });
    const decision = { ...made, occurredOn: '2022-06-02', createdAt: '2022-06-01T19:40:03.929Z' };
    expect(await township.pushOne(decision, undefined, 'decisions')).toMatchObject({ status: 'accepted' });
    const holders = async (): Promise<readonly string[]> => {
      const held: string[] = [];
      for (const account of ['huaguo', 'township']) {
        const device = await signInDevice(test, account);
        const asked = await device.pull('decisions', `ids=${decision.id}`);
        const all = await device.pull('decisions', 'since=0&limit=500');
        expect(all.documents.map(({ id }) => id).includes(decision.id)).toBe(asked.documents.length === 1);
        if (asked.documents.length === 1) held.push(account);
        else expect(asked.leaves).toEqual([{ id: decision.id }]);
      }
      return held;
    };
    expect(await holders()).toEqual(['huaguo', 'township']);
    test.clock.set('2027-01-02T02:00:00.000Z');
    expect(await holders()).toEqual(['huaguo']);
    test.clock.set('2028-10-21T02:00:00.000Z');
    expect(await holders()).toEqual([]);
  });
});
