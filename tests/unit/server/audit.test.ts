// The audit: who saw a person's numbers and who took a ledger away, and never what stood in them; nothing in it can be changed.
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { auditCommands } from '../../../server/operations/admin-audit.ts';
import type { AuditRow } from '../../../server/store/audit.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

const secrets = /王示兰|420399197503080021|19750308|19900001234/;
let test: TestServer;
let person: SyncedDocument;

beforeAll(async () => {
  test = await startTestServer({ registry: recordTypes });
  const huaguo = await signInDevice(test, 'huaguo');
  const values = { name: '王示兰', sex: 'female', idNo: '420399197503080021', phone: '19900001234' };
  person = huaguo.draft({}, { type: 'person', definitionVersion: 2, values });
  await huaguo.pushOne(person, undefined, 'people');
});
afterAll(() => test.close());

const rows = (): Promise<readonly AuditRow[]> => test.server.store.read((view) => view.audit.list('', ''));
const unmask = (device: TestDevice, body: unknown): Promise<Response> => device.postJson('/api/unmask', body);
async function exported(device: TestDevice, question: Readonly<Record<string, unknown>>): Promise<number> {
  const asked = { unitId: '420303001', from: '2026-01-01', until: '2026-12-31', locale: 'zh', ...question };
  const reply = await device.postJson('/api/ledgers/file', asked);
  const { path }: { path: string } = JSON.parse(await reply.text());
  return (await test.request(path)).status;
}
/** What the command prints. */
async function admin(words: string, ...options: readonly string[]): Promise<string> {
  const command = auditCommands.find((each) => each.words === words);
  if (command === undefined) throw new Error(`there is no command ${words}`);
  return command.run(test.server, options);
}

describe('whole numbers', () => {
  it('are shown for a reason, and who, whom, when and why is written down', async () => {
    const county = await signInDevice(test, 'county');
    const response = await unmask(county, { id: person.id, reason: 'contact' });
    expect(await response.json()).toMatchObject({
      document: { id: person.id, values: { idNo: '420399197503080021', phone: '19900001234' } },
    });
    expect((await rows()).at(-1)).toMatchObject({
      ...{ account: 'county', accountUnit: '420303', act: 'unmask', subject: person.id },
      ...{ reason: 'contact', unit: '420303001202', at: '2026-10-20T02:00:00.000Z' },
    });
  });

  it('are refused without one of the reasons, and to whom the register is not open: nothing is written of either', async () => {
    const before = (await rows()).length;
    const county = await signInDevice(test, 'county');
    for (const body of [
      { id: person.id },
      { id: person.id, reason: 'because' },
      { id: person.id, reason: '' },
    ])
      expect((await unmask(county, body)).status).toBe(400);
    for (const account of ['other-county', 'city', 'caijia', 'admin']) {
      const response = await unmask(await signInDevice(test, account), { id: person.id, reason: 'contact' });
      expect([account, response.status]).toEqual([account, 404]);
    }
    expect((await test.request('/api/unmask', { method: 'POST' })).status).toBe(401);
    expect((await rows()).length).toBe(before);
  });
});

describe('a ledger that leaves as a file', () => {
  it('is written down: which, of which unit and days, lines, format; not by which words it was narrowed', async () => {
    const township = await signInDevice(test, 'township');
    expect(await exported(township, { type: 'person', text: '王示兰', format: 'docx' })).toBe(200);
    expect((await rows()).at(-1)).toMatchObject({
      ...{ account: 'township', act: 'export', subject: 'person', unit: '420303001', reason: '' },
      ...{ from: '2026-01-01', until: '2026-12-31', lines: 1, format: 'docx' },
    });
  });

  it('that may not be read is not', async () => {
    const before = (await rows()).length;
    expect(await exported(await signInDevice(test, 'caijia'), { type: 'person' })).toBe(403);
    expect((await rows()).length).toBe(before);
  });
});

describe('what is written', () => {
  it('is no name and no number', async () => {
    expect((await rows()).length).toBeGreaterThan(1);
    expect(JSON.stringify(await rows())).not.toMatch(secrets);
  });

  it('is read by the administrator, of the days she asks for', async () => {
    const all = await admin('audit list');
    expect(all).toMatch(
      new RegExp(
        `^1  2026-10-20T02:00:00.000Z  county \\(420303\\)  unmask  ${person.id}  420303001202  contact$`,
        'm',
      ),
    );
    expect(all).toMatch(/township \(420303001\) {2}export {2}person .* 1 lines {2}docx$/m);
    expect(all).not.toMatch(secrets);
    expect(await admin('audit list', '--from', '2026-10-20', '--to', '2026-10-20')).toBe(all);
    expect(await admin('audit list', '--from', '2026-10-21')).toBe('Nothing is in the audit.');
    await expect(admin('audit list', '--from', 'yesterday')).rejects.toThrow('Usage: audit list');
    expect(await admin('verify-audit')).toBe(
      `The audit is whole: ${(await rows()).length} rows, each as it was written.`,
    );
  });

  it('O3 cannot be changed or taken away, and it is seen when somebody did it past the program', async () => {
    const database = new DatabaseSync(join(test.dataDir, 'banbiantian.sqlite'));
    for (const statement of ["UPDATE audit SET account = 'nobody'", 'DELETE FROM audit WHERE number = 1'])
      expect(() => database.exec(statement)).toThrow('the audit is only added to');
    database.exec('DROP TRIGGER audit_no_delete; DELETE FROM audit WHERE number = 1');
    database.close();
    await expect(admin('verify-audit')).rejects.toThrow('The audit is damaged: row 1 is missing');
  });
});
