// An older copy of the database takes its place, announced or not: everything that any device held is back, or in a list that people see.
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSeededRandom, type SeededRandom } from '../../server/demo/seeded-random.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { Photo, SyncedDocument } from '../../shared/records/record.ts';
import type { RecoveredCollection } from '../../shared/recovery/recovery-protocol.ts';
import { firstValue } from '../../client/database/watchable.ts';
import type { OpenSession } from '../../client/session/device-session.ts';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../support/device/device-of-accounts.ts';
import { eventually } from '../support/device/eventually.ts';
import { probeRecord, testPassword } from '../support/device/real-server.ts';
import { startRestorableServer, type RestorableServer } from '../support/device/restorable-server.ts';
import { settled } from '../support/device/timers.ts';
import { seedOf, sizeOf } from '../support/scale.ts';

const seed = seedOf(20261127);
const runs = sizeOf({ ci: 5, full: 100 });

let server: RestorableServer;
const devices = new Map<string, DeviceOfAccounts>();
beforeEach(async () => {
  server = await startRestorableServer();
});
afterEach(async () => {
  devices.clear();
  await server.close();
});

/** One device at a time is open: RxDB allows no more collections in one process. */
async function using<T>(account: string, work: (open: OpenSession) => Promise<T>): Promise<T> {
  const device = devices.get(account) ?? aDeviceOfAccounts(server.address);
  devices.set(account, device);
  expect(await device.session.signIn(account, testPassword)).toBe('ok');
  try {
    return await work(current(device));
  } finally {
    device.wire.isCut = false;
    await device.session.lock();
    await eventually('RxDB has closed', () => device.openInstances() === 0);
    await settled();
  }
}

function current(device: DeviceOfAccounts): OpenSession {
  const open = device.session.current.get();
  if (open === undefined) throw new Error('nothing is open');
  return open;
}

const isSent = (open: OpenSession) =>
  eventually('all is sent', () => open.syncStatus.overview.get().onDevice === 0);

const fields = (open: OpenSession) => ({
  ...{ occurredOn: '2026-10-18', hostUnitId: open.account.orgUnitId, partnerUnitIds: [] },
});

async function save(
  open: OpenSession,
  note: string,
  recordId?: string,
  photos: readonly Photo[] = [],
): Promise<string> {
  const id = recordId ?? open.repositories.drafts.newIds().recordId;
  const entry = { ...fields(open), values: { note }, photos: [...photos] };
  await open.repositories.records.save({ ...{ id, type: probeRecord.id, definitionVersion: 1 }, entry });
  return id;
}

async function savePerson(open: OpenSession, name: string): Promise<string> {
  const { recordId: id } = open.repositories.drafts.newIds();
  const entry = { ...fields(open), values: { name, sex: 'female' }, photos: [] };
  await open.repositories.people.save({ ...{ id, type: 'person', definitionVersion: 2 }, entry });
  return id;
}

async function aPhoto(open: OpenSession, red: number): Promise<Photo> {
  const background = { r: red, g: 40, b: 90 };
  const image = sharp({ create: { width: 32, height: 24, channels: 3, background } });
  return open.repositories.photos.add(new Uint8Array(await image.jpeg().toBuffer()), 'image/jpeg');
}

type Held = readonly (readonly [RecoveredCollection, SyncedDocument])[];

/** All that people wrote or decided and that this device holds. */
async function held(open: OpenSession): Promise<Held> {
  const { records, people, decisions } = open.repositories;
  const all: (readonly [RecoveredCollection, SyncedDocument])[] = [];
  for (const record of await firstValue(records.watchList({}))) {
    all.push(['records', record]);
    for (const decision of await firstValue(decisions.watchFor(record.id))) all.push(['decisions', decision]);
  }
  for (const each of (await firstValue(people.watchFound({}))).people) all.push(['people', each]);
  return all;
}

/** After its button was pressed: compared, brought back, downloaded anew. */
async function comeBack(account: string): Promise<void> {
  await using(account, async (open) => {
    await eventually(
      `${account} knows`,
      () => open.syncStatus.overview.get().mustStartAfresh === 'epochChanged',
    );
    const device = devices.get(account);
    expect(await device?.session.startAfresh()).toBe('ok');
    if (device === undefined) throw new Error('no device');
    const overview = () => current(device).syncStatus.overview.get();
    await eventually(`${account} has downloaded`, () => overview().isDownloaded);
    await isSent(current(device));
    await eventually('its photos are there', () => overview().photosWaiting === 0);
  });
}

/** Where a content can be found again: as what stands or stood, in the list of recovered ones, or as a value that people settle. */
async function whereIs(
  collection: RecoveredCollection,
  document: SyncedDocument,
): Promise<'history' | 'recovered' | 'conflict' | 'nowhere'> {
  const hash = contentHash(document);
  return server.server().store.read(async (view) => {
    const isWhole =
      collection === 'decisions'
        ? (await view.documents.get(collection, document.id)) !== undefined
        : (await view.documents.revisionWithHash(collection, document.id, hash)) !== undefined;
    if (isWhole) return 'history';
    // Also an older save that its author's own device has gone beyond: kept, and nobody is asked about it.
    const brought = await view.recovered.versionsOf(collection, document.id);
    if (brought.some((entry) => contentHash(entry.document) === hash)) return 'recovered';
    const conflicts = await view.documents.about('conflicts', document.id);
    const { note } = document.values;
    return note !== undefined && conflicts.some(({ values }) => values.otherValue === note)
      ? 'conflict'
      : 'nowhere';
  });
}

type World = { readonly alive: Held; readonly ofVillage: Held; readonly photos: readonly string[] };

/** A backup, and then a time that only devices remember: saves, people, photos and reviews, sent and unsent. */
async function playOut(random: SeededRandom): Promise<World> {
  const before: string[] = [];
  const photos: string[] = [];
  const some = (text: string): string => `${text} ${random.below(1000)}`;
  await using('huaguo', async (open) => {
    for (let count = 0; count < 4; count += 1) before.push(await save(open, `before ${count}`));
    await savePerson(open, '示例一');
    await isSent(open);
  });
  await using('township', (open) =>
    eventually('the township has them', async () => (await held(open)).length === before.length + 1),
  );
  await server.backUp();
  await using('huaguo', async (open) => {
    for (const id of before) if (random.below(2) === 0) await save(open, some('edited'), id);
    for (let count = random.below(4); count > 0; count -= 1) await save(open, some('after'));
    const photo = await aPhoto(open, random.below(256));
    photos.push(photo.sha256);
    await save(open, 'with a photo', undefined, [photo]);
    await savePerson(open, '示例二');
    await isSent(open);
    await eventually('the photo is there', () => open.syncStatus.overview.get().photosWaiting === 0);
  });
  await using('township', async (open) => {
    await save(open, 'of the township');
    await isSent(open);
    await eventually('it has what the village wrote', async () =>
      (await held(open)).some(([, { values }]) => values.name === '示例二'),
    );
    const { records, decisions } = open.repositories;
    const queue = (await firstValue(records.watchList({ reviewStates: ['submitted'] }))).filter(
      ({ createdBy }) => createdBy === 'huaguo',
    );
    for (const record of queue.slice(0, 3))
      await (random.below(2) === 0
        ? decisions.decide(record, 'approve')
        : decisions.decide(record, 'return', '请补充'));
    await isSent(open);
  });
  await using('caijia', async (open) => {
    await save(open, 'of the next village');
    await isSent(open);
  });
  const unsentOf = (account: string, work: (open: OpenSession) => Promise<void>): Promise<Held> =>
    using(account, async (open) => {
      const device = devices.get(account);
      if (device !== undefined) device.wire.isCut = true;
      await work(open);
      return held(open);
    });
  const ofVillage = await unsentOf('huaguo', async (open) => {
    for (let count = random.below(3); count > 0; count -= 1) await save(open, some('unsent'));
    if (random.below(2) === 0) await save(open, some('unsent edit'), before[0]);
  });
  const ofTownship = await unsentOf(
    'township',
    async (open) => void (await save(open, 'unsent of the township')),
  );
  return { alive: [...ofVillage, ...ofTownship, ...(await using('caijia', held))], ofVillage, photos };
}

/** What a reviewer said applies again, whoever came back first, where what she saw stands again. */
async function expectReviewed(alive: Held): Promise<void> {
  for (const [collection, { values, aboutId = '', createdBy }] of alive) {
    if (collection !== 'decisions' || createdBy !== 'township') continue;
    const stored = await server.server().store.read((view) => view.documents.get('records', aboutId));
    if (stored === undefined || stored.hash !== values.recordHash) continue;
    const state = values.action === 'approve' ? 'approved' : 'returned';
    expect([aboutId, stored.document.reviewState]).toEqual([aboutId, state]);
  }
}

function shuffled<T>(random: SeededRandom, items: readonly T[]): readonly T[] {
  const [left, mixed] = [[...items], new Array<T>()];
  while (left.length > 0) mixed.push(...left.splice(random.below(left.length), 1));
  return mixed;
}

describe.each([
  ['announced', true],
  ['not announced', false],
] as const)('a restore that is %s', (_name, isAnnounced) => {
  it.each(Array.from({ length: runs }, (_, run) => seed + run))(
    'loses nothing that any device held (seed %i)',
    async (runSeed) => {
      const random = createSeededRandom(runSeed);
      const { alive, ofVillage, photos } = await playOut(random);
      await server.putBack(isAnnounced);
      for (const account of shuffled(random, ['huaguo', 'township', 'caijia'])) await comeBack(account);
      for (const [collection, document] of alive)
        expect([collection, document.values, await whereIs(collection, document)]).not.toContain('nowhere');
      // What its own author brought stands again, wherever nobody else wrote to it meanwhile.
      if (isAnnounced)
        for (const [collection, document] of ofVillage.filter(([name]) => name !== 'decisions'))
          expect([document.id, await whereIs(collection, document)]).toContain('history');
      if (isAnnounced) await expectReviewed(alive);
      const { store } = server.server();
      // Nobody is asked about what its author brought.
      const waiting = await store.read((view) => view.recovered.waiting());
      expect(waiting.map(({ document }) => document.createdBy)).not.toContain('huaguo');
      for (const sha256 of photos)
        expect(await store.read((view) => view.blobs.blob(sha256))).toMatchObject({ mime: 'image/jpeg' });
    },
    90_000,
  );
});

describe('what another device holds of a lost author', () => {
  it('waits in the list, goes in at a click, and is the author’s again', async () => {
    await server.backUp();
    const id = await using('huaguo', async (open) => {
      const saved = await save(open, 'only the township has it');
      await isSent(open);
      return saved;
    });
    await using('township', (open) =>
      eventually('the township has it', () => open.repositories.records.get(id)),
    );
    devices.delete('huaguo');
    await server.putBack(true);
    await comeBack('township');
    const { store, recovery } = server.server();
    const [entry] = await store.read((view) => view.recovered.waiting());
    expect(entry).toMatchObject({
      isVouched: false,
      account: 'township',
      document: { id, createdBy: 'huaguo' },
    });
    if (entry === undefined) throw new Error('nothing waits');
    const { trees } = server.server();
    const { tree } = await store.read((view) => trees.at(view));
    const account = {
      id: 'city',
      name: 'city',
      role: 'cityOfficer',
      orgUnitId: '4203',
      level: 'city',
    } as const;
    const by = { account, tree, deviceId: 'd', scopeVersion: '', epoch: '', expiresAt: '', familyId: '' };
    expect(await recovery.accept(entry, by, 'zh')).toMatchObject({ kind: 'taken' });
    expect(await store.read((view) => view.recovered.waiting())).toEqual([]);
    await using('huaguo', (open) =>
      eventually('its author has it', async () => (await open.repositories.records.get(id)) !== undefined),
    );
  }, 60_000);
});
