// A page that a slow line brings after a newer save was received lays nothing older over what the person saved.
import { expect, it, onTestFinished } from 'vitest';
import type { ApiClient } from '../../../../client/api-client.ts';
import { deviceInTest } from '../../../support/device/device-in-test.ts';
import type { TestDevice } from '../../../support/device/device.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { probeRecord, startRealServer } from '../../../support/device/real-server.ts';
import { createGate } from '../../../support/device/scripted-server.ts';
import { signedIn } from '../../../support/device/signed-in.ts';

const recordId = '0199f1aa-0000-7000-8000-000000000021';
const saveNote = async (device: TestDevice, note: string): Promise<void> => {
  await device.records.save({
    id: recordId,
    type: probeRecord.id,
    definitionVersion: 1,
    entry: {
      ...{ values: { note }, occurredOn: new Date().toISOString().slice(0, 10), photos: [] },
      ...{ hostUnitId: device.account.orgUnitId, partnerUnitIds: [] },
    },
  });
  await eventually(`"${note}" is received`, () => device.unsent.list().length === 0);
};

/** After `hold` the next page that brings a record was `read` by the server, and arrives when the test opens `late`. */
function slowLine(api: ApiClient) {
  const [read, late] = [createGate(), createGate()];
  let isHeld = false;
  const pull: ApiClient['pull'] = async (collection, query) => {
    const outcome = await api.pull(collection, query);
    if (!isHeld || outcome.kind !== 'ok' || outcome.body.documents.length === 0) return outcome;
    isHeld = false;
    read.open();
    await late.passed;
    return outcome;
  };
  const hold = (): void => {
    isHeld = true;
  };
  return { api: { ...api, pull }, hold, read, late };
}

it('what was saved last stays on the screen while a page from before it arrives', async () => {
  const server = await startRealServer([probeRecord]);
  onTestFinished(() => server.close());
  const { api, session, deviceId } = await signedIn(server.address, 'huaguo');
  const { account, epoch, scopeVersion: scope } = session;
  const line = slowLine(api);
  const device = await deviceInTest(line.api, { deviceId, account, epoch, scope });
  device.replication.start();
  await saveNote(device, 'first');
  await eventually('rev 1 is here', async () => (await device.records.get(recordId))?.rev === 1);
  line.hold();
  await saveNote(device, 'second');
  await line.read.passed;
  await saveNote(device, 'third');
  const shown: unknown[] = [];
  onTestFinished(device.records.watch(recordId).subscribe((record) => shown.push(record?.values['note'])));
  line.late.open();
  await eventually('rev 3 is here', async () => (await device.records.get(recordId))?.rev === 3);
  expect(new Set(shown)).toEqual(new Set(['third']));
});
