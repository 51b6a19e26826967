// The pull handler: leaves at every page size, empty stretches, refusals that must not be mistaken for an end.
import { beforeEach, describe, expect, it } from 'vitest';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import type { PullReply } from '../../../../shared/sync/protocol.ts';
import type { PullQuery } from '../../../../client/api-client.ts';
import { unreachable, type Outcome } from '../../../../client/api-outcome.ts';
import { createClock } from '../../../../client/database/clock.ts';
import type { Receipt } from '../../../../client/database/local-documents.ts';
import { createSignal } from '../../../../client/database/watchable.ts';
import { leftTombstone } from '../../../../client/replication/left-tombstone.ts';
import { createPause, ReplicationStopped } from '../../../../client/replication/pause.ts';
import { createPullHandler, type PullHandler } from '../../../../client/replication/pull-handler.ts';
import { createSyncConditions, type SyncConditions } from '../../../../client/replication/sync-conditions.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { createHastyTimers, settled } from '../../../support/device/timers.ts';

type FeedRow =
  | { readonly document: SyncedDocument }
  | { readonly leave: string }
  | { readonly filtered: true };

let conditions: SyncConditions;
let stopping: AbortController;
let owed: string[];
let noted: Receipt[];
let asked: PullQuery[];
let ends: number;
let heldNoted: number;

beforeEach(() => {
  conditions = createSyncConditions();
  stopping = new AbortController();
  [owed, noted, asked, ends, heldNoted] = [[], [], [], 0, 0];
});

const start = { epoch: 'e1', scope: 'v1', since: '0' };

function handlerOver(pull: (query: PullQuery) => Outcome<PullReply>): PullHandler {
  return createPullHandler({
    collection: 'records',
    deviceId: 'device-a',
    pull: (query) => {
      asked.push(query);
      return Promise.resolve(pull(query));
    },
    noteOwed: (documents) => {
      owed.push(...documents.map((document) => document.id));
      return Promise.resolve();
    },
    noteHeld: () => {
      heldNoted += 1;
      return Promise.resolve();
    },
    noteReadToEnd: () => {
      ends += 1;
    },
    receipts: {
      note: (receipts) => {
        noted.push(...receipts);
        return Promise.resolve();
      },
    },
    conditions,
    pause: createPause({
      timers: createHastyTimers(),
      random: () => 1,
      wake: createSignal(),
      stopped: stopping.signal,
    }),
    start,
    clock: createClock(() => 0),
  });
}

/** A server that scans a feed; `since` is the last position scanned, also over rows that were filtered. */
function serverOf(feed: readonly FeedRow[]): (query: PullQuery) => Outcome<PullReply> {
  return ({ since, limit }) => {
    const from = Number(since);
    const page = feed.slice(from, from + limit);
    const next = from + page.length;
    return {
      kind: 'ok',
      body: {
        documents: page.flatMap((row) => ('document' in row ? [row.document] : [])),
        leaves: page.flatMap((row) => ('leave' in row ? [{ id: row.leave }] : [])),
        checkpoint: { ...start, since: String(next) },
        more: next < feed.length,
        epoch: 'e1',
        scopeVersion: 'v1',
        committed: { position: feed.length, stamp: 's' },
      },
    };
  };
}

/** What RxDB does: asks until a page is shorter than the batch. */
async function pullAll(
  handler: PullHandler,
  batchSize: number,
): Promise<{ readonly documents: SyncedDocument[]; readonly pages: number[] }> {
  let checkpoint: typeof start | undefined;
  const documents: SyncedDocument[] = [];
  const pages: number[] = [];
  for (;;) {
    const page = await handler(checkpoint, batchSize);
    pages.push(page.documents.length);
    documents.push(...page.documents);
    checkpoint = page.checkpoint;
    if (page.documents.length < batchSize) return { documents, pages };
  }
}

describe('the end of what there is', () => {
  it('is noted when the last page has come, not before', async () => {
    const feed = Array.from({ length: 5 }, (_, index) => ({ document: aDocument(`d${index}`) }));
    const handler = handlerOver(serverOf(feed));
    const { checkpoint } = await handler(undefined, 3);
    expect(ends).toBe(0);
    await handler(checkpoint, 3);
    expect(ends).toBe(1);
  });
});

describe('leaves', () => {
  const feed: readonly FeedRow[] = [
    ...Array.from({ length: 600 }, (_, index) => ({ leave: `gone-${index}` })),
    { document: aDocument('last') },
  ];

  it.each([1, 2, 500])(
    '600 leaves before a document do not wedge the pull at page size %i',
    async (batchSize) => {
      const { documents } = await pullAll(handlerOver(serverOf(feed)), batchSize);
      const byId = new Map(documents.map((document) => [document.id, document]));
      expect(byId.size).toBe(601);
      expect([byId.get('gone-0'), byId.get('gone-599'), byId.get('last')]).toEqual([
        leftTombstone('gone-0'),
        leftTombstone('gone-599'),
        aDocument('last'),
      ]);
    },
  );

  it.each([1, 2])(
    'a leave that follows its document is the later word at page size %i',
    async (batchSize) => {
      const moving: readonly FeedRow[] = [
        { document: aDocument('a') },
        { leave: 'b' },
        { leave: 'a' },
        { document: aDocument('b') },
      ];
      const { documents } = await pullAll(handlerOver(serverOf(moving)), batchSize);
      const last = new Map(documents.map((document) => [document.id, document]));
      expect([last.get('a'), last.get('b')]).toEqual([leftTombstone('a'), aDocument('b')]);
    },
  );
});

describe('empty stretches', () => {
  it('trap 8: reads on over rows that were filtered until a batch is full or all is read', async () => {
    const feed: readonly FeedRow[] = [
      ...Array.from({ length: 1200 }, () => ({ filtered: true as const })),
      { document: aDocument('far') },
    ];
    const { documents, pages } = await pullAll(handlerOver(serverOf(feed)), 500);
    expect([documents.map((document) => document.id), pages]).toEqual([['far'], [1]]);
  });

  it('trap 8: does not scan an empty stretch twice, though RxDB does not store its checkpoint', async () => {
    const handler = handlerOver(serverOf(Array.from({ length: 700 }, () => ({ filtered: true as const }))));
    await handler(undefined, 500);
    const before = asked.length;
    await handler(undefined, 500);
    expect(asked.slice(before).map((query) => query.since)).toEqual(['700']);
  });
});

describe('what is told', () => {
  it('tells of every id, leaves included, before RxDB has the page', async () => {
    await handlerOver(serverOf([{ document: aDocument('a') }, { leave: 'b' }]))(undefined, 500);
    expect(owed).toEqual(['a', 'b']);
  });

  it('notes what is held once, where nothing says how far it was pulled', async () => {
    const handler = handlerOver(serverOf([{ document: aDocument('a') }]));
    await handler({ ...start, since: '1' }, 500);
    expect(heldNoted).toBe(0);
    await handler(undefined, 500);
    await handler(undefined, 500);
    expect(heldNoted).toBe(1);
  });

  it('takes our own stamp in a pulled document as a receipt', async () => {
    const theirs = aDocument('b', { rev: 3, edit: { deviceId: 'device-b', seq: 2 } });
    await handlerOver(
      serverOf([
        { document: aDocument('a', { rev: 5, edit: { deviceId: 'device-a', seq: 8 } }) },
        { document: theirs },
      ]),
    )(undefined, 500);
    expect(noted).toMatchObject([{ id: 'a', seq: 8, rev: 5 }]);
  });
});

describe('refusals', () => {
  const refused = (status: number, code: string): Outcome<PullReply> => ({
    kind: 'refused',
    status,
    code,
    detail: undefined,
    retryAfterSeconds: undefined,
  });
  const well = serverOf([{ document: aDocument('a') }]);

  it.each(['scopeChanged', 'epochChanged'] as const)(
    '409 %s shows and waits; it is never an empty page',
    async (code) => {
      const pulling = handlerOver(() => refused(409, code))(undefined, 500);
      await settled();
      expect([conditions.mustStartAfresh.get(), asked.length]).toEqual([code, 1]);
      stopping.abort();
      await expect(pulling).rejects.toBeInstanceOf(ReplicationStopped);
    },
  );

  it('426 shows and tries again; an answer clears it', async () => {
    const shown: boolean[] = [];
    conditions.updateNeeded.subscribe((isNeeded) => shown.push(isNeeded));
    await handlerOver((query) => (asked.length === 1 ? refused(426, 'updateNeeded') : well(query)))(
      undefined,
      500,
    );
    expect(shown).toEqual([false, true, false]);
  });

  it('401 waits for the sign-in', async () => {
    conditions.signInNeeded.set(true);
    const pulling = handlerOver((query) =>
      conditions.signInNeeded.get() ? refused(401, 'signInNeeded') : well(query),
    )(undefined, 500);
    await settled();
    expect(asked).toHaveLength(1);
    conditions.signInNeeded.set(false);
    expect((await pulling).documents).toHaveLength(1);
  });

  it.each([
    unreachable('network'),
    unreachable('unreadable', 200),
    refused(500, 'defect'),
    refused(418, 'teapot'),
  ])('anything else is tried again (%#)', async (outcome) => {
    const page = await handlerOver((query) => (asked.length < 4 ? outcome : well(query)))(undefined, 500);
    expect([page.documents.length, asked.length]).toEqual([1, 4]);
  });
});
