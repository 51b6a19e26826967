// The device window on the device: what grew out of it goes when the server says so, and only then; unsent work stays.
import { afterEach, describe, expect, it } from 'vitest';
import { keepAskingForAged } from '../../../../client/replication/ask-for-aged.ts';
import type { Timers } from '../../../../client/database/clock.ts';
import { createOrgTree } from '../../../../shared/org/org-unit.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { aDevice, huaguo, type TestDevice } from '../../../support/device/device.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';
import { realTimers } from '../../../support/device/timers.ts';

const devices: TestDevice[] = [];
let stopping = new AbortController();
afterEach(async () => {
  stopping.abort();
  stopping = new AbortController();
  for (const device of devices.splice(0)) await device.close();
});

/** A minute passes at once, hours do not. */
const soonTimers: Timers = {
  after: (ms, run) => realTimers.after(ms > 60_000 ? ms : 0, run),
};
const approved = (id: string, occurredOn: string): SyncedDocument => ({
  ...aDocument(id, { occurredOn }),
  edit: { deviceId: 'another', seq: 1 },
  ...{ rev: 1, reviewState: 'approved', orgUnitId: huaguo.orgUnitId, hostUnitId: huaguo.orgUnitId },
});

async function filled(documents: readonly SyncedDocument[], hinder?: () => Promise<undefined>) {
  const server = createScriptedServer(hinder === undefined ? {} : { push: hinder });
  for (const document of documents) server.put('records', document);
  const device = await aDevice(server.api);
  devices.push(device);
  device.replication.start();
  for (const { id } of documents)
    await eventually(`${id} is here`, async () => (await device.records.get(id)) !== undefined);
  const ask = (today: string, account = huaguo) =>
    keepAskingForAged({
      ...{ collections: device.database.collections, account, unsent: device.unsent },
      ...{ replication: device.replication, timers: soonTimers, stopped: stopping.signal },
      orgUnits: { tree: () => Promise.resolve(createOrgTree([])) },
      serverDate: () => today,
    });
  return { server, device, ask };
}

describe('on a day two years later', () => {
  it('what is closed and older leaves, what is open or younger stays, and no deletion is sent', async () => {
    const open = { ...approved('open', '2024-01-10'), reviewState: 'returned' as const };
    const { server, device, ask } = await filled([
      approved('old', '2024-01-10'),
      approved('young', '2026-01-10'),
      open,
    ]);
    // The server's own clock made it leave: nothing in its feed says so.
    server.age('old');
    await ask('2026-11-28');
    await eventually('the old one is gone', async () => (await device.records.get('old')) === undefined);
    expect(await device.records.get('young')).toBeDefined();
    expect(await device.records.get('open')).toBeDefined();
    expect(new Set(server.fetched)).toEqual(new Set(['old']));
    expect(server.pushed).toEqual([]);
  });

  it('what the server still has for this device stays: its clock decides', async () => {
    const { server, device, ask } = await filled([approved('kept', '2024-01-10')]);
    await ask('2036-11-28');
    await eventually('it was asked for', () => Promise.resolve(server.fetched.includes('kept')));
    expect(await device.records.get('kept')).toMatchObject({ rev: 1, reviewState: 'approved' });
  });

  it('what was changed here and is not sent yet stays', async () => {
    const never = new Promise<undefined>(() => undefined);
    const { server, device, ask } = await filled([approved('edited', '2024-01-10')], () => never);
    await device.records.save({
      ...{ id: 'edited', type: 'home-visit', definitionVersion: 1 },
      entry: {
        ...{ values: { note: '改' }, occurredOn: '2024-01-10', photos: [] },
        ...{ hostUnitId: huaguo.orgUnitId, partnerUnitIds: [] },
      },
    });
    await ask('2026-11-28');
    expect(server.fetched).toEqual([]);
    expect((await device.records.get('edited'))?.values).toEqual({ note: '改' });
  });

  it('an office asks for nothing: what it holds does not depend on the day', async () => {
    const { server, ask } = await filled([approved('old', '2020-01-10')]);
    await ask('2026-11-28', { ...huaguo, role: 'countyOfficer', orgUnitId: '420303', level: 'county' });
    expect(server.fetched).toEqual([]);
  });

  it('many leave by the hundred, and no deletion is sent', async () => {
    const many = Array.from({ length: 250 }, (_, n) => approved(`old-${n}`, '2024-01-10'));
    const { server, device, ask } = await filled(many);
    for (const { id } of many) server.age(id);
    await ask('2026-11-28');
    for (const { id } of many)
      await eventually(`${id} is gone`, async () => (await device.records.get(id)) === undefined);
    expect(server.pushed).toEqual([]);
  });

  it('many are read a slice at a time, also many of one day, and the page goes on in between', async () => {
    const device = await aDevice(createScriptedServer().api);
    devices.push(device);
    const { records } = device.database.collections;
    const open = (n: number) => ({
      ...approved(`open-${n}`, n < 450 ? '2024-01-10' : '2024-02-01'),
      reviewState: 'submitted' as const,
    });
    const late = Array.from({ length: 150 }, (_, n) => approved(`zz-${n}`, '2024-02-01'));
    await records.bulkInsert([...Array.from({ length: 500 }, (_, n) => open(n)), ...late]);
    const query = records.storageInstance.query.bind(records.storageInstance);
    const [sizes, turns, asked]: [number[], number[], string[]] = [[], [], []];
    records.storageInstance.query = async (prepared) => {
      const result = await query(prepared);
      sizes.push(result.documents.length);
      return result;
    };
    const rounds: (() => void)[] = [];
    const ask = keepAskingForAged({
      ...{ collections: device.database.collections, account: huaguo, unsent: device.unsent },
      replication: {
        askAgain: async (_name, ids) => {
          expect(ids.length).toBeLessThanOrEqual(100);
          asked.push(...ids);
        },
      },
      timers: {
        after: (ms, run) => {
          if (ms > 0) rounds.push(run);
          else turns.push(sizes.length);
          return ms > 0 ? () => undefined : realTimers.after(0, run);
        },
      },
      ...{ stopped: stopping.signal, serverDate: () => '2026-11-28' },
      orgUnits: { tree: () => Promise.resolve(createOrgTree([])) },
    });
    await ask;
    expect(asked).toHaveLength(100);
    expect(turns.length).toBeGreaterThan(1);
    rounds.shift()?.();
    await eventually('the next round is over', () => rounds.length === 1);
    expect(new Set(asked)).toEqual(new Set(late.map(({ id }) => id)));
    expect(asked).toHaveLength(150);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(200);

    // What was open and is closed by then is asked for when all is read anew.
    const first = await records.findOne('open-0').exec();
    await first?.incrementalPatch({ reviewState: 'approved' });
    rounds.shift()?.();
    await eventually('all was read anew', () => rounds.length === 1);
    expect(asked.slice(150)).toEqual(['open-0']);
  });

  it('a storage that takes nothing ends no asking, and a stop does', async () => {
    const { device } = await filled([approved('old', '2024-01-10')]);
    const [waits, ended]: [number[], AbortController] = [[], new AbortController()];
    const deps = {
      ...{ collections: device.database.collections, account: huaguo, unsent: device.unsent },
      replication: { askAgain: () => Promise.reject(new Error('full')) },
      timers: { after: (ms: number) => (waits.push(ms), () => undefined) },
      ...{ stopped: ended.signal, serverDate: () => '2026-11-28' },
      orgUnits: { tree: () => Promise.resolve(createOrgTree([])) },
    };
    await keepAskingForAged(deps);
    expect(waits).toHaveLength(1);
    const stopped = keepAskingForAged(deps);
    ended.abort();
    await stopped;
    expect(waits).toHaveLength(1);
  });
});
