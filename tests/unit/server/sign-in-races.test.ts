// A sign-in in the moment in which its account or device loses it: no session is left alive.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSessions, type SignIn } from '../../../server/access/sessions.ts';
import { createSignInLimit } from '../../../server/access/sign-in-limit.ts';
import { systemRandom } from '../../../server/random.ts';
import type { Store } from '../../../server/store/store.ts';
import { signInDevice } from '../../support/server/test-device.ts';
import { startTestServer, testPassword, type TestServer } from '../../support/server/test-server.ts';
import { throughOrWaiting } from '../../support/server/through-or-waiting.ts';

let test: TestServer;
beforeEach(async () => {
  test = await startTestServer();
});
afterEach(() => test.close());

const request: SignIn = {
  ...{ account: 'huaguo', password: testPassword, address: '::1' },
  device: { id: 'phone', name: 'phone' },
};
const now = () => test.clock.now().toISOString();

/** As the commands of an administrator do. */
const losses: readonly [string, () => Promise<unknown>, string][] = [
  [
    'its password was set anew',
    async () => {
      const hash = await test.server.passwords.hash('another good one');
      await test.server.store.write(async (tx) => {
        await tx.accounts.setPassword('huaguo', hash);
        await tx.accounts.endFamiliesOf('huaguo');
      });
    },
    'wrongPassword',
  ],
  [
    'it was disabled',
    () =>
      test.server.store.write(async (tx) => {
        await tx.accounts.setDisabled('huaguo', true);
        await tx.accounts.endFamiliesOf('huaguo');
      }),
    'wrongPassword',
  ],
  [
    'its device was revoked',
    () => test.server.store.write((tx) => tx.devices.markForWipe('phone', now())),
    'deviceRevoked',
  ],
];

function sessionsOver(changes: { readonly store?: Store; readonly afterVerify?: () => Promise<unknown> }) {
  const { store, clock, trees, passwords } = test.server;
  return createSessions({
    ...{ clock, trees, random: systemRandom, serverKey: new Uint8Array(32) },
    ...{ limit: createSignInLimit({ clock }), store: changes.store ?? store },
    passwords: {
      ...passwords,
      verify: async (password, hash) => {
        const isRight = await passwords.verify(password, hash);
        await changes.afterVerify?.();
        return isRight;
      },
    },
  });
}
const whoIs = (accessToken: string) =>
  test.server.sessions.authenticate(accessToken, 'phone').catch(() => 'nobody');

describe('a sign-in', () => {
  it.each(losses)('is refused when %s while its password was looked at', async (_when, lose, code) => {
    await signInDevice(test, 'huaguo', 'phone');
    await expect(sessionsOver({ afterVerify: lose }).signIn(request)).rejects.toMatchObject({ code });
  });

  it.each(losses)('that is being written when %s does not live on', async (_when, lose) => {
    await signInDevice(test, 'huaguo', 'phone');
    const { store } = test.server;
    let losing: Promise<unknown> | undefined;
    const write: Store['write'] = (work) =>
      store.write((tx) => {
        const startFamily: typeof tx.accounts.startFamily = async (family) => {
          await tx.accounts.startFamily(family);
          losing ??= lose();
          await throughOrWaiting(losing);
        };
        return work({ ...tx, accounts: { ...tx.accounts, startFamily } });
      });
    const { accessToken } = await sessionsOver({ store: { ...store, write } }).signIn(request);
    await losing;
    expect(await whoIs(accessToken)).toBe('nobody');
  });
});
