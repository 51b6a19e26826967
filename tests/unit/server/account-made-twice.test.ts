// An account that two people make at the same moment is made once, and the other is told so in words.
import { afterEach, beforeEach, expect, it } from 'vitest';
import { AccountError } from '../../../server/operations/create-account.ts';
import { startTestServer, testPassword, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
beforeEach(async () => {
  test = await startTestServer();
});
afterEach(() => test.close());

it('is made once, and the other is told that it is there already', async () => {
  const make = (name: string): Promise<unknown> =>
    test.server
      .createAccount({
        ...{ id: 'newcomer', name, role: 'villageCadre', orgUnitId: '420303001202' },
        password: testPassword,
      })
      .then(
        () => name,
        (error: unknown) => error,
      );
  const outcomes = await Promise.all([make('示例一'), make('示例二')]);
  const made = outcomes.filter((outcome) => typeof outcome === 'string');
  expect(made).toHaveLength(1);
  expect(outcomes.filter((outcome) => outcome instanceof AccountError)).toHaveLength(1);
  const account = await test.server.store.read((view) => view.accounts.get('newcomer'));
  expect(account?.name).toBe(made[0]);
});
