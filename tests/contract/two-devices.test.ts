// Real devices and the real server: a record saved offline reaches the township by a poke, and never the next village.
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { DeviceCommands } from '../support/device/device-thread-worker.ts';
import { startDevice } from '../support/device/device-thread.ts';
import { eventually } from '../support/device/eventually.ts';
import { probeRecord, startRealServer, type RealServer } from '../support/device/real-server.ts';

let server: RealServer;
const devices: DeviceCommands[] = [];
beforeAll(async () => {
  server = await startRealServer();
});
afterAll(() => server.close());
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
});

async function deviceOf(accountId: string): Promise<DeviceCommands> {
  const device = await startDevice(server.address, accountId);
  devices.push(device);
  return device;
}
const save = (device: DeviceCommands, id: string, note: string) => device.save(id, probeRecord.id, note);

describe('a record saved without a network', () => {
  it('arrives at the township through the stream once the network is back, and never at the next village', async () => {
    const [huaguo, township, caijia] = await Promise.all([
      deviceOf('huaguo'),
      deviceOf('township'),
      deviceOf('caijia'),
    ]);
    await eventually('the township has its tree', async () => (await township.count('orgUnits')) >= 3);
    await huaguo.cutNetwork(true);
    const saved = await save(huaguo, randomUUID(), '重阳节走访');
    await eventually('the device knows that the server is away', async () => !(await huaguo.isReachable()));
    expect(await huaguo.unsent()).toEqual([saved.id]);

    await huaguo.cutNetwork(false);
    await huaguo.syncNow();
    const arrived = await eventually('the township has it', () => township.get(saved.id));
    expect(arrived).toMatchObject({
      values: { note: '重阳节走访' },
      reviewState: 'submitted',
      rev: 1,
      edit: saved.edit,
    });
    await eventually(
      'its author has the receipt and the new state',
      async () =>
        (await huaguo.receipt(saved.id)) !== undefined &&
        (await huaguo.get(saved.id))?.reviewState === 'submitted',
    );
    expect(await huaguo.unsent()).toEqual([]);

    await save(caijia, randomUUID(), 'hers');
    await eventually(
      'the next village is up to date',
      async () => (await caijia.unsent()).length === 0 && (await caijia.count('records')) === 1,
    );
    expect([await caijia.get(saved.id), await caijia.askFor(saved.id)]).toEqual([undefined, []]);
  }, 30_000);

  it('is sent within ten seconds of the server answering again, though nobody touches anything', async () => {
    const huaguo = await deviceOf('huaguo');
    await huaguo.cutNetwork(true);
    const saved = await save(huaguo, randomUUID(), 'later');
    await eventually('the server is away', async () => !(await huaguo.isReachable()));
    await huaguo.cutNetwork(false);
    await eventually(
      'it arrived by itself',
      async () => (await huaguo.receipt(saved.id)) !== undefined,
      10_000,
    );
  }, 30_000);
});

describe('review', () => {
  it('a return with its reason comes back to the author, her correction is approved, by documents alone', async () => {
    const [huaguo, township] = await Promise.all([deviceOf('huaguo'), deviceOf('township')]);
    const { id } = await save(huaguo, randomUUID(), '缺照片');
    await eventually('the township has it', () => township.get(id));
    const returned = await township.decide(id, 'return', '请补照片');
    await eventually(
      'it is returned to its author',
      async () => (await huaguo.get(id))?.reviewState === 'returned',
    );
    const reason = await eventually('with the reason', () => huaguo.decision(returned?.id ?? ''));
    expect(reason.values.reason).toBe('请补照片');

    await save(huaguo, id, '已补照片');
    await eventually(
      'the correction is at the township',
      async () =>
        (await township.get(id))?.values.note === '已补照片' &&
        (await township.get(id))?.reviewState === 'submitted',
    );
    const approval = await township.decide(id, 'approve', '');
    await eventually(
      'it is approved for both',
      async () =>
        (await huaguo.get(id))?.reviewState === 'approved' &&
        (await township.get(id))?.reviewState === 'approved',
    );
    await eventually(
      'the decision knows that it was applied',
      async () => (await township.decision(approval?.id ?? ''))?.outcome === 'applied',
    );
  }, 30_000);
});

it('many records, and edits of one of them, arrive once each', async () => {
  const [huaguo, township] = await Promise.all([deviceOf('huaguo'), deviceOf('township')]);
  const ids = Array.from({ length: 120 }, () => randomUUID());
  for (const id of ids) await save(huaguo, id, 'many');
  const [edited = ''] = ids;
  for (const note of ['second', 'third']) await save(huaguo, edited, note);
  await eventually('all have receipts', async () => (await huaguo.unsent()).length === 0, 15_000);
  await eventually(
    'the township has all',
    async () =>
      (await township.get(edited))?.values.note === 'third' &&
      (await Promise.all(ids.map((id) => township.get(id)))).every((found) => found !== undefined),
    15_000,
  );
}, 40_000);

it('what the server refuses comes back with its words, and corrected it goes through', async () => {
  const huaguo = await deviceOf('huaguo');
  const id = randomUUID();
  await huaguo.save(id, 'no-such-kind', 'x');
  const entry = await eventually('it is in the quarantine', () => huaguo.refused(id));
  expect([entry.code, entry.keptBy, entry.message.length > 0]).toEqual(['unknownType', 'server', true]);
  await save(huaguo, id, 'corrected');
  await eventually('it has a receipt', async () => (await huaguo.unsent()).length === 0);
  expect((await huaguo.get(id))?.values).toEqual({ note: 'corrected' });
  expect((await huaguo.refused(id))?.id).toBe(entry.id);
}, 30_000);
