// Guessing one account slows that account down, not the village behind the same address.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSignInLimit } from '../../../server/access/sign-in-limit.ts';
import {
  createTestClock,
  startTestServer,
  testPassword,
  type TestServer,
} from '../../support/server/test-server.ts';

describe('through the app', () => {
  let test: TestServer;
  beforeEach(async () => {
    test = await startTestServer();
  });
  afterEach(() => test.close());

  const signIn = (account: string, password: string) =>
    test.request('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ account, password, device: { id: `device-${account}`, name: 'test' } }),
    });
  const statuses = async (tries: readonly (readonly [string, string])[]): Promise<number[]> => {
    const seen: number[] = [];
    for (const [account, password] of tries) seen.push((await signIn(account, password)).status);
    return seen;
  };

  it('five wrong tries stop that account for a moment, and nobody else behind the address', async () => {
    const wrong = Array.from({ length: 5 }, () => ['caijia', 'wrong guess'] as const);
    expect(await statuses(wrong)).toEqual([401, 401, 401, 401, 401]);
    const blocked = await signIn('caijia', testPassword);
    expect(blocked.status).toBe(429);
    expect(blocked.headers.get('retry-after')).toBe('1');
    expect(
      await statuses([
        ['huaguo', testPassword],
        ['township', testPassword],
      ]),
    ).toEqual([200, 200]);
    test.clock.advance(2);
    expect(await statuses([['caijia', testPassword]])).toEqual([200]);
    expect(
      await statuses([
        ['caijia', 'wrong guess'],
        ['caijia', testPassword],
      ]),
    ).toEqual([401, 200]);
  });

  it('fifty wrong tries over many accounts stop the address; a right one in between does not start it anew', async () => {
    const guess = (index: number) => [`account-${index}`, 'wrong guess'] as const;
    const tries = Array.from({ length: 49 }, (_, index) => guess(index));
    expect(new Set(await statuses(tries))).toEqual(new Set([401]));
    expect(await statuses([['huaguo', testPassword], guess(50), ['huaguo', testPassword]])).toEqual([
      200, 401, 429,
    ]);
    test.clock.advance(601);
    expect(await statuses([['huaguo', testPassword], guess(51), ['huaguo', testPassword]])).toEqual([
      200, 401, 200,
    ]);
  });
});

describe('the waits', () => {
  it('double for an account up to five minutes, and up to a minute for an address', () => {
    const clock = createTestClock('2026-10-20T02:00:00.000Z');
    const limit = createSignInLimit({ clock });
    const waitsOf = (count: number, next: (index: number) => { account: string; address: string }) =>
      Array.from({ length: count }, (_, index) => {
        limit.failed(next(index));
        return limit.waitSeconds(next(index));
      });
    expect(waitsOf(15, (index) => ({ account: 'a', address: `from-${index}` }))).toEqual([
      0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300,
    ]);
    expect(waitsOf(58, (index) => ({ account: `a-${index}`, address: 'here' })).slice(48)).toEqual([
      0, 1, 2, 4, 8, 16, 32, 60, 60, 60,
    ]);
    clock.advance(3601);
    expect(limit.waitSeconds({ account: 'a', address: 'here' })).toBe(0);
  });
});
