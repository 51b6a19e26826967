// A disk that takes what was pulled, and not RxDB's note of it: opened again, the device does not take that for an edit of its own.
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { DeviceStorage } from '../../../../client/database/open-database.ts';
import { firstValue } from '../../../../client/database/watchable.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { mutationIdOf } from '../../../../shared/sync/mutation-id.ts';
import { aDevice, type TestDevice } from '../../../support/device/device.ts';
import { deviceInTest } from '../../../support/device/device-in-test.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { probeRecord, startRealServer, type RealServer } from '../../../support/device/real-server.ts';
import { signedIn, type SignedIn } from '../../../support/device/signed-in.ts';
import { openDevice } from '../../../support/journaled-device.ts';
import { createMemoryDisk } from '../../../support/memory-page-store.ts';

let server: RealServer;
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(() => server.close());

const name = 'torn-pull';

function optionsOf({ deviceId, session }: SignedIn) {
  const { account, epoch, scopeVersion: scope } = session;
  return { deviceId, account, epoch, scope };
}
/** As the author's device sends it; `shownTo`: whose record it is too. Answers with what the next edit begins from. */
async function write(
  { api, deviceId, session }: SignedIn,
  id: string,
  note: string,
  shownTo: readonly string[],
  assumedMasterState?: SyncedDocument,
): Promise<SyncedDocument> {
  const newDocumentState = aDocument(id, {
    ...{ type: probeRecord.id, values: { note }, partnerUnitIds: [...shownTo] },
    ...{ createdBy: session.account.id, deviceId },
    edit: { deviceId, seq: (assumedMasterState?.edit.seq ?? 0) + 1 },
  });
  const row = { mutationId: mutationIdOf(newDocumentState), newDocumentState };
  const base = assumedMasterState === undefined ? {} : { assumedMasterState };
  const pushed = await api.push('records', { pushId: `${id} ${note}`, rows: [{ ...row, ...base }] });
  expect(pushed).toMatchObject({ body: { rows: [{ status: 'accepted' }] } });
  return newDocumentState;
}

type Hears = {
  /** In front of each write of RxDB: `context` is its name for what it writes. */
  readonly before: (context: string) => void;
  /** A document is on the disk. */
  readonly stored?: (id: unknown) => void;
};

function watched(storage: DeviceStorage, { before, stored = () => undefined }: Hears): DeviceStorage {
  return {
    ...storage,
    createStorageInstance: async (parameters) => {
      const instance = await storage.createStorageInstance(parameters);
      const write = instance.bulkWrite.bind(instance);
      instance.bulkWrite = async (rows, context) => {
        before(context);
        const written = await write(rows, context);
        for (const { document } of rows) stored(Reflect.get(document, 'id'));
        return written;
      };
      return instance;
    },
  };
}

it('nobody is told that her change of what another wrote was refused, when it has left her scope since', async () => {
  const id = '0199f1aa-0000-7000-8000-000000000031';
  const huaguo = await signedIn(server.address, 'huaguo');
  const caijia = await signedIn(server.address, 'caijia');
  const partners = [caijia.session.account.orgUnitId];
  const first = await write(huaguo, id, 'first', partners);

  const disk = createMemoryDisk();
  const journal = await openDevice(disk);
  let isArmed = false;
  const storage = watched(journal.storage, {
    before: (context) => {
      if (isArmed && context === 'replication-down-write-meta') disk.failNextWrite('throw');
    },
  });
  const before = await aDevice(caijia.api, { ...optionsOf(caijia), storage, name });
  before.replication.start();
  const noteOn = async (device: TestDevice) => (await device.records.get(id))?.values['note'];
  await eventually('the first is here', async () => (await noteOn(before)) === 'first');
  isArmed = true;
  const second = await write(huaguo, id, 'second', partners, first);
  await eventually('the disk took nothing more', () => journal.state.get().kind === 'stopped');
  journal.shutdown();
  await before.close();
  await write(huaguo, id, 'third', [], second);

  const { storage: reopened } = await openDevice(disk);
  const device = await deviceInTest(caijia.api, { ...optionsOf(caijia), storage: reopened, name });
  expect(await noteOn(device)).toBe('second');
  device.replication.start();
  await eventually('it has left', async () => (await noteOn(device)) === undefined);
  const isPushing = () => device.replication.stateOf('records')?.events.active.up.getValue();
  await eventually('nothing is on its way', () => isPushing() === false);
  expect(await firstValue(device.quarantine.watchOpen())).toEqual([]);
  expect(await server.server.store.read((view) => view.receipts.quarantined())).toEqual([]);
});

it('what left while nobody knew any more how far the device had pulled leaves it', async () => {
  const id = '0199f1aa-0000-7000-8000-000000000032';
  const huaguo = await signedIn(server.address, 'huaguo');
  const caijia = await signedIn(server.address, 'caijia');
  const first = await write(huaguo, id, 'first', [caijia.session.account.orgUnitId]);

  const disk = createMemoryDisk();
  const journal = await openDevice(disk);
  let isHere = false;
  const storage = watched(journal.storage, {
    before: (context) => {
      if (isHere && context === 'replication-set-checkpoint') disk.failNextWrite('throw');
    },
    stored: (document) => {
      isHere ||= document === id;
    },
  });
  const before = await aDevice(caijia.api, { ...optionsOf(caijia), storage, name });
  before.replication.start();
  await eventually('the disk took nothing more', () => journal.state.get().kind === 'stopped');
  journal.shutdown();
  await before.close();
  await write(huaguo, id, 'second', [], first);

  const { storage: reopened } = await openDevice(disk);
  const device = await deviceInTest(caijia.api, { ...optionsOf(caijia), storage: reopened, name });
  expect(await device.records.get(id)).toBeDefined();
  device.replication.start();
  await eventually('it has left', async () => (await device.records.get(id)) === undefined);
});
