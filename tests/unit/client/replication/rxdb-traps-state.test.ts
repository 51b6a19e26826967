// Traps 3, 9 and 10 of RxDB 17.6.0 (conflicts, names, waiting): what its plain use does, and what ours does in the same case.
import { getRxStorageMemory } from 'rxdb/plugins/storage-memory';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { ApiClient } from '../../../../client/api-client.ts';
import { defineRecordType } from '../../../../shared/forms/define-record-type.ts';
import { withoutStorageFields } from '../../../../shared/records/content-hash.ts';
import { mutationIdOf } from '../../../../shared/sync/mutation-id.ts';
import { clientFilesWith } from '../../../support/client-files.ts';
import { aDevice, type TestDevice } from '../../../support/device/device.ts';
import { deviceInTest, saveVisit } from '../../../support/device/device-in-test.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { probeRecord, startRealServer } from '../../../support/device/real-server.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';
import { signedIn } from '../../../support/device/signed-in.ts';
import { inSync, replicateStock, stockVisits } from '../../../support/device/stock-rxdb.ts';
import { isPending } from '../../../support/journaled-device.ts';

/** The record of the probe with two fields more, so that two people can edit different ones. */
const twoFields = defineRecordType({
  ...probeRecord,
  fields: [
    ...probeRecord.fields,
    { id: 'place', kind: 'text', label: { zh: '地点', en: 'Place' } },
    { id: 'more', kind: 'text', label: { zh: '其他', en: 'More' } },
  ],
});
const recordId = '0199f1aa-0000-7000-8000-000000000003';
const saveValues = (device: TestDevice, values: Readonly<Record<string, string>>) =>
  device.records.save({
    id: recordId,
    type: twoFields.id,
    definitionVersion: 1,
    entry: {
      values,
      occurredOn: new Date().toISOString().slice(0, 10),
      photos: [],
      hostUnitId: device.account.orgUnitId,
      partnerUnitIds: [],
    },
  });

describe('trap 3: the default conflict handler', () => {
  it('stock: drops the local edit for what the server has, and says that all is in sync', async () => {
    const visits = await stockVisits();
    const errors: unknown[] = [];
    await visits.insert({ id: 'a', note: 'mine' });
    const state = replicateStock(visits, {
      push: { handler: () => Promise.resolve([{ id: 'a', note: 'theirs', _deleted: false }]) },
    });
    state.error$.subscribe((error) => errors.push(error));
    await inSync(state);
    expect([(await visits.find().exec()).map(({ note }) => note), errors]).toEqual([['theirs'], []]);
  });

  it('ours: both edits stay: of different fields merged, of one field the other value as a conflict document', async () => {
    const server = await startRealServer([twoFields]);
    onTestFinished(() => server.close());
    const [{ api, session, deviceId, network }, other] = await Promise.all([
      signedIn(server.address, 'huaguo'),
      signedIn(server.address, 'huaguo'),
    ]);
    const { account, epoch, scopeVersion: scope } = session;
    const device = await deviceInTest(api, { deviceId, account, epoch, scope });
    device.replication.start();
    await saveValues(device, { note: 'first', place: 'first' });
    const base = await eventually('it is submitted', async () => {
      const record = await device.records.get(recordId);
      return record?.reviewState === 'submitted' ? record : undefined;
    });
    network.isCut = true;
    await saveValues(device, { note: 'mine', place: 'mine' });
    const edit = { deviceId: other.deviceId, seq: 1 };
    const theirs = { ...base, values: { note: 'first', place: 'theirs', more: 'theirs' }, edit };
    const pushed = await other.api.push('records', {
      pushId: 'push-of-the-other-device',
      rows: [
        {
          mutationId: mutationIdOf(theirs),
          assumedMasterState: withoutStorageFields(base),
          newDocumentState: withoutStorageFields(theirs),
        },
      ],
    });
    expect(pushed).toMatchObject({ kind: 'ok', body: { rows: [{ status: 'accepted' }] } });
    network.isCut = false;
    device.replication.syncNow();
    const conflict = await eventually('the conflict is on the device', async () =>
      (await device.database.collections.conflicts.findOne().exec())?.toMutableJSON(),
    );
    await eventually(
      'the merge is on the device',
      async () => (await device.records.get(recordId))?.values['more'],
    );
    expect((await device.records.get(recordId))?.values).toEqual({
      note: 'mine',
      place: 'theirs',
      more: 'theirs',
    });
    expect(JSON.stringify(conflict.values)).toContain('"mine"');
  });
});

describe('trap 9: the name of a replication', () => {
  it('stock: a new one pulls everything again and pushes everything again, without bases', async () => {
    const visits = await stockVisits();
    const [pushed, asked] = [Array.of<unknown>(), Array.of<unknown>()];
    const replicate = (identifier: string) =>
      replicateStock(visits, {
        identifier,
        push: {
          handler: (rows) => {
            pushed.push(...rows.map((row) => [row.newDocumentState.id, row.assumedMasterState]));
            return Promise.resolve([]);
          },
        },
        pull: {
          handler: (checkpoint) => {
            asked.push(checkpoint);
            const documents = asked.length === 1 ? [{ id: 'theirs', note: 'z', _deleted: false }] : [];
            return Promise.resolve({ documents, checkpoint: { at: 1 } });
          },
        },
      });
    await visits.insert({ id: 'mine', note: 'x' });
    const first = replicate('epoch 1');
    await inSync(first);
    await first.cancel();
    const again = replicate('epoch 1');
    await inSync(again);
    await again.cancel();
    const [pushedBefore, askedBefore] = [pushed.length, asked.length];
    await inSync(replicate('epoch 2'));
    expect([pushedBefore, asked.slice(0, askedBefore)]).toEqual([1, [undefined, { at: 1 }]]);
    expect(pushed.slice(pushedBefore)).toContainEqual(['mine', undefined]);
    expect(asked[askedBefore]).toBeUndefined();
  });

  it('ours: is the same over restarts: nothing is pushed again, and the pull goes on where it was', async () => {
    const server = createScriptedServer();
    const asked: string[] = [];
    const api: ApiClient = {
      ...server.api,
      pull: (collection, query) => {
        if (collection === 'records') asked.push(query.since);
        return server.api.pull(collection, query);
      },
    };
    const [storage, name] = [getRxStorageMemory(), 'trap-9'];
    const first = await aDevice(api, { storage, name });
    await saveVisit(first, 'r1');
    first.replication.start();
    await eventually('rev 1 came back', async () => (await first.records.get('r1'))?.rev === 1);
    await first.close();
    const pulls = asked.length;
    const second = await deviceInTest(api, { storage, name });
    second.replication.start();
    await eventually('it asked again', () => asked.length > pulls);
    const saved = await saveVisit(second, 'r2');
    await eventually('the next arrived', () => second.receipts.get('r2')?.seq === saved.edit.seq);
    expect(asked[pulls]).toBe('1');
    expect(server.pushed.map(({ rows }) => rows.map((row) => row.mutationId.split(':')[1]).join())).toEqual([
      'r1',
      'r2',
    ]);
  });
});

describe('trap 10: waiting to be in sync', () => {
  it('stock: awaitInSync() never resolves without a network', async () => {
    const visits = await stockVisits();
    await visits.insert({ id: 'a', note: 'x' });
    let tries = 0;
    const state = replicateStock(visits, {
      push: {
        handler: () => {
          tries += 1;
          return Promise.reject(new TypeError('network'));
        },
      },
    });
    const waiting = [state.awaitInSync(), state.awaitInitialReplication()];
    await eventually('it was tried often', () => tries > 20);
    expect(await Promise.all(waiting.map(isPending))).toEqual([true, true]);
  });

  it('ours: no screen asks for it: a record saved without a network is listed at once, as one that waits', async () => {
    const away = {
      kind: 'unreachable',
      cause: 'network',
      status: undefined,
      retryAfterSeconds: undefined,
    } as const;
    const server = createScriptedServer({
      push: () => Promise.resolve(away),
      pull: () => Promise.resolve(away),
    });
    const device = await deviceInTest(server.api);
    device.replication.start();
    await saveVisit(device, 'r1');
    expect([(await device.records.get('r1'))?.values, device.unsent.list().map(({ id }) => id)]).toEqual([
      { note: 'first' },
      ['r1'],
    ]);
    expect(clientFilesWith(/await(InSync|InitialReplication)/)).toEqual([]);
  });
});
