// The checker: the promises of the protocol, asked of the real server process over HTTP by code that knows nothing of ours.
import { readFileSync } from 'node:fs';
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  contentHashOf,
  json,
  sha256,
  signInPlain,
  type PlainDevice,
  type PlainDocument,
} from '../support/checker/plain-device.ts';
import { startServer, type ServerProcess } from '../support/start-server.ts';

const visitValues = {
  whom: '张湾区花果中心福利院',
  festival: 'double-ninth',
  beneficiaryCategory: 'lone-elderly',
  beneficiaryCount: { count: 51, isEstimate: true },
  way: 'goods',
  gifts: [{ key: 'g1', item: '常用药物', valueFen: 98_600, source: 'staff' }],
  services: ['performance', 'cleaning', 'combing', 'massage'],
};
let server: ServerProcess;
let huaguo: PlainDevice;
let township: PlainDevice;
let city: PlainDevice;
let caijia: PlainDevice;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
  [huaguo, township, city, caijia] = await Promise.all([
    signInPlain(server.origin, 'huaguo'),
    signInPlain(server.origin, 'township'),
    signInPlain(server.origin, 'city'),
    signInPlain(server.origin, 'caijia'),
  ]);
});
afterAll(() => server?.dispose());

async function jpeg(seed: string): Promise<Uint8Array> {
  const [r = 0, g = 0, b = 0] = createHash('sha256').update(seed).digest();
  const image = sharp({ create: { width: 320, height: 240, channels: 3, background: { r, g, b } } });
  return new Uint8Array(await image.jpeg().toBuffer());
}

async function upload(device: PlainDevice, bytes: Uint8Array): Promise<PlainDocument> {
  const photo = { sha256: sha256(bytes), bytes: bytes.length, mime: 'image/jpeg' };
  const announced = await json(await device.call('POST', '/api/blobs', photo));
  for (const index of announced.missing)
    await json(await device.call('PUT', `/api/blobs/${photo.sha256}/${index}`, bytes));
  await json(await device.call('POST', `/api/blobs/${photo.sha256}/commit`));
  return photo;
}

/** The record as the server gives it to this account by its id. */
async function held(
  device: PlainDevice,
  id: unknown,
  collection = 'records',
): Promise<PlainDocument | undefined> {
  return (await device.pull(collection, `ids=${String(id)}`)).documents[0];
}

it('imports nothing of ours', () => {
  for (const file of ['tests/contract/http-checker.test.ts', 'tests/support/checker/plain-device.ts'])
    expect(readFileSync(file, 'utf8')).not.toMatch(/from '[^']*\/(client|server|shared)\//);
});

describe('a visit', () => {
  let visit: PlainDocument;
  let photos: PlainDocument[];
  beforeAll(async () => {
    photos = [await upload(huaguo, await jpeg('one')), await upload(huaguo, await jpeg('two'))];
    visit = huaguo.record('condolence-visit', visitValues, { photos, occurredOn: '2026-10-18' });
  });

  it('tells the stream of the next village nothing', async () => {
    const stopped = new AbortController();
    const stream = await caijia.call('GET', '/api/sync/stream', undefined, {}, stopped.signal);
    const reader = stream.body?.getReader();
    const other = huaguo.record('condolence-visit', visitValues);
    await huaguo.push([{ document: other }]);
    // What caijia hears next is of her own: of another collection, so that it can be told apart.
    const woman = caijia.record('person', {
      name: '示例',
      sex: 'female',
      residenceUnitId: caijia.account.orgUnitId,
    });
    expect((await caijia.push([{ document: woman }], 'people')).rows[0]?.status).toBe('accepted');
    let heard = '';
    while (!heard.includes('"people"')) heard += new TextDecoder().decode((await reader?.read())?.value);
    stopped.abort();
    expect(heard).not.toContain('"records"');
  });

  it('is accepted, and the township is poked and pulls it', async () => {
    const stopped = new AbortController();
    const stream = await fetch(`${server.origin}/api/sync/stream`, {
      headers: {
        authorization: `Bearer ${township.tokens.accessToken}`,
        'bbt-device': township.deviceId,
        'bbt-protocol': '1',
      },
      signal: stopped.signal,
    });
    expect(stream.headers.get('content-type')).toContain('text/event-stream');
    const reader = stream.body?.getReader();
    const before = (await township.pull('records', 'limit=1000')).checkpoint;
    const push = await huaguo.push([{ document: visit }]);
    expect(push.rows).toMatchObject([{ id: visit['id'], status: 'accepted', rev: 1 }]);
    let heard = '';
    while (!heard.includes('"records"')) heard += new TextDecoder().decode((await reader?.read())?.value);
    stopped.abort();
    const news = await township.pull('records', `limit=500&${new URLSearchParams(before)}`);
    expect(news.documents.map((document) => document['id'])).toContain(visit['id']);
  });

  it('said again gets the same answer and changes nothing, whatever its push is called', async () => {
    const first = await huaguo.push([{ document: visit }]);
    const again = await huaguo.push([{ document: visit }]);
    expect(again.rows).toEqual(first.rows);
    expect(again.committed).toEqual(first.committed);
    expect((await held(township, visit['id']))?.['rev']).toBe(1);
  });

  it('is found by the city, with its photos', async () => {
    expect(await city.query('records', { id: String(visit['id']) })).toHaveLength(1);
    for (const { sha256: hash } of photos) {
      const photo = await city.call('GET', `/api/blobs/${String(hash)}`);
      expect(photo.status).toBe(200);
      expect(photo.headers.get('x-content-type-options')).toBe('nosniff');
      expect(photo.headers.get('content-security-policy')).toContain('sandbox');
    }
  });

  it('comes to the city without the register of people', async () => {
    expect(await huaguo.query('people', { type: 'person' })).not.toEqual([]);
    expect(await city.query('people', { type: 'person' })).toEqual([]);
  });

  it('does not exist for the next village: not by pull, id, query, photo, or the answer to a push of its id', async () => {
    const everything = await caijia.pull('records', 'limit=1000');
    expect(everything.documents.map((document) => document['id'])).not.toContain(visit['id']);
    expect(await held(caijia, visit['id'])).toBeUndefined();
    expect(await caijia.query('records', { id: String(visit['id']) })).toEqual([]);
    for (const { sha256: hash } of photos)
      expect((await caijia.call('GET', `/api/blobs/${String(hash)}`)).status).toBe(404);
    const forged = caijia.record('condolence-visit', visitValues, { id: visit['id'] });
    const [verdict] = (await caijia.push([{ document: forged, base: visit }])).rows;
    expect(verdict?.status).toBe('quarantined');
    expect(verdict?.master).toBeUndefined();
    expect(JSON.stringify(await caijia.pull('conflicts', 'limit=1000'))).not.toContain(String(visit['id']));
  });

  it('cannot be listed with a photo of another scope to read it', async () => {
    const [photo] = photos;
    const thief = caijia.record('condolence-visit', visitValues, { photos: [photo] });
    await caijia.push([{ document: thief }]);
    expect((await caijia.call('GET', `/api/blobs/${String(photo?.['sha256'])}`)).status).toBe(404);
  });
});

describe('figures', () => {
  const year = { from: '2026-01-01', until: '2026-12-31' };
  const ask = async (device: PlainDevice, body: unknown) =>
    json(await device.call('POST', '/api/figures', body));

  it('are those of the unit and all below it, and grow with a record', async () => {
    const question = { unitId: '420303001', ...year };
    const before = await ask(township, question);
    const values = {
      activityKind: 'disabled',
      place: '花果村',
      volunteers: 7,
      hoursEach: 2,
      peopleServed: { count: 9, isEstimate: true },
    };
    const document = huaguo.record('volunteer-activity', values, { occurredOn: '2026-10-18' });
    await huaguo.push([{ document }]);
    const after = await ask(city, question);
    const grown = (path: readonly string[]) =>
      Number(path.reduce((at, key) => at?.[key], after.total)) -
      Number(path.reduce((at, key) => at?.[key], before.total));
    expect(grown(['kinds', 'volunteer-activity', 'awaiting'])).toBe(1);
    expect(grown(['figures', 'volunteer-activity.hours', 'value'])).toBe(14);
    expect(grown(['figures', 'service-person-times', 'value'])).toBe(9);
    expect(after.total.figures['volunteer-activity.served'].isEstimate).toBe(true);
    const codes: readonly string[] = after.parts.map((part: { unitId: string }) => part.unitId);
    expect(codes).toEqual(codes.toSorted());
  });

  it('of a unit outside one’s scope are refused, and nonsense is told to be nonsense', async () => {
    const refusal = async (device: PlainDevice, body: unknown) => {
      const response = await device.call('POST', '/api/figures', body);
      return [response.status, JSON.parse(await response.text()).code];
    };
    expect(await refusal(caijia, { unitId: '420303001202', ...year })).toEqual([403, 'notAllowed']);
    expect(await refusal(caijia, { unitId: '420303001', ...year })).toEqual([403, 'notAllowed']);
    expect(await refusal(caijia, { unitId: 'no-such-unit', ...year })).toEqual([403, 'notAllowed']);
    const wrong = [
      { unitId: '420303001203', from: '2026-13-01', until: '2026-12-31' },
      { unitId: '420303001203', from: '2026-12-31', until: '2026-01-01' },
      { unitId: '420303001203' },
      [],
    ];
    for (const body of wrong) expect(await refusal(caijia, body)).toEqual([400, 'badRequest']);
  });
});

describe('a push', () => {
  it('with bad rows takes the good ones, and says of each bad one what is wrong, on which field', async () => {
    const good = [
      huaguo.record('condolence-visit', visitValues),
      huaguo.record('condolence-visit', visitValues),
    ];
    const { whom: _whom, ...nobody } = visitValues;
    const [first, last] = good;
    const { rows } = await huaguo.push([
      { document: huaguo.record('condolence-visit', nobody) },
      { document: first },
      { document: huaguo.record('no-such-kind', {}) },
      { document: huaguo.record('condolence-visit', { ...visitValues, beneficiaryCount: 'many' }) },
      { document: huaguo.record('condolence-visit', visitValues, { createdBy: 'city' }) },
      { document: huaguo.record('condolence-visit', visitValues, { orgUnitId: '420303001203' }) },
      { document: 'not a document', mutationId: 'nonsense' },
      { document: last },
    ]);
    expect(rows.map(({ status, code }) => code ?? status)).toEqual([
      'invalidValue',
      'accepted',
      'unknownType',
      'invalidValue',
      'recordOutsideScope',
      'recordOutsideScope',
      'malformedDocument',
      'accepted',
    ]);
    expect(rows[0]?.fields).toEqual(['whom']);
    expect(rows[3]?.fields).toEqual(['beneficiaryCount']);
    for (const row of rows.filter(({ status }) => status === 'quarantined'))
      expect(row.message).toMatch(/\p{Script=Han}/u);
  });

  it('answers in the order of its rows and names its commit', async () => {
    const documents = [1, 2, 3].map(() => huaguo.record('condolence-visit', visitValues));
    const before = (await huaguo.pull('records', 'limit=1')).committed.position;
    const { rows, committed } = await huaguo.push(documents.map((document) => ({ document })));
    expect(rows.map(({ id }) => id)).toEqual(documents.map((document) => document['id']));
    expect(committed.position).toBeGreaterThan(before);
  });

  it('whose server-owned fields are made up has no say in them', async () => {
    const boast = huaguo.record('condolence-visit', visitValues, { rev: 77, reviewState: 'approved' });
    await huaguo.push([{ document: boast }]);
    expect(await held(huaguo, boast['id'])).toMatchObject({ rev: 1, reviewState: 'submitted' });
  });
});

describe('two devices of one account', () => {
  let tablet: PlainDevice;
  let base: PlainDocument;
  beforeAll(async () => {
    tablet = await signInPlain(server.origin, 'huaguo');
    const record = huaguo.record('condolence-visit', visitValues);
    await huaguo.push([{ document: record }]);
    base = (await held(huaguo, record['id'])) ?? {};
  });

  it('that change different fields both keep their change', async () => {
    await huaguo.push([{ document: huaguo.edited(base, { festival: 'spring' }), base }]);
    const [verdict] = (await tablet.push([{ document: tablet.edited(base, { whom: '示例福利院' }), base }]))
      .rows;
    expect(verdict).toMatchObject({
      status: 'merged',
      master: { values: { festival: 'spring', whom: '示例福利院' } },
    });
  });

  it('that change one field leave the first, and the second value is kept as a conflict both can read', async () => {
    const now = (await held(huaguo, base['id'])) ?? {};
    await huaguo.push([{ document: huaguo.edited(now, { whom: '甲福利院' }), base: now }]);
    const [verdict] = (await tablet.push([{ document: tablet.edited(now, { whom: '乙福利院' }), base: now }]))
      .rows;
    expect(verdict).toMatchObject({ status: 'conflict', master: { values: { whom: '甲福利院' } } });
    const conflicts = (await huaguo.pull('conflicts', 'limit=1000')).documents;
    expect(conflicts).toContainEqual(
      expect.objectContaining({
        aboutId: base['id'],
        values: expect.objectContaining({
          field: 'values.whom',
          serverValue: '甲福利院',
          otherValue: '乙福利院',
        }),
      }),
    );
  });
});

describe('review', () => {
  const decision = (
    device: PlainDevice,
    about: PlainDocument,
    action: string,
    reason?: string,
  ): PlainDocument =>
    device.record(
      'decision',
      {
        action,
        recordRev: about['rev'],
        recordHash: contentHashOf(about),
        ...(reason === undefined ? {} : { reason }),
      },
      { aboutId: about['id'], orgUnitId: about['orgUnitId'], hostUnitId: about['orgUnitId'] },
    );

  it('returns with a reason, takes the correction, approves; stale and foreign decisions change nothing', async () => {
    const record = huaguo.record('condolence-visit', visitValues);
    await huaguo.push([{ document: record }]);
    const first = (await held(township, record['id'])) ?? {};
    const decide = async (device: PlainDevice, about: PlainDocument, action: string, reason?: string) =>
      (await device.push([{ document: decision(device, about, action, reason) }], 'decisions')).rows[0];

    expect(await decide(huaguo, first, 'approve')).toMatchObject({ status: 'quarantined' });
    expect(await decide(township, first, 'return')).toMatchObject({ code: 'decisionNeedsReason' });
    expect(await decide(township, first, 'return', '请补充金额')).toMatchObject({ status: 'accepted' });
    const returned = (await held(huaguo, record['id'])) ?? {};
    expect(returned['reviewState']).toBe('returned');

    await huaguo.push([{ document: huaguo.edited(returned, { whom: '改正福利院' }), base: returned }]);
    expect(await decide(township, first, 'approve')).toMatchObject({ code: 'changedSinceReview' });
    const corrected = (await held(township, record['id'])) ?? {};
    expect(corrected['reviewState']).toBe('submitted');
    expect(await decide(township, corrected, 'approve')).toMatchObject({ status: 'accepted' });
    expect((await held(huaguo, record['id']))?.['reviewState']).toBe('approved');
  });
});

describe('sessions', () => {
  it('refuse no token, a wrong one, and a token on another device', async () => {
    const pull = (headers: Record<string, string>) =>
      fetch(`${server.origin}/api/sync/records/pull`, { headers: { 'bbt-protocol': '1', ...headers } });
    const { accessToken } = huaguo.tokens;
    const answers = await Promise.all([
      pull({}),
      pull({ authorization: 'Bearer aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', 'bbt-device': huaguo.deviceId }),
      pull({ authorization: `Bearer ${accessToken}`, 'bbt-device': 'another-device' }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401]);
    expect(await answers[0]?.json()).toMatchObject({ code: 'signInNeeded', status: 401 });
  });

  it('renew, and a lost answer to the renewal is no loss', async () => {
    const device = await signInPlain(server.origin, 'caijia');
    const renew = () =>
      fetch(`${server.origin}/api/session/refresh`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'bbt-protocol': '1', 'bbt-device': device.deviceId },
        body: JSON.stringify({ refreshToken: device.tokens.refreshToken }),
      });
    const [first, second] = [await json(await renew()), await json(await renew())];
    expect(second.refreshToken).toBe(first.refreshToken);
    expect(first.refreshToken).not.toBe(device.tokens.refreshToken);
  });

  it('of an old protocol are asked to update', async () => {
    const old = await huaguo.call('GET', '/api/sync/records/pull', undefined, { 'bbt-protocol': '0' });
    expect(old.status).toBe(426);
  });
});

describe('every answer', () => {
  it.each(['/', '/records', '/manifest.webmanifest', '/api/health'])(
    '%s carries the headers of safety',
    async (path) => {
      const { headers } = await fetch(server.origin + path);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toContain("default-src 'self'");
      expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval'");
      expect(policy).toContain("frame-ancestors 'none'");
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('access-control-allow-origin')).toBeNull();
      if (path.startsWith('/api/')) expect(headers.get('cache-control')).toBe('no-store');
    },
  );

  it('names what is wrong as a problem document, and the contract is published', async () => {
    const wrong = await huaguo.call('POST', '/api/sync/records/push', '{"pushId":');
    expect(wrong.status).toBe(400);
    expect(wrong.headers.get('content-type')).toContain('application/problem+json');
    const contract = await json(await fetch(`${server.origin}/api/openapi.json`));
    expect(Object.keys(contract.paths)).toEqual(expect.arrayContaining(['/api/sync/{collection}/push']));
  });
});
