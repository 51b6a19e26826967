// RxDB with our handlers: the quarantine road, receipts, the auditor; a row that is refused never blocks another.
import { afterEach, describe, expect, it } from 'vitest';
import { firstValue } from '../../../../client/database/watchable.ts';
import { writeDocument } from '../../../../client/database/synced-collection.ts';
import { leftTombstone } from '../../../../client/replication/left-tombstone.ts';
import { mutationIdOf } from '../../../../shared/sync/mutation-id.ts';
import { createUnsentDocuments } from '../../../../client/replication/unsent-documents.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';
import { aDevice, type TestDevice } from '../../../support/device/device.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { createSetBackStorage } from '../../../support/device/set-back-storage.ts';

const devices: TestDevice[] = [];
afterEach(async () => {
  for (const device of devices.splice(0)) await device.close();
});
const open = async (...parameters: Parameters<typeof aDevice>): Promise<TestDevice> => {
  const device = await aDevice(...parameters);
  devices.push(device);
  return device;
};

const save = (device: TestDevice, id: string, note = 'first') =>
  device.records.save({
    id,
    type: 'home-visit',
    definitionVersion: 1,
    entry: {
      values: { note },
      occurredOn: '2026-10-18',
      photos: [],
      hostUnitId: '420303001202',
      partnerUnitIds: [],
    },
  });

const ids = ['r0', 'r1', 'r2', 'r3', 'r4'];

const refusal = { code: 'invalidValue', message: '人数不对', fields: ['attended'] };

describe('trap 5: a quarantined row', () => {
  it.each(['r0', 'r2', 'r4'])(
    '%s goes aside once, the others arrive, and the id can be written again',
    async (poisonId) => {
      const server = createScriptedServer({
        refuse: ({ values }) => (values.note === 'poison' ? refusal : undefined),
      });
      const device = await open(server.api);
      for (const id of ids) await save(device, id, id === poisonId ? 'poison' : 'well');
      device.replication.start();
      for (const id of ids)
        await eventually(`${id} has a receipt`, () => device.receipts.get(id) !== undefined);
      await eventually(
        'the refused document has left the list',
        async () => (await device.records.get(poisonId)) === undefined,
      );
      expect(
        (await firstValue(device.quarantine.watchOpen())).map((entry) => [entry.documentId, entry.message]),
      ).toEqual([[poisonId, '人数不对']]);
      const timesSent = () =>
        server.pushed
          .flatMap((request) => request.rows)
          .filter((row) => row.mutationId.includes(`:${poisonId}:`)).length;
      expect(timesSent()).toBe(1);

      const again = await save(device, poisonId, 'corrected');
      await eventually(
        'the corrected record has its receipt',
        () => device.receipts.get(poisonId)?.seq === again.edit.seq,
      );
      expect(await device.quarantine.forDocument(poisonId)).toMatchObject({
        document: { values: { note: 'poison' } },
      });
      expect([server.documents.get(poisonId)?.values, timesSent()]).toEqual([{ note: 'corrected' }, 2]);
    },
  );
});

describe('receipts', () => {
  it('come only from the server: a record saved offline waits, then is received', async () => {
    let isAway = true;
    const server = createScriptedServer({
      push: (phase) =>
        Promise.resolve(
          isAway && phase === 'in'
            ? { kind: 'unreachable', cause: 'network', status: undefined, retryAfterSeconds: undefined }
            : undefined,
        ),
    });
    const device = await open(server.api);
    device.replication.start();
    const document = await save(device, 'r1');
    expect([device.unsent.isUnsent(document), device.unsent.list().map(({ id }) => id)]).toEqual([
      true,
      ['r1'],
    ]);
    isAway = false;
    device.replication.syncNow();
    await eventually('nothing waits', () => device.unsent.list().length === 0);
    expect(device.receipts.get('r1')).toMatchObject({ seq: document.edit.seq, rev: 1, status: 'accepted' });
  });

  it('an edit made while its push was in flight is sent too', async () => {
    const device = await open(
      createScriptedServer({
        push: async (phase) => {
          if (phase === 'out' && device.receipts.get('r1') === undefined) await save(device, 'r1', 'second');
          return undefined;
        },
      }).api,
    );
    device.replication.start();
    await save(device, 'r1', 'first');
    await eventually(
      'the second edit has its receipt',
      () => (device.receipts.get('r1')?.seq ?? 0) >= 2 && device.unsent.list().length === 0,
    );
  });
});

describe('the unsent auditor', () => {
  it('saves again what RxDB missed because the clock went back across a restart', async () => {
    const { storage, setClockBack } = createSetBackStorage();
    const server = createScriptedServer();
    const first = await aDevice(server.api, { storage, name: 'clock-back' });
    first.replication.start();
    await save(first, 'r1');
    await eventually('the first record arrived', () => first.unsent.list().length === 0);
    await first.replication.stop();
    setClockBack();
    const missed = await save(first, 'r2');
    await first.close();

    const second = await open(server.api, { storage, name: 'clock-back' });
    second.replication.start();
    await eventually('the missed record arrived', () => server.documents.has('r2'));
    expect(server.pushed.flatMap((request) => request.rows).map((row) => row.mutationId)).not.toContain(
      mutationIdOf(missed),
    );
    await eventually('nothing waits', () => second.unsent.list().length === 0);
  });

  it('sends a deletion that RxDB missed', async () => {
    const { storage, setClockBack } = createSetBackStorage();
    const server = createScriptedServer();
    const first = await aDevice(server.api, { storage, name: 'deletion-missed' });
    first.replication.start();
    await save(first, 'r1');
    await eventually('it arrived', () => first.unsent.list().length === 0);
    await eventually('rev 1 is here', async () => (await first.records.get('r1'))?.rev === 1);
    await first.replication.stop();
    setClockBack('rx-document-save-data');
    const edit = { deviceId: first.deviceId, seq: await first.writer.editSequence.next() };
    const { records } = first.database.collections;
    await (await records.findOne('r1').exec())?.modify((found) => ({ ...found, edit, _deleted: true }));
    await first.close();

    const second = await open(server.api, { storage, name: 'deletion-missed' });
    expect(second.unsent.list()).toMatchObject([{ id: 'r1', seq: edit.seq }]);
    second.replication.start();
    await eventually('it arrived', () => server.documents.get('r1')?._deleted === true);
    await eventually('nothing waits', () => second.unsent.list().length === 0);
  });

  it('leaves alone what has its receipt', async () => {
    const server = createScriptedServer();
    const device = await open(server.api);
    device.replication.start();
    const saved = await save(device, 'r1');
    await eventually('it arrived', () => device.unsent.list().length === 0);
    device.replication.syncNow();
    await eventually('rev 1 is here', async () => (await device.records.get('r1'))?.rev === 1);
    expect((await device.records.get('r1'))?.edit).toEqual(saved.edit);
  });
});

describe('a deletion that waits to be sent', () => {
  it('is still known as unsent after a restart', async () => {
    const server = createScriptedServer({});
    const device = await open(server.api);
    await save(device, 'r1');
    device.replication.start();
    await eventually('it has a receipt', () => device.receipts.get('r1') !== undefined);
    await device.replication.stop();
    const { records } = device.database.collections;
    const seq = await device.writer.editSequence.next();
    await writeDocument(records, 'r1', (current) => ({
      ...(current ?? leftTombstone('r1')),
      edit: { deviceId: device.deviceId, seq },
      _deleted: true,
    }));
    const restarted = await createUnsentDocuments(
      device.database.collections,
      device.receipts,
      device.deviceId,
    );
    expect(restarted.list()).toEqual([{ id: 'r1', collection: 'records', seq }]);
    restarted.stop();
  });
});
