// Ledgers from the server: scope, caps that are said, addresses that end, text that stays text.
import readExcelFile from 'read-excel-file/node';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { JsonObject } from '../../../shared/records/json-value.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

let test: TestServer;
let huaguo: TestDevice;
let caijia: TestDevice;
let township: TestDevice;
const year = { from: '2026-01-01', until: '2026-12-31' };

beforeAll(async () => {
  test = await startTestServer({ registry: recordTypes });
  [huaguo, caijia, township] = await Promise.all([
    signInDevice(test, 'huaguo'),
    signInDevice(test, 'caijia'),
    signInDevice(test, 'township'),
  ]);
  await record(huaguo, { agenda: '=HYPERLINK("http://example.invalid","看")' });
  await record(caijia, { agenda: '00123' });
});
afterAll(() => test.close());

async function record(device: TestDevice, values: JsonObject): Promise<void> {
  const meeting = { meetingKind: 'work', expected: 9, attended: 8, ...values };
  const verdict = await device.pushOne(device.draft({}, { type: 'meeting', values: meeting }));
  expect(verdict.status).toBe('accepted');
}

const ask = async (device: TestDevice, question: JsonObject, path = '/api/ledgers') => {
  const response = await device.postJson(path, { type: 'meeting', ...year, ...question });
  return { status: response.status, body: JSON.parse(await response.text()) };
};
const fileOf = async (device: TestDevice, unitId: string): Promise<string> => {
  const { body } = await ask(device, { unitId, locale: 'zh' }, '/api/ledgers/file');
  return String(body.path);
};

describe('the records of a ledger', () => {
  it('are those of the unit and all below it', async () => {
    const { body } = await ask(township, { unitId: '420303001' });
    expect([body.total, body.documents.length]).toEqual([2, 2]);
    expect((await ask(township, { unitId: '420303001202' })).body.total).toBe(1);
  });

  it('are refused outside of one’s scope, and for what is no ledger', async () => {
    expect((await ask(huaguo, { unitId: '420303001203' })).body.code).toBe('notAllowed');
    expect((await ask(huaguo, { unitId: '420303001' })).body.code).toBe('notAllowed');
    expect((await ask(township, { unitId: '420303001', type: 'person' })).body.code).toBe('badRequest');
    expect((await ask(township, { unitId: '420303001', type: 'nothing' })).body.code).toBe('badRequest');
    expect((await ask(township, { unitId: '420303001', from: '2027-01-01' })).status).toBe(400);
  });
});

describe('a workbook', () => {
  it('holds text as text, whatever it begins with, and repeats its head on each page', async () => {
    const response = await test.request(await fileOf(township, '420303001'));
    expect(response.headers.get('content-type')).toContain('spreadsheetml');
    const bytes = new Uint8Array(await response.arrayBuffer());
    const rows = (await readExcelFile(Buffer.from(bytes)))[0]?.data ?? [];
    const agendas = rows.map((row) => row[4]).filter((cell) => cell !== null);
    expect(agendas).toContain('=HYPERLINK("http://example.invalid","看")');
    expect(agendas).toContain('00123');
    const files = unzipSync(bytes);
    const text = (name: string): string => new TextDecoder().decode(files[name]);
    expect(text('xl/workbook.xml')).toMatch(/_xlnm\.Print_Titles" localSheetId="0">'会议台账'!\$1:\$3</);
    expect(text('xl/worksheets/sheet1.xml')).not.toContain('<f>');
  });

  it('has an address that ends after a minute, and that nobody can make up', async () => {
    const path = await fileOf(township, '420303001');
    expect((await test.request(path)).status).toBe(200);
    const [body = '', signature = ''] = (path.split('/').at(-1) ?? '').split('.');
    const other = JSON.parse(Buffer.from(body, 'base64url').toString('utf8'));
    const forged = Buffer.from(JSON.stringify({ ...other, account: 'city' })).toString('base64url');
    expect((await test.request(`/api/ledgers/file/${forged}.${signature}`)).status).toBe(404);
    expect((await test.request('/api/ledgers/file/nothing')).status).toBe(404);
    test.clock.advance(61);
    expect((await test.request(path)).status).toBe(404);
  });

  it('asks for the scope again when it is fetched, and leaves no address in the log', async () => {
    const path = await fileOf(caijia, '420303001202');
    expect((await test.request(path)).status).toBe(403);
    expect(test.logged.join('\n')).not.toContain(path.split('/').at(-1) ?? path);
  });
});
