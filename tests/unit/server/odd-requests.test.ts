// What a database does not take is refused in words, never answered as a fault of ours.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let county: TestDevice;
beforeAll(async () => {
  test = await startTestServer();
  county = await signInDevice(test, 'county');
});
afterAll(() => test.close());

const odd = 'a\u0000b';

it('an id of a report with a character that no text holds is not there', async () => {
  for (const path of [`/api/reports/${encodeURIComponent(odd)}`, '/api/reports/a%20b'])
    expect((await county.call(path)).status).toBe(404);
});

it('an epoch or a base with such a character is no form of a request', async () => {
  const bring = async (epoch: string, base: string): Promise<number> => {
    const rows = [{ document: county.draft({}), base }];
    return (await county.postJson('/api/recovery/records/bring', { epoch, rows })).status;
  };
  expect([await bring(odd, ''), await bring('e1', odd), await bring('e1', '')]).toEqual([400, 400, 200]);
});
