// Traps 4, 5 and 6 of RxDB 17.6.0 (pushing): what its plain use does, and what ours does in the same case.
import { Subject } from 'rxjs';
import { replicateRxCollection } from 'rxdb/plugins/replication';
import { describe, expect, it } from 'vitest';
import { firstValue } from '../../../../client/database/watchable.ts';
import { clientFilesWith } from '../../../support/client-files.ts';
import type { TestDevice } from '../../../support/device/device.ts';
import { deviceInTest, saveVisit } from '../../../support/device/device-in-test.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { eventually } from '../../../support/device/eventually.ts';
import { createScriptedServer } from '../../../support/device/scripted-server.ts';
import {
  idsOf,
  inSync,
  noteOf,
  replicateStock,
  stockVisits,
  type StockRow,
  type StockStream,
} from '../../../support/device/stock-rxdb.ts';
import { createHastyTimers } from '../../../support/device/timers.ts';

const openIds = async (device: TestDevice) =>
  (await firstValue(device.quarantine.watchOpen())).map((entry) => entry.documentId);

describe('trap 4: a push handler that throws', () => {
  it('stock: sends the same batch for ever; later saves, pokes and reSync() wait behind it', async () => {
    const visits = await stockVisits();
    const [pushed, stream] = [Array.of<string>(), new Subject<StockStream>()];
    let pulls = 0;
    await visits.insert({ id: 'poison', note: 'x' });
    const state = replicateStock(visits, {
      push: {
        handler: (rows) => {
          pushed.push(idsOf(rows));
          return Promise.reject(new Error('400'));
        },
      },
      pull: {
        handler: () => {
          pulls += 1;
          return Promise.resolve({ documents: [], checkpoint: { at: 0 } });
        },
        stream$: stream,
      },
    });
    await eventually('it was tried again', () => pushed.length >= 3);
    await visits.insert({ id: 'later', note: 'y' });
    stream.next({ documents: [{ id: 'theirs', note: 'z', _deleted: false }], checkpoint: { at: 1 } });
    state.reSync();
    const tries = pushed.length;
    await eventually('it was tried many times more', () => pushed.length >= tries + 20);
    expect([new Set(pushed), pulls]).toEqual([new Set(['poison']), 1]);
    expect(await noteOf(visits, 'theirs')).toBeUndefined();
  });

  it('stock: waits five seconds each time, however long it lasts', async () => {
    const visits = await stockVisits();
    const waits: number[] = [];
    Object.assign(visits, {
      promiseWait: (milliseconds: number) => {
        waits.push(milliseconds);
        return new Promise<void>((resolve) => void setImmediate(resolve));
      },
    });
    await visits.insert({ id: 'a', note: 'x' });
    replicateRxCollection({
      replicationIdentifier: 'default',
      collection: visits,
      push: { handler: () => Promise.reject(new Error('500')) },
    });
    await eventually('it failed often', () => waits.length > 30);
    expect(new Set(waits)).toEqual(new Set([5_000]));
  });

  it('stock: and one that answers [] to a refusal marks the rows as sent, over a restart too', async () => {
    const visits = await stockVisits();
    const pushed: string[] = [];
    const refuseQuietly = (rows: readonly StockRow[]): Promise<[]> => {
      pushed.push(idsOf(rows));
      return Promise.resolve([]);
    };
    await visits.insert({ id: 'refused', note: 'x' });
    const first = replicateStock(visits, { push: { handler: refuseQuietly } });
    await inSync(first);
    await first.cancel();
    const second = replicateStock(visits, { push: { handler: refuseQuietly } });
    await visits.insert({ id: 'later', note: 'y' });
    await inSync(second);
    expect(pushed).toEqual(['refused', 'later']);
  });

  it('ours: sets the row aside, sends what came later, and goes on pulling', async () => {
    const server = createScriptedServer({
      push: (phase, request) =>
        Promise.resolve(
          phase === 'in' && request.rows.some((row) => row.mutationId.includes(':poison:'))
            ? {
                kind: 'refused',
                status: 500,
                code: 'defect',
                detail: undefined,
                retryAfterSeconds: undefined,
              }
            : undefined,
        ),
    });
    const timers = createHastyTimers();
    const device = await deviceInTest(server.api, { timers });
    device.replication.start();
    await saveVisit(device, 'poison');
    await eventually('its push has failed', () => timers.waits.length > 0);
    server.put('records', aDocument('theirs', { rev: 1, edit: { deviceId: 'device-b', seq: 1 } }));
    await eventually('what the server has came', async () => device.records.get('theirs'));
    const later = await saveVisit(device, 'later');
    await eventually(
      'what was saved later is there',
      () => device.receipts.get('later')?.seq === later.edit.seq,
    );
    expect(await openIds(device)).toEqual(['poison']);
  });
});

describe('trap 5: a refused row answered as a conflict', () => {
  it('stock: whose conflict handler keeps the local value is sent again without end', async () => {
    const visits = await stockVisits({
      collection: {
        conflictHandler: {
          isEqual: (a, b) => a.note === b.note && a._deleted === b._deleted,
          resolve: ({ newDocumentState }) => Promise.resolve(newDocumentState),
        },
      },
    });
    let pushes = 0;
    await visits.insert({ id: 'refused', note: 'mine' });
    const state = replicateStock(visits, {
      push: {
        handler: async () => {
          pushes += 1;
          // Without this turn nothing else in the page would ever run.
          await new Promise((resolve) => void setImmediate(resolve));
          return [{ id: 'refused', note: 'theirs', _deleted: false }];
        },
      },
    });
    await eventually('it was sent a hundred times', () => pushes > 100);
    await state.cancel();
  });
});

describe('trap 6: rows that RxDB does not know, or never hears of', () => {
  it('stock: a conflict of an unknown id is a TypeError, and the true conflict beside it is lost', async () => {
    const visits = await stockVisits();
    const errors: unknown[] = [];
    let pushes = 0;
    await visits.insert({ id: 'a', note: 'mine' });
    const state = replicateStock(visits, {
      push: {
        handler: () => {
          pushes += 1;
          return Promise.resolve(['nobody', 'a'].map((id) => ({ id, note: 'theirs', _deleted: false })));
        },
      },
    });
    state.error$.subscribe((error) => errors.push(error));
    await eventually('it failed', () => errors.length > 0);
    await inSync(state);
    expect([errors[0] instanceof TypeError, pushes, await noteOf(visits, 'a')]).toEqual([true, 1, 'mine']);
  });

  it('stock: a push.modifier that answers null marks its row as sent, over a restart too', async () => {
    const visits = await stockVisits();
    const pushed: string[] = [];
    const handler = (rows: readonly StockRow[]): Promise<[]> => {
      pushed.push(idsOf(rows));
      return Promise.resolve([]);
    };
    await visits.insert({ id: 'held back', note: 'x' });
    const first = replicateStock(visits, { push: { handler, modifier: () => null } });
    await inSync(first);
    await first.cancel();
    const second = replicateStock(visits, { push: { handler } });
    await visits.insert({ id: 'later', note: 'y' });
    await inSync(second);
    expect(pushed).toEqual(['later']);
  });

  it('ours: believes no answer with an unknown row, sends again, and has no modifier', async () => {
    let isStrange = true;
    const server = createScriptedServer({
      push: (phase, request) => {
        if (phase === 'in' || !isStrange) return Promise.resolve(undefined);
        isStrange = false;
        const rows = request.rows.map(({ mutationId }) => ({
          id: 'nobody',
          mutationId,
          status: 'accepted' as const,
          rev: 1,
        }));
        const body = { pushId: request.pushId, epoch: 'e1', committed: { position: 1, stamp: 's' }, rows };
        return Promise.resolve({ kind: 'ok', body });
      },
    });
    const device = await deviceInTest(server.api, { timers: createHastyTimers() });
    device.replication.start();
    await saveVisit(device, 'r1');
    await eventually('it has its receipt', () => device.receipts.get('r1'));
    expect([isStrange, server.pushed.length]).toEqual([false, 2]);
    expect(clientFilesWith(/\bmodifier\b/)).toEqual([]);
  });
});
