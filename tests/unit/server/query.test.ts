// A query is answered as it was asked or refused: no word of it is overlooked.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;

beforeAll(async () => {
  test = await startTestServer();
  huaguo = await signInDevice(test, 'huaguo');
  for (const [place, occurredOn] of [
    ['村委会', '2026-10-01'],
    ['文化广场', '2026-10-10'],
    ['村小学', '2026-10-18'],
  ])
    await huaguo.pushOne(huaguo.draft({ place }, { occurredOn }));
});
afterAll(() => test.close());

describe('what is not known is refused', () => {
  it.each([
    ['a key beside where, sort and page', { filter: { type: 'gathering' } }],
    ['a misspelt where', { wehre: { type: 'gathering' } }],
    ['an operator there is not', { where: { occurredOn: { gt: '2026-10-05' } } }],
    [
      'one known and one unknown operator',
      { where: { occurredOn: { gte: '2026-10-05', lt: '2026-10-11' } } },
    ],
    ['a condition without an operator', { where: { occurredOn: {} } }],
    ['a condition that is a list', { where: { occurredOn: ['2026-10-01'] } }],
    ['a condition that is null', { where: { occurredOn: null } }],
    ['an order without a field', { sort: [{}] }],
    ['an order of two fields at once', { sort: [{ occurredOn: 'asc', id: 'desc' }] }],
    ['a direction there is not', { sort: [{ occurredOn: 'up' }] }],
    ['a key beside size and after', { page: { size: 10, offset: 20 } }],
    ['a field there is not', { where: { colour: 'red' } }],
  ])('%s', async (_, body) => {
    const response = await huaguo.postJson('/api/query/records', body);
    expect(response.status).toBe(400);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
    expect(await response.json()).toMatchObject({ code: 'badRequest', detail: expect.any(String) });
  });
});

describe('what is known is answered', () => {
  it.each([
    ['everything', {}, ['2026-10-01', '2026-10-10', '2026-10-18']],
    ['a range', { where: { occurredOn: { gte: '2026-10-05', lte: '2026-10-11' } } }, ['2026-10-10']],
    ['a set', { where: { occurredOn: { in: ['2026-10-01', '2026-10-18'] } } }, ['2026-10-01', '2026-10-18']],
    ['a beginning', { where: { 'values.place': { startsWith: '村' } } }, ['2026-10-01', '2026-10-18']],
    ['a value, a page', { where: { type: 'gathering' }, page: { size: 2 } }, ['2026-10-01', '2026-10-10']],
  ])('%s', async (_, body, days) => {
    const { documents } = await huaguo.query('records', { sort: [{ occurredOn: 'asc' }], ...body });
    expect(documents.map((document) => document.occurredOn)).toEqual(days);
  });
});
