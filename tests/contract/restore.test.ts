// An older copy of the database takes its place, announced or not: everything that any device held is back, or in a list that people see.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createSeededRandom, type SeededRandom } from '../../server/demo/seeded-random.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { firstValue } from '../../client/database/watchable.ts';
import type { OpenSession } from '../../client/session/device-session.ts';
import { aDeviceOfAccounts, type DeviceOfAccounts } from '../support/device/device-of-accounts.ts';
import { eventually } from '../support/device/eventually.ts';
import { probeRecord, testPassword } from '../support/device/real-server.ts';
import { startRestorableServer, type RestorableServer } from '../support/device/restorable-server.ts';
import { settled } from '../support/device/timers.ts';
import { sizeOf } from '../support/scale.ts';

const seed = Number(process.env.SEED ?? 20261127);
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

async function save(open: OpenSession, note: string, recordId?: string): Promise<string> {
  const id = recordId ?? open.repositories.drafts.newIds().recordId;
  const unit = open.account.orgUnitId;
  const entry = { values: { note }, occurredOn: '2026-10-18', photos: [] };
  await open.repositories.records.save({
    ...{ id, type: probeRecord.id, definitionVersion: 1 },
    entry: { ...entry, hostUnitId: unit, partnerUnitIds: [] },
  });
  return id;
}

const held = async (open: OpenSession): Promise<readonly SyncedDocument[]> =>
  firstValue(open.repositories.records.watchList({}));

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
    await eventually(
      `${account} has downloaded`,
      () => current(device).syncStatus.overview.get().isDownloaded,
    );
    await isSent(current(device));
  });
}

/** Where a content can be found again: as what stands or stood, in the list of recovered ones, or as a value that people settle. */
async function whereIs(document: SyncedDocument): Promise<'history' | 'recovered' | 'conflict' | 'nowhere'> {
  const hash = contentHash(document);
  return server.server().store.read(async (view) => {
    if ((await view.documents.revisionWithHash('records', document.id, hash)) !== undefined) return 'history';
    const waiting = await view.recovered.waiting();
    if (waiting.some((entry) => contentHash(entry.document) === hash)) return 'recovered';
    const conflicts = await view.documents.about('conflicts', document.id);
    const { note } = document.values;
    return conflicts.some(({ values }) => values.otherValue === note) ? 'conflict' : 'nowhere';
  });
}

async function playOut(random: SeededRandom): Promise<readonly SyncedDocument[]> {
  const before: string[] = [];
  await using('huaguo', async (open) => {
    for (let count = 0; count < 4; count += 1) before.push(await save(open, `before ${count}`));
    await isSent(open);
  });
  await using('township', async (open) => {
    await eventually('the township has them', async () => (await held(open)).length === before.length);
  });
  await server.backUp();
  await using('huaguo', async (open) => {
    for (const id of before) if (random.below(2) === 0) await save(open, `edited ${random.below(1000)}`, id);
    for (let count = random.below(4); count > 0; count -= 1) await save(open, `after ${random.below(1000)}`);
    await isSent(open);
  });
  await using('township', async (open) => {
    await save(open, 'of the township');
    await isSent(open);
    await eventually('the township is up to date', () => open.syncStatus.overview.get().isDownloaded);
    await settled();
  });
  return using('huaguo', async (open) => {
    const device = devices.get('huaguo');
    if (device !== undefined) device.wire.isCut = true;
    const unsent = random.below(3);
    for (let count = 0; count < unsent; count += 1) await save(open, `unsent ${random.below(1000)}`);
    if (random.below(2) === 0) await save(open, 'unsent edit', before[0]);
    return held(open);
  });
}

describe.each([
  ['announced', true],
  ['not announced', false],
] as const)('a restore that is %s', (_name, isAnnounced) => {
  it.each(Array.from({ length: runs }, (_, run) => seed + run))(
    'loses nothing that any device held (seed %i)',
    async (runSeed) => {
      const random = createSeededRandom(runSeed);
      const ofVillage = await playOut(random);
      const ofTownship = await using('township', held);
      await server.putBack(isAnnounced);
      const order = random.below(2) === 0 ? ['huaguo', 'township'] : ['township', 'huaguo'];
      for (const account of order) await comeBack(account);
      for (const document of [...ofVillage, ...ofTownship])
        expect([document.values.note, await whereIs(document)]).not.toContain('nowhere');
      // What its own author brought stands again, wherever nobody else wrote to it meanwhile.
      if (isAnnounced)
        for (const document of ofVillage) expect([document.id, await whereIs(document)]).toContain('history');
      // Nobody is asked about what its author brought.
      const waiting = await server.server().store.read((view) => view.recovered.waiting());
      expect(waiting.map(({ document }) => document.createdBy)).not.toContain('huaguo');
    },
    60_000,
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
