// Who runs this is told to anybody who opens the app, as the settings and the first run say it.
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
beforeAll(async () => {
  test = await startTestServer({
    env: { FILING_NUMBER: ' 示备2026第1号 ', FEEDBACK_CONTACT: '示例市妇联办公室 0710-0000000' },
  });
});
afterAll(() => test.close());

it('without a sign-in: the federation, the filing number, where to complain', async () => {
  const response = await test.request('/api/operator');
  expect(await response.json()).toEqual({
    federation: 'test',
    filingNumber: '示备2026第1号',
    feedbackContact: '示例市妇联办公室 0710-0000000',
  });
});

it('what was not set is empty; what is no line of words stops the start', () => {
  expect(readConfig({})).toMatchObject({ filingNumber: '', feedbackContact: '' });
  expect(() => readConfig({ FILING_NUMBER: 'x'.repeat(61) })).toThrow(
    'FILING_NUMBER must be one line of at most 60 characters.',
  );
  expect(() => readConfig({ FEEDBACK_CONTACT: 'a\nb' })).toThrow(
    'FEEDBACK_CONTACT must be one line of at most 200 characters.',
  );
});
