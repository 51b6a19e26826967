// Reports over HTTP: who may do what with them, in which state; nobody's text is written over unseen.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import { sampleValues } from '../../../shared/forms/sample-values.ts';
import {
  reportComparisonSchema,
  reportListSchema,
  reportReplySchema,
  type ReportReply,
} from '../../../shared/reports/report-protocol.ts';
import { textOf } from '../../../shared/reports/report-model.ts';
import { signInDevice, type TestDevice } from '../../support/server/test-device.ts';
import { startTestServer, type TestServer } from '../../support/server/test-server.ts';

const asked = {
  ...{ unitId: '4203', outlineId: 'excellence-briefing', from: '2026-01-01', until: '2026-10-31' },
  ...{ isPreview: false, locale: 'zh' },
};
let test: TestServer;
const devices = new Map<string, TestDevice>();
const as = (account: string): TestDevice => {
  const device = devices.get(account);
  if (device === undefined) throw new Error(`nobody signed in as ${account}`);
  return device;
};

beforeAll(async () => {
  test = await startTestServer({ registry: recordTypes });
  for (const account of ['city', 'city-lead', 'county', 'township', 'huaguo', 'admin'])
    devices.set(account, await signInDevice(test, account));
});
afterAll(() => test.close());

async function call(account: string, path: string, body?: unknown, method = 'POST') {
  const init =
    body === undefined
      ? { method }
      : { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
  const response = await as(account).call(`/api/reports${path}`, init);
  return { status: response.status, body: await response.json() };
}
async function done(account: string, path: string, body?: unknown, method = 'POST'): Promise<ReportReply> {
  const reply = await call(account, path, body, method);
  if (reply.status !== 200) throw new Error(`${path}: ${reply.status} ${JSON.stringify(reply.body)}`);
  return reportReplySchema.parse(reply.body);
}
const draft = (more: object = {}, account = 'city') => done(account, '', { ...asked, ...more });
const move = (account: string, { head }: ReportReply, act: string, more: object = {}) =>
  done(account, `/${head.id}/move`, { rev: head.rev, act, ...more });
const code = async (reply: Promise<{ status: number; body: { code?: string } }>) => {
  const { status, body } = await reply;
  return [status, body.code];
};

describe('a draft', () => {
  it('is the unit’s own: nobody else sees it or makes one for her', async () => {
    const { head } = await draft();
    expect(head).toMatchObject({ rev: 1, state: 'drafting', unitId: '4203', updatedBy: 'city' });
    for (const account of ['county', 'township', 'huaguo', 'admin'])
      expect(await code(call(account, `/${head.id}`, undefined, 'GET'))).toEqual([404, 'notFound']);
    expect(await code(call('huaguo', '', { ...asked, unitId: '420303001202' }))).toEqual([403, 'notAllowed']);
    expect(await code(call('county', '', asked))).toEqual([403, 'notAllowed']);
    expect(await code(call('city', '', { ...asked, outlineId: 'none' }))).toEqual([400, 'badRequest']);
    expect((await done('city-lead', `/${head.id}`, undefined, 'GET')).head.id).toBe(head.id);
  });

  it('keeps what is written; a text over an older one is refused, and nothing of the other is lost', async () => {
    const first = await draft();
    const { head, blocks } = first;
    const [opening] = blocks;
    if (opening === undefined) throw new Error('an empty draft');
    const edit = { rev: head.rev, title: '十堰市妇联情况汇报', blocks: [opening] };
    const saved = await done('city', `/${head.id}`, edit, 'PUT');
    expect(saved.head).toMatchObject({ rev: 2, title: '十堰市妇联情况汇报' });
    expect(saved.blocks).toEqual([opening]);
    expect(saved.facts.length).toBe(first.facts.length);
    expect(await code(call('city-lead', `/${head.id}`, { ...edit, blocks: [] }, 'PUT'))).toEqual([
      409,
      'reportChanged',
    ]);
    const again = await done('city', `/${head.id}`, { ...edit, rev: 2, title: '第三稿' }, 'PUT');
    expect(again.history.map(({ act, account }) => [act, account])).toEqual([
      ['create', 'city'],
      ['edit', 'city'],
    ]);
  });

  it('of a period without data asks for everything and says that it is empty', async () => {
    const reply = await draft({ from: '2020-01-01', until: '2020-03-31' });
    expect(reply.findings.map(({ rule }) => rule)).toContain('empty');
    expect(reply.missing.length).toBeGreaterThan(5);
    expect(reply.blocks.some(({ pieces }) => pieces.some(({ kind }) => kind === 'missing'))).toBe(true);
  });
});

describe('the way to a final report', () => {
  it('goes over a second account; then the text is frozen, without what was missing, and gets its number', async () => {
    const sent = await move('city', await draft(), 'send');
    expect(sent.head.state).toBe('submitted');
    expect(sent.needsReason).toBe(true);
    const { id, rev } = sent.head;
    const edit = { rev, title: 'x', blocks: [] };
    expect(await code(call('city', `/${id}`, edit, 'PUT'))).toEqual([409, 'reportFrozen']);
    expect(await code(call('city', `/${id}/move`, { rev, act: 'finalise' }))).toEqual([400, 'reasonNeeded']);
    const final = await move('city-lead', sent, 'finalise');
    expect(final.head.state).toBe('final');
    expect(final.blocks.flatMap(({ pieces }) => pieces).filter(({ kind }) => kind === 'missing')).toEqual([]);
    expect(final.missing.every(({ isDropped }) => isDropped)).toBe(true);
    expect(final.blocks.map(({ pieces }) => textOf(pieces)).join('')).not.toMatch(/待补|，，|，。|。。/);
    const number = (more: object) => call('city', `/${id}/move`, { rev: rev + 1, act: 'number', ...more });
    expect(await code(number({ number: '5号', issuedOn: '2026-10-20' }))).toEqual([400, 'badDocumentNumber']);
    expect(await code(number({ number: '十妇发〔2026〕5号' }))).toEqual([400, 'badDocumentNumber']);
    const issued = await move('city', final, 'number', {
      number: '十妇发[2026]05号',
      issuedOn: '2026-10-20',
    });
    expect(issued.head).toMatchObject({
      state: 'issued',
      number: '十妇发〔2026〕5号',
      issuedOn: '2026-10-20',
    });
    expect(issued.may).toEqual([]);
    expect(await code(call('city', `/${id}/refresh`, { rev: issued.head.rev }))).toEqual([
      409,
      'reportFrozen',
    ]);
  });

  it('can go back, or be finalised by its own writer for a reason that is kept', async () => {
    const back = await move('city-lead', await move('city', await draft(), 'send'), 'takeBack');
    expect(back.head.state).toBe('drafting');
    const alone = await move('city', await move('city', back, 'send'), 'finalise', {
      reason: '领导小组会议已审定',
    });
    expect(alone.history.at(-1)).toMatchObject({ act: 'finalise', reason: '领导小组会议已审定' });
    const audited = await test.server.store.read((view) => view.audit.list('', ''));
    expect(audited.filter(({ act }) => act === 'finalise').map(({ subject }) => subject)).toContain(
      `report/${alone.head.id}`,
    );
  });

  it('is not open to a preview', async () => {
    const { head, may } = await draft({ isPreview: true });
    expect(may).not.toContain('send');
    expect(await code(call('city', `/${head.id}/move`, { rev: 1, act: 'send' }))).toEqual([
      409,
      'reportIsPreview',
    ]);
  });

  it('is seen from above once it is final, from nowhere else', async () => {
    const begun = await draft({ unitId: '420303' }, 'county');
    const list = async (account: string, unit: string) =>
      reportListSchema.parse((await call(account, `?unit=${unit}`, undefined, 'GET')).body).reports;
    expect(await list('city', '420303')).toEqual([]);
    const sent = await move('county', begun, 'send');
    const final = await move('county', sent, 'finalise', { reason: '只有一个账号' });
    expect((await list('city', '420303')).map(({ id }) => id)).toEqual([final.head.id]);
    expect((await done('city', `/${final.head.id}`, undefined, 'GET')).may).toEqual([]);
    expect(await code(call('township', '?unit=420303', undefined, 'GET'))).toEqual([403, 'notAllowed']);
  });
});

describe('data that changed since', () => {
  it('is shown with the difference, and taken over where it is wanted; what was written by hand stays', async () => {
    const before = await draft({ isPreview: true });
    const [first, ...others] = before.blocks;
    if (first === undefined) throw new Error('an empty draft');
    const typed = { kind: 'paragraph' as const, pieces: [{ kind: 'text' as const, text: '手写的一段。' }] };
    const edited = await done(
      'city',
      `/${before.head.id}`,
      { rev: 1, title: before.head.title, blocks: [typed, first, ...others] },
      'PUT',
    );
    const kind = recordTypes.get('volunteer-activity');
    if (kind === undefined) throw new Error('no such kind');
    const huaguo = as('huaguo');
    const values = sampleValues(kind, '2026-10-19');
    const record = huaguo.draft({}, { type: kind.id, definitionVersion: kind.version, values });
    expect((await huaguo.pushOne(record)).status).toBe('accepted');

    const comparison = reportComparisonSchema.parse((await call('city', `/${before.head.id}/compare`)).body);
    expect(comparison.added).toBe(1);
    const changed = comparison.facts.find(({ factId }) => factId === 'service');
    expect(changed).toMatchObject({ before: '', after: '1' });
    const after = await done('city', `/${before.head.id}/refresh`, { rev: edited.head.rev });
    expect(after.facts.find(({ id }) => id === 'service')).toMatchObject({
      text: '1',
      records: [record.id],
    });
    expect(after.blocks[0]).toEqual(typed);
    const now = reportComparisonSchema.parse((await call('city', `/${before.head.id}/compare`)).body);
    expect([now.added, now.facts]).toEqual([0, []]);
  });
});

describe('a file of a report', () => {
  it('is given by an address to whoever may read it, and written into the audit', async () => {
    const { head } = await draft();
    expect(await code(call('county', `/${head.id}/file`, { kind: 'docx' }))).toEqual([404, 'notFound']);
    const { body } = await call('city', `/${head.id}/file`, { kind: 'docx' });
    const file = await test.request(body.path);
    expect(file.status).toBe(200);
    expect(decodeURIComponent(file.headers.get('content-disposition') ?? '')).toContain('（未定稿）.docx');
    const bytes = new Uint8Array(await file.arrayBuffer());
    expect([...bytes.slice(0, 2)]).toEqual([0x50, 0x4b]);
    const audited = await test.server.store.read((view) => view.audit.list('', ''));
    expect(audited.at(-1)).toMatchObject({ act: 'export', subject: `report/${head.id}`, account: 'city' });
  });
});
