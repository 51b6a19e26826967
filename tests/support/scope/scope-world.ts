// A county with something of every kind in every unit, each holding a word that tells whose it is: a canary.
import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { recordTypes } from '../../../shared/record-types/registry.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import { reportReplySchema } from '../../../shared/reports/report-protocol.ts';
import { decisionOn, signInDevice, type TestDevice } from '../server/test-device.ts';
import { startTestServer, testPassword, type TestServer } from '../server/test-server.ts';

/** Every role, and for the lower ones somebody beside and in another county. */
const accounts = {
  huaguo: '420303001202',
  caijia: '420303001203',
  dongmen: '420304001201',
  township: '420303001',
  'other-township': '420304001',
  county: '420303',
  'other-county': '420304',
  city: '4203',
  admin: '4203',
} as const;
export type AccountName = keyof typeof accounts;
export const accountNames: readonly AccountName[] = [
  'huaguo',
  'caijia',
  'dongmen',
  'township',
  'other-township',
  'county',
  'other-county',
  'city',
  'admin',
];

export const kinds = ['records', 'people', 'decisions', 'conflicts', 'quarantine', 'reports'] as const;
export type Kind = (typeof kinds)[number];
export type Planted = { readonly kind: Kind; readonly unit: string; readonly id: string };

export type World = {
  readonly test: TestServer;
  readonly planted: readonly Planted[];
  /** Photos by hash, and the unit of the record that holds each. */
  readonly photos: readonly { readonly sha256: string; readonly unit: string }[];
  /** What was refused, as the inbox names it. */
  readonly refused: readonly string[];
  readonly units: readonly string[];
  readonly as: (name: AccountName) => TestDevice;
};

export const canary = (kind: Kind, unit: string): string => `CANARY-${kind}-${unit}-END`;

/** All canaries in a text. */
export function canariesIn(text: string): readonly { readonly kind: Kind; readonly unit: string }[] {
  return [...text.matchAll(/CANARY-([a-z]+)-(\d+)-END/g)].flatMap(([, name, unit = '']) => {
    const kind = kinds.find((each) => each === name);
    return kind === undefined ? [] : [{ kind, unit }];
  });
}

/** Said without the policy: one's own unit and those below; no content for an administrator, no people for the city. */
export function maySee(name: AccountName, kind: Kind, unit: string): boolean {
  if (name === 'admin') return false;
  if (kind === 'people' && name === 'city') return false;
  if (kind === 'reports') return unit === accounts[name];
  return unit.startsWith(accounts[name]);
}

export async function plantWorld(): Promise<World> {
  const test = await startTestServer({ registry: recordTypes });
  const more = { password: testPassword } as const;
  await test.server.createAccount({
    id: 'other-township',
    name: 'x',
    role: 'townshipOfficer',
    orgUnitId: '420304001',
    ...more,
  });
  await test.server.createAccount({
    id: 'dongmen',
    name: 'x',
    role: 'villageCadre',
    orgUnitId: '420304001201',
    ...more,
  });
  const devices = new Map<AccountName, TestDevice>();
  for (const name of accountNames) devices.set(name, await signInDevice(test, name));
  const as: World['as'] = (name) => {
    const device = devices.get(name);
    if (device === undefined) throw new Error(`${name} is not signed in`);
    return device;
  };
  const planted: Planted[] = [];
  const photos: { sha256: string; unit: string }[] = [];
  for (const name of accountNames.filter((each) => each !== 'admin')) {
    const device = as(name);
    const unit = accounts[name];
    const photo = await uploadPhoto(device, unit);
    photos.push({ sha256: photo.sha256, unit });
    planted.push(...(await plantRecords(test, device, photo)));
    if (device.account.role === 'villageCadre') planted.push(await plantPerson(device));
  }
  for (const [reviewer, unit] of [
    ['township', '420303001202'],
    ['county', '420303001'],
    ['city', '420303'],
  ] as const)
    planted.push(await plantDecision(as(reviewer), planted, unit));
  for (const name of ['county', 'city', 'other-county'] as const) planted.push(await plantReport(as(name)));
  const waiting = await test.server.store.read((view) => view.receipts.quarantined());
  const refused = waiting.map(({ account, mutationId }) => `${account}/${mutationId}`);
  const units = ['42', ...new Set(Object.values(accounts))];
  return { test, planted, photos, refused, units, as };
}

const visitOf = (unit: string, kind: Kind) => ({
  ...{ whom: canary(kind, unit), festival: 'double-ninth', beneficiaryCategory: 'lone-elderly' },
  ...{ beneficiaryCount: { count: 51, isEstimate: true }, way: 'service', services: ['performance'] },
});

function visit(device: TestDevice, values: object, fields: Record<string, unknown> = {}): SyncedDocument {
  const { topic: _topic, ...plain } = device.draft({ ...values }).values;
  return device.draft({}, { type: 'condolence-visit', values: plain, ...fields });
}

/** A record with a photo, a conflict over it, and one that was refused. */
async function plantRecords(
  test: TestServer,
  device: TestDevice,
  photo: object,
): Promise<readonly Planted[]> {
  const unit = device.account.orgUnitId;
  const record = visit(device, visitOf(unit, 'records'), { photos: [photo] });
  must(await device.pushOne(record), 'accepted');
  const other = await signInDevice(test, device.account.id, `second-${device.account.id}`);
  must(
    await other.pushOne(
      other.edit(record, { values: { ...record.values, place: canary('records', unit) } }),
      record,
    ),
    'accepted',
  );
  const clashing = device.edit(record, { values: { ...record.values, place: canary('conflicts', unit) } });
  must(await device.pushOne(clashing, record), 'conflict');
  const conflict = (await device.pull('conflicts')).documents.find(({ aboutId }) => aboutId === record.id);
  const wrong = visit(device, { ...visitOf(unit, 'quarantine'), festival: 'none-such' });
  must(await device.pushOne(wrong), 'quarantined');
  return [
    { kind: 'records', unit, id: record.id },
    { kind: 'conflicts', unit, id: conflict?.id ?? '' },
    { kind: 'quarantine', unit, id: wrong.id },
  ];
}

async function plantPerson(device: TestDevice): Promise<Planted> {
  const unit = device.account.orgUnitId;
  const values = {
    name: '示例一',
    sex: 'female',
    residenceUnitId: unit,
    ofANewerApp: canary('people', unit),
  };
  const person = device.draft({}, { type: 'person', definitionVersion: 2, values });
  must(await device.pushOne(person, undefined, 'people'), 'accepted');
  return { kind: 'people', unit, id: person.id };
}

async function plantDecision(
  reviewer: TestDevice,
  planted: readonly Planted[],
  unit: string,
): Promise<Planted> {
  const id = planted.find((each) => each.kind === 'records' && each.unit === unit)?.id ?? '';
  const record = (await reviewer.pull('records', `ids=${id}`)).documents[0];
  const decision = decisionOn(reviewer, record, { action: 'return', reason: canary('decisions', unit) });
  must(await reviewer.pushOne(decision, undefined, 'decisions'), 'accepted');
  return { kind: 'decisions', unit, id: decision.id };
}

async function plantReport(device: TestDevice): Promise<Planted> {
  const unit = device.account.orgUnitId;
  const asked = {
    unitId: unit,
    outlineId: 'excellence-briefing',
    from: '2026-01-01',
    until: '2026-10-31',
    isPreview: false,
    locale: 'zh',
  };
  const { head } = reportReplySchema.parse(await (await device.postJson('/api/reports', asked)).json());
  const edit = {
    rev: head.rev,
    title: canary('reports', unit),
    blocks: [{ kind: 'paragraph', pieces: [{ kind: 'text', text: canary('reports', unit) }] }],
  };
  const headers = { 'content-type': 'application/json' };
  const saved = await device.call(`/api/reports/${head.id}`, {
    method: 'PUT',
    headers,
    body: JSON.stringify(edit),
  });
  if (saved.status !== 200) throw new Error(`the report of ${unit}: ${saved.status} ${await saved.text()}`);
  return { kind: 'reports', unit, id: head.id };
}

async function uploadPhoto(
  device: TestDevice,
  unit: string,
): Promise<{ sha256: string; mime: string; bytes: number; caption: string }> {
  const create = {
    width: 64,
    height: 8 + (Number(unit) % 997),
    channels: 3,
    background: 'purple',
  } as const;
  const bytes = await sharp({ create }).jpeg().toBuffer();
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const photo = { sha256, mime: 'image/jpeg', bytes: bytes.byteLength };
  await device.postJson('/api/blobs', photo);
  const headers = { 'content-type': 'application/octet-stream' };
  await device.call(`/api/blobs/${sha256}/0`, { method: 'PUT', headers, body: Uint8Array.from(bytes) });
  const done = await device.postJson(`/api/blobs/${sha256}/commit`, {});
  if (done.status !== 200) throw new Error(`the photo of ${unit}: ${done.status} ${await done.text()}`);
  return { ...photo, caption: canary('records', unit) };
}

function must(
  verdict: { readonly status: string; readonly code?: string | undefined },
  status: string,
): void {
  if (verdict.status !== status)
    throw new Error(`${verdict.status} ${verdict.code ?? ''} instead of ${status}`);
}
