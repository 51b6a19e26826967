// Debts: what RxDB drops for ever because a push is in flight comes all the same (the measured case of `sync.md` §4).
import { afterEach, describe, expect, it } from 'vitest';
import { createGate, createScriptedServer } from '../../../support/device/scripted-server.ts';
import { aDevice, type TestDevice } from '../../../support/device/device.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { settled } from '../../../support/device/timers.ts';

const devices: TestDevice[] = [];
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
});

const entry = {
  values: { note: 'first' },
  occurredOn: '2026-10-18',
  photos: [],
  hostUnitId: '420303001202',
  partnerUnitIds: [],
};
const owedOf = async (device: TestDevice): Promise<string> =>
  JSON.stringify((await device.settings.read(`debts:records:${device.database.name}`)) ?? null);
const save = (device: TestDevice, id: string) =>
  device.records.save({ id, type: 'home-visit', definitionVersion: 1, entry });

/** A push is stored but its reply held; meanwhile `happen` changes the document and a pull brings that; then the reply. */
async function pushOverlappedBy(happen: (server: ReturnType<typeof createScriptedServer>) => void) {
  const [stored, pulled] = [createGate(), createGate()];
  const server = createScriptedServer({
    push: async (phase) => {
      if (phase === 'in') return undefined;
      happen(server);
      stored.open();
      await pulled.passed;
      return undefined;
    },
    pull: async (phase, collection) => {
      if (collection !== 'records') return undefined;
      if (phase === 'in') await stored.passed;
      return undefined;
    },
  });
  const device = await aDevice(server.api);
  devices.push(device);
  await save(device, 'r1');
  device.replication.start();
  await eventually('the page is noted as owed', async () => (await owedOf(device)).includes('r1'));
  // RxDB has the page now and drops it, before the reply goes out.
  for (let turn = 0; turn < 10; turn += 1) await settled();
  pulled.open();
  return { server, device };
}

describe('a pull during a push in flight', () => {
  it('brings the newer revision after the reply "accepted"', async () => {
    const { device } = await pushOverlappedBy((server) =>
      server.put('records', {
        ...aDocument('r1', { values: { note: 'first' } }),
        rev: 2,
        reviewState: 'returned',
        edit: { deviceId: 'device-a', seq: 1 },
      }),
    );
    const held = await eventually('rev 2 is on the device', async () => {
      const document = await device.records.get('r1');
      return document?.rev === 2 ? document : undefined;
    });
    expect(held.reviewState).toBe('returned');
    await eventually('the debt is struck off', async () => (await owedOf(device)) === '[]');
  });

  it('brings a leave: nothing out of scope stays on the device, and no deletion is pushed', async () => {
    const { server, device } = await pushOverlappedBy((at) => at.leave('records', 'r1'));
    await eventually('the document is gone', async () => (await device.records.get('r1')) === undefined);
    expect(
      server.pushed
        .flatMap((request) => request.rows)
        .filter((row) => JSON.stringify(row).includes('"_deleted":true')),
    ).toEqual([]);
  });
});

it('a debt outlives a restart of the device before it was paid', async () => {
  const server = createScriptedServer();
  const device = await aDevice(server.api);
  devices.push(device);
  server.put('records', aDocument('r9', { rev: 3, edit: { deviceId: 'device-b', seq: 4 } }));
  await device.settings.write(`debts:records:${device.database.name}`, ['r9', 'never-there']);
  device.replication.start();
  await eventually('the debts are gone', async () => (await owedOf(device)) === '[]');
  expect([(await device.records.get('r9'))?.rev, server.fetched.includes('never-there')]).toEqual([3, true]);
});

it('nothing is owed when nothing is unsent', async () => {
  const server = createScriptedServer();
  for (let index = 0; index < 20; index += 1)
    server.put('records', aDocument(`r${index}`, { rev: 1, edit: { deviceId: 'device-b', seq: 1 } }));
  const device = await aDevice(server.api);
  devices.push(device);
  device.replication.start();
  await eventually('all are here', async () => (await device.records.get('r19')) !== undefined);
  expect([server.fetched, await owedOf(device)]).toEqual([[], 'null']);
});

it('what is fetched beside a running pull comes after it: offered before, RxDB would drop it', async () => {
  const { server, device } = await pushOverlappedBy((at) =>
    at.put('records', { ...aDocument('r1', { values: { note: 'first' } }), rev: 2 }),
  );
  let fetches = 0;
  server.interference.pullIds = async () => {
    fetches += 1;
    if (fetches > 3) return undefined;
    const [asked, answered] = [createGate(), createGate()];
    server.interference.pull = async (phase, collection) => {
      if (collection !== 'records' || phase === 'out') return undefined;
      asked.open();
      await answered.passed;
      return undefined;
    };
    // One poke for the pull that runs now, one for the pull that is asked for behind it.
    server.put('records', aDocument(`other-${fetches}`));
    await asked.passed;
    server.put('records', aDocument(`another-${fetches}`));
    void settled().then(() => answered.open());
    return undefined;
  };
  await eventually('rev 2 is here', async () => (await device.records.get('r1'))?.rev === 2);
  await eventually('the debt is struck off', async () => (await owedOf(device)) === '[]');
});

it('all is asked for that is owed, however much it is', async () => {
  const server = createScriptedServer();
  const device = await aDevice(server.api);
  devices.push(device);
  // Held, and nothing says how far the device had pulled.
  const held = Array.from({ length: 450 }, (_, index) =>
    aDocument(`r${index}`, { rev: 1, edit: { deviceId: 'device-b', seq: 1 } }),
  );
  await device.database.collections.records.bulkInsert(held);
  for (const document of held) server.put('records', document);
  device.replication.start();
  await eventually('all were asked for', () => new Set(server.fetched).size === held.length);
  await eventually('the debts are gone', async () => (await owedOf(device)) === '[]');
});
