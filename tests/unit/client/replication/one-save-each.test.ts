// Each save is one mutation: sent until it has its verdict and no oftener, and never taken for another one that says the same.
import { afterEach, describe, expect, it, onTestFinished } from 'vitest';
import { unreachable } from '../../../../client/api-outcome.ts';
import type { ApiClient } from '../../../../client/api-client.ts';
import { aDevice, type TestDevice } from '../../../support/device/device.ts';
import { deviceInTest } from '../../../support/device/device-in-test.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { probeRecord, startRealServer } from '../../../support/device/real-server.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';
import { signedIn } from '../../../support/device/signed-in.ts';

const devices: TestDevice[] = [];
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
});
const recordId = '0199f1aa-0000-7000-8000-000000000009';
const saveNote = (device: TestDevice, note: string, type: string) =>
  device.records.save({
    id: recordId,
    type,
    definitionVersion: 1,
    entry: {
      values: { note },
      occurredOn: new Date().toISOString().slice(0, 10),
      photos: [],
      hostUnitId: device.account.orgUnitId,
      partnerUnitIds: [],
    },
  });

describe('a save', () => {
  it('of what was written before the last one is news: the server has it again', async () => {
    const server = await startRealServer([probeRecord]);
    onTestFinished(() => server.close());
    const { api, session, deviceId } = await signedIn(server.address, 'huaguo');
    const { account, epoch, scopeVersion: scope } = session;
    const device = await deviceInTest(api, { deviceId, account, epoch, scope });
    device.replication.start();
    for (const [index, note] of ['first', 'second', 'first'].entries()) {
      await saveNote(device, note, probeRecord.id);
      await eventually(`the ${index + 1}. save has its receipt`, () => device.unsent.list().length === 0);
    }
    const stored = await onServer(api, { epoch, scope });
    expect(stored).toMatchObject({ rev: 3, values: { note: 'first' } });
    await eventually('rev 3 is here', async () => (await device.records.get(recordId))?.rev === 3);
    expect((await device.records.get(recordId))?.values).toEqual({ note: 'first' });
  });

  it('that the server answered with another document is not sent again: the server has judged', async () => {
    let sent = 0;
    const server = createScriptedServer({
      // Whoever goes on sending is cut off, or nothing else would ever run.
      push: (phase) => {
        if (phase === 'in') sent += 1;
        return Promise.resolve(sent > 5 ? unreachable('network') : undefined);
      },
      refuse: ({ id, values }) => {
        const master = documents().get(id);
        if (values['note'] !== 'poison' || master === undefined) return undefined;
        return { code: 'invalidValue', message: '人数不对', fields: [], master, rev: master.rev };
      },
    });
    const documents = () => server.documents;
    const device = await aDevice(server.api);
    devices.push(device);
    device.replication.start();
    await saveNote(device, 'well', 'home-visit');
    await eventually('the first save has its receipt', () => device.receipts.get(recordId) !== undefined);
    const refused = await saveNote(device, 'poison', 'home-visit');
    await eventually(
      'the refused save is put aside',
      async () => (await device.quarantine.forDocument(recordId))?.seq === refused.edit.seq,
    );
    device.replication.syncNow();
    const other = await device.records.save({
      id: '0199f1aa-0000-7000-8000-000000000010',
      type: 'home-visit',
      definitionVersion: 1,
      entry: {
        ...{ values: { note: 'other' }, occurredOn: '2026-10-18', photos: [] },
        ...{ hostUnitId: device.account.orgUnitId, partnerUnitIds: [] },
      },
    });
    await eventually('another record arrives', () => server.documents.has(other.id));
    expect([sent, (await device.records.get(recordId))?.values]).toEqual([3, { note: 'well' }]);
  });
});

async function onServer(api: ApiClient, query: { readonly epoch: string; readonly scope: string }) {
  const page = await api.pullIds('records', [recordId], { ...query, since: '0', limit: 1 });
  if (page.kind !== 'ok') throw new Error(page.kind);
  return page.body.documents[0];
}
