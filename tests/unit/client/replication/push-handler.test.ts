// The push handler against each line of the table of refusals (`sync.md` §1); only the network is scripted.
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import type { PushReply, PushRequest, RowVerdict } from '../../../../shared/sync/protocol.ts';
import { unreachable, type Outcome } from '../../../../client/api-outcome.ts';
import { createClock } from '../../../../client/database/clock.ts';
import type { LocalDatabase } from '../../../../client/database/open-database.ts';
import {
  createQuarantineRepository,
  type QuarantineRepository,
} from '../../../../client/database/quarantine-repository.ts';
import {
  createReceiptsRepository,
  type ReceiptsRepository,
} from '../../../../client/database/receipts-repository.ts';
import { createSignal, firstValue } from '../../../../client/database/watchable.ts';
import { createPause, ReplicationStopped } from '../../../../client/replication/pause.ts';
import { createJudgedRevs } from '../../../../client/replication/judged-revs.ts';
import { createPushHandler, type PushHandler } from '../../../../client/replication/push-handler.ts';
import { leftTombstone } from '../../../../client/replication/left-tombstone.ts';
import { createSyncConditions, type SyncConditions } from '../../../../client/replication/sync-conditions.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { aLocalDatabase } from '../../../support/device/local-database.ts';
import { createHastyTimers, settled } from '../../../support/device/timers.ts';

type Answer = (request: PushRequest) => Outcome<PushReply>;

let local: LocalDatabase;
let receipts: ReceiptsRepository;
let quarantine: QuarantineRepository;
let conditions: SyncConditions;
let stopping: AbortController;
let sent: PushRequest[];
let restarts: number;
let isHealthy: boolean;
let timers: ReturnType<typeof createHastyTimers>;
const pace = { failures: 0 };

beforeEach(async () => {
  local = await aLocalDatabase();
  receipts = await createReceiptsRepository(local.receipts);
  quarantine = createQuarantineRepository(local.quarantine);
  conditions = createSyncConditions();
  stopping = new AbortController();
  timers = createHastyTimers();
  [sent, restarts, isHealthy, pace.failures] = [[], 0, true, 0];
});
afterEach(() => local.close());

/** A handler whose server gives these answers in turn, and the last one for ever. */
function handlerWith(...answers: Answer[]): PushHandler {
  return createPushHandler({
    collection: 'records',
    deviceId: 'device-a',
    push: (request) => {
      sent.push(request);
      const answer = answers[Math.min(sent.length, answers.length) - 1];
      return Promise.resolve(answer === undefined ? unreachable('network') : answer(request));
    },
    quarantine,
    receipts,
    judged: createJudgedRevs(),
    keepPutAside: () => Promise.resolve(),
    conditions,
    pause: createPause({ timers, random: () => 1, wake: createSignal(), stopped: stopping.signal }),
    pace,
    isServerHealthy: () => Promise.resolve(isHealthy),
    restart: () => {
      restarts += 1;
    },
    newId: () => randomUUID(),
    clock: createClock(() => Date.parse('2026-10-19T00:00:00Z')),
  });
}

function documentOf(row: PushRequest['rows'][number]): SyncedDocument {
  return aDocument(row.mutationId.split(':')[1] ?? '', {
    edit: { deviceId: 'device-a', seq: Number(row.mutationId.split(':')[2]) },
  });
}
function reply(
  request: PushRequest,
  verdictOf: (document: SyncedDocument) => Partial<RowVerdict> = () => ({}),
): Outcome<PushReply> {
  const rows = request.rows.map((row): RowVerdict => ({
    id: documentOf(row).id,
    mutationId: row.mutationId,
    status: 'accepted',
    rev: 1,
    ...verdictOf(documentOf(row)),
  }));
  return {
    kind: 'ok',
    body: { pushId: request.pushId, epoch: 'e1', committed: { position: 1, stamp: 's' }, rows },
  };
}
const accept: Answer = (request) => reply(request);
const refuse =
  (status: number, code: string, retryAfterSeconds?: number): Answer =>
  () => ({ kind: 'refused', status, code, detail: undefined, retryAfterSeconds });
const row = (id: string, changes: Partial<SyncedDocument> = {}) => ({
  newDocumentState: aDocument(id, changes),
});
const openIds = async () =>
  (await firstValue(quarantine.watchOpen())).map((entry) => entry.documentId).sort();

describe('verdicts', () => {
  it('writes a receipt for each row and answers with nothing when all stand as sent', async () => {
    expect(
      await handlerWith(accept)([row('a'), row('b', { edit: { deviceId: 'device-a', seq: 7 } })]),
    ).toEqual([]);
    expect([receipts.get('a')?.seq, receipts.get('b')?.seq, receipts.get('b')?.rev]).toEqual([1, 7, 1]);
  });

  it.each(['merged', 'conflict'] as const)(
    'answers with the real master of a row that was %s',
    async (status) => {
      const master = aDocument('a', { rev: 4, values: { note: 'theirs' } });
      expect(
        await handlerWith((request) => reply(request, () => ({ status, rev: 4, master })))([row('a')]),
      ).toEqual([master]);
      expect(receipts.get('a')).toMatchObject({ seq: 1, rev: 4, status });
    },
  );

  it('trap 5: keeps a quarantined row with its words, then gives the master if there is one, else a left tombstone', async () => {
    const master = aDocument('b', { rev: 2 });
    const answer: Answer = (request) =>
      reply(request, ({ id }) =>
        id === 'c'
          ? {}
          : {
              status: 'quarantined',
              code: 'invalidValue',
              message: '人数不对',
              fields: ['attended'],
              ...(id === 'b' ? { master } : {}),
            },
      );
    expect(await handlerWith(answer)([row('a'), row('b'), row('c')])).toEqual([leftTombstone('a'), master]);
    expect(await quarantine.forDocument('a')).toMatchObject({
      id: 'device-a:a:1',
      code: 'invalidValue',
      message: '人数不对',
      fields: ['attended'],
      keptBy: 'server',
      document: { values: { note: 'visit a' } },
    });
    expect(receipts.get('c')?.status).toBe('accepted');
  });

  it('leaves what was refused of a document when a later edit of it is taken: it may say something else', async () => {
    await handlerWith(
      (request) => reply(request, () => ({ status: 'quarantined', code: 'invalidValue' })),
      accept,
    )([row('a')]);
    expect(await openIds()).toEqual(['a']);
    await handlerWith(accept)([row('a', { edit: { deviceId: 'device-a', seq: 2 } })]);
    expect(await openIds()).toEqual(['a']);
  });
});

describe('what is not sent', () => {
  it('never sends a document that left, nor the echo of a resolved conflict, and reports them done', async () => {
    const same = aDocument('b', { rev: 3 });
    expect(
      await handlerWith(accept)([
        { newDocumentState: leftTombstone('a') },
        { assumedMasterState: same, newDocumentState: same },
      ]),
    ).toEqual([]);
    expect(sent).toEqual([]);
  });

  it('nor what another device wrote: it was pulled, whatever RxDB takes it for', async () => {
    const theirs = row('a', { edit: { deviceId: 'device-b', seq: 1 } });
    expect(await handlerWith(accept)([theirs, row('b')])).toEqual([]);
    expect(sent.flatMap(({ rows }) => rows).map((each) => each.mutationId)).toEqual(['device-a:b:1']);
    expect(receipts.get('a')).toBeUndefined();
  });

  it('does not offer a left tombstone as a base', async () => {
    await handlerWith(accept)([{ assumedMasterState: leftTombstone('a'), newDocumentState: aDocument('a') }]);
    expect(sent[0]?.rows[0]?.assumedMasterState).toBeUndefined();
  });
});

describe('answers that cannot be believed are tried again', () => {
  const twice = async (wrong: Answer) => {
    expect(await handlerWith(wrong, accept)([row('a'), row('b')])).toEqual([]);
    expect(sent).toHaveLength(2);
    expect([receipts.get('a')?.seq, receipts.get('b')?.seq]).toEqual([1, 1]);
  };
  const change =
    (edit: (body: PushReply) => PushReply): Answer =>
    (request) => {
      const outcome = reply(request);
      return outcome.kind === 'ok' ? { kind: 'ok', body: edit(outcome.body) } : outcome;
    };
  it('the network is gone', () => twice(() => unreachable('network')));
  it('S4 HTML or truncated JSON', () => twice(() => unreachable('unreadable', 200)));
  it('a 500', () => twice(refuse(500, 'defect')));
  it('a status nobody knows', () => twice(refuse(418, 'teapot')));
  it('a scopeChanged, which a push must never get', () => twice(refuse(409, 'scopeChanged')));
  it('the wrong pushId', () => twice(change((body) => ({ ...body, pushId: 'another' }))));
  it('S4 a row missing', () => twice(change((body) => ({ ...body, rows: body.rows.slice(1) }))));
  it('S4, trap 6: an unknown row', () =>
    twice(change((body) => ({ ...body, rows: body.rows.map((each) => ({ ...each, id: 'x' })) }))));
  it('rows in another order', () => twice(change((body) => ({ ...body, rows: [...body.rows].reverse() }))));
  it('another mutation of the same document', () =>
    twice(
      change((body) => ({
        ...body,
        rows: body.rows.map((each) => ({ ...each, mutationId: 'device-a:a:9' })),
      })),
    ));
  it('a conflict without its master', () =>
    twice(change((body) => ({ ...body, rows: body.rows.map((each) => ({ ...each, status: 'conflict' })) }))));
  it('S4 an answer without any row', () => twice(change((body) => ({ ...body, rows: [] }))));

  it('waits from one second upward, doubling', async () => {
    await handlerWith(...Array.from({ length: 3 }, () => () => unreachable('network')), accept)([row('a')]);
    expect(timers.waits).toEqual([1000, 2000, 4000]);
  });

  it.each([429, 503])('S17 waits as long as a %i says, at least', async (status) => {
    await handlerWith(refuse(status, 'tooManyTries', 30), accept)([row('a')]);
    expect(timers.waits).toEqual([37500]);
  });
});

describe('refusals that stop or wait', () => {
  it('401: waits for the sign-in, marks nothing as sent, and goes on after it', async () => {
    conditions.signInNeeded.set(true);
    const pushing = handlerWith(refuse(401, 'signInNeeded'), accept)([row('a')]);
    await settled();
    expect([sent.length, receipts.get('a')]).toEqual([1, undefined]);
    conditions.signInNeeded.set(false);
    expect(await pushing).toEqual([]);
    expect(receipts.get('a')?.seq).toBe(1);
  });

  it('409 epochChanged: says so, and ends only by being stopped', async () => {
    const pushing = handlerWith(refuse(409, 'epochChanged'))([row('a')]);
    await settled();
    expect([conditions.mustStartAfresh.get(), sent.length]).toEqual(['epochChanged', 1]);
    stopping.abort();
    await expect(pushing).rejects.toBeInstanceOf(ReplicationStopped);
    expect(receipts.get('a')).toBeUndefined();
  });

  it('trap 4: never answers [] when it is stopped during a wait', async () => {
    const pushing = handlerWith(() => {
      stopping.abort();
      return unreachable('network');
    })([row('a')]);
    await expect(pushing).rejects.toBeInstanceOf(ReplicationStopped);
  });
});

describe('a poison row', () => {
  const rows = ['r0', 'r1', 'r2', 'r3', 'r4'].map((id) => row(id));
  const poisoned =
    (id: string, answer: Answer): Answer =>
    (request) =>
      request.rows.some((each) => each.mutationId.includes(`:${id}:`)) ? answer(request) : reply(request);

  it.each([
    ['400', 'first', 'r0'],
    ['400', 'middle', 'r2'],
    ['400', 'last', 'r4'],
    ['413', 'first', 'r0'],
    ['413', 'middle', 'r2'],
    ['413', 'last', 'r4'],
  ])('%s, %s: it goes to the local quarantine and the others arrive', async (status, _place, id) => {
    expect(await handlerWith(poisoned(id, refuse(Number(status), 'badRequest')))(rows)).toEqual([
      leftTombstone(id),
    ]);
    expect(await openIds()).toEqual([id]);
    expect((await quarantine.forDocument(id))?.keptBy).toBe('device');
    for (const other of rows)
      if (other.newDocumentState.id !== id) expect(receipts.get(other.newDocumentState.id)?.seq).toBe(1);
    expect(receipts.get(id)).toBeUndefined();
  });

  it('that changed what the server has leaves the server’s state, not a hole', async () => {
    const master = aDocument('r3', { rev: 4, values: { note: 'as the server has it' } });
    const changed = { ...row('r3', { edit: { deviceId: 'device-a', seq: 2 } }), assumedMasterState: master };
    expect(await handlerWith(poisoned('r3', refuse(400, 'badRequest')))([row('r0'), changed])).toEqual([
      master,
    ]);
    expect(await openIds()).toEqual(['r3']);
  });

  it('on a slow link is late, not wrong: it is tried for as long as it takes', async () => {
    const slow: Answer = () => unreachable('timeout');
    const answer: Answer = (request) => (sent.length > 30 ? reply(request) : poisoned('r3', slow)(request));
    expect(await handlerWith(answer)(rows)).toEqual([]);
    expect(await openIds()).toEqual([]);
    expect(receipts.get('r3')?.seq).toBe(1);
  });

  it('a 400 for everything blames no row', async () => {
    const pushing = handlerWith((request) =>
      timers.waits.length >= 4 ? reply(request) : refuse(400, 'badRequest')(request),
    )(rows);
    expect(await pushing).toEqual([]);
    expect(await openIds()).toEqual([]);
  });

  it('trap 4: after five failures of push alone, a row that makes the server fail is set aside', async () => {
    expect(await handlerWith(poisoned('r3', refuse(500, 'defect')))(rows)).toEqual([leftTombstone('r3')]);
    expect(await openIds()).toEqual(['r3']);
    expect(sent.filter((request) => request.rows.length === 5)).toHaveLength(5);
  });

  it('when every push fails though the server is well, replication is restarted and nothing is set aside', async () => {
    await expect(handlerWith(refuse(500, 'defect'))([row('a')])).rejects.toBeInstanceOf(ReplicationStopped);
    expect([restarts, await openIds()]).toEqual([1, []]);
  });

  /** Health and an empty push are fine; whatever it would have to write fails. */
  const fullDisk: Answer = (request) =>
    request.rows.length === 0 ? reply(request) : refuse(500, 'defect')(request);

  it('a server that answers but cannot write sets nothing aside, neither of many rows nor of one', async () => {
    for (const batch of [rows, [row('alone')]]) {
      await expect(handlerWith(fullDisk)(batch)).rejects.toBeInstanceOf(ReplicationStopped);
      expect(await openIds()).toEqual([]);
    }
  });

  it('two poison rows are both found, with the others as witnesses', async () => {
    const fails = (id: string) => (request: PushRequest) =>
      request.rows.some((each) => each.mutationId.includes(`:${id}:`));
    const answer: Answer = (request) =>
      fails('r0')(request) || fails('r1')(request) ? refuse(500, 'defect')(request) : reply(request);
    await handlerWith(answer)(rows);
    expect((await openIds()).slice().sort()).toEqual(['r0', 'r1']);
    expect(receipts.get('r4')?.seq).toBe(1);
  });

  it('when the server is not well either, it goes on trying whole batches', async () => {
    isHealthy = false;
    expect(
      await handlerWith(...Array.from({ length: 8 }, () => refuse(500, 'defect')), accept)(rows),
    ).toEqual([]);
    expect(sent.every((request) => request.rows.length === 5)).toBe(true);
  });

  it('splits by bytes before sending: no push is over 2 MiB', async () => {
    const big = ['a', 'b', 'c'].map((id) => row(id, { values: { note: '字'.repeat(330_000) } }));
    await handlerWith(accept)(big);
    expect(sent.map((request) => request.rows.length)).toEqual([2, 1]);
  });
});

it('an entry of the local quarantine that cannot be stored rejects: RxDB must not hear of the verdict', async () => {
  const handler = handlerWith((request) => reply(request, () => ({ status: 'quarantined' })));
  await local.close();
  await expect(handler([row('a')])).rejects.toThrow();
  local = await aLocalDatabase();
});
