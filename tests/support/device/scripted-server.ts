// A server of a few lines behind the api client's type, whose answers a test can hold back, lose or replace.
import type { CollectionName, SyncedDocument } from '../../../shared/records/record.ts';
import { syncedDocumentSchema } from '../../../shared/records/record.ts';
import type { PullReply, PushReply, PushRequest, RowVerdict } from '../../../shared/sync/protocol.ts';
import type { ApiClient } from '../../../client/api-client.ts';
import { unreachable, type Outcome } from '../../../client/api-outcome.ts';
import type { StreamListener } from '../../../client/api-stream.ts';

/** Called with each request before (`in`) and after (`out`) the server acts; may wait, or return an outcome instead. */
export type Interference = {
  pull?: (phase: 'in' | 'out', collection: string) => Promise<Outcome<PullReply> | undefined>;
  pullIds?: (ids: readonly string[]) => Promise<Outcome<PullReply> | undefined>;
  push?: (phase: 'in' | 'out', request: PushRequest) => Promise<Outcome<PushReply> | undefined>;
  /** Words that make the server quarantine a document instead of storing it, and the master where it may be read. */
  refuse?: (
    document: SyncedDocument,
  ) => Pick<RowVerdict, 'code' | 'message' | 'fields' | 'master' | 'rev'> | undefined;
};

type Entry = { readonly collection: CollectionName; readonly id: string; readonly position: number };

export function createScriptedServer(interference: Interference = {}) {
  const documents = new Map<string, SyncedDocument>();
  const left = new Set<string>();
  const streams = new Set<StreamListener>();
  const pushed: PushRequest[] = [];
  const fetched: string[] = [];
  let feed: Entry[] = [];
  let position = 0;

  const publish = (collection: CollectionName, id: string): void => {
    position += 1;
    feed = [...feed.filter((entry) => entry.id !== id), { collection, id, position }];
    for (const stream of streams) stream.onPoke([collection]);
  };
  const put = (collection: CollectionName, document: SyncedDocument): void => {
    documents.set(document.id, document);
    publish(collection, document.id);
  };
  const leave = (collection: CollectionName, id: string): void => {
    left.add(id);
    publish(collection, id);
  };
  /** Grew out of the window: only who asks for it hears so. */
  const age = (id: string): void => void left.add(id);
  const replyOf = (entries: readonly Entry[], since: string, more: boolean): Outcome<PullReply> => ({
    kind: 'ok',
    body: {
      documents: entries.flatMap(({ id }) => (left.has(id) ? [] : (documents.get(id) ?? []))),
      leaves: entries.flatMap(({ id }) => (left.has(id) ? [{ id }] : [])),
      checkpoint: { epoch: 'e1', scope: 'v1', since },
      more,
      epoch: 'e1',
      scopeVersion: 'v1',
      committed: { position, stamp: 's' },
    },
  });
  const judge = (collection: CollectionName, row: PushRequest['rows'][number]): RowVerdict => {
    const sent = syncedDocumentSchema.parse(row.newDocumentState);
    const stored = documents.get(sent.id);
    const refusal = interference.refuse?.(sent);
    if (refusal !== undefined)
      return { id: sent.id, mutationId: row.mutationId, status: 'quarantined', ...refusal };
    if (
      stored !== undefined &&
      stored.edit.deviceId === sent.edit.deviceId &&
      stored.edit.seq >= sent.edit.seq
    ) {
      return { id: sent.id, mutationId: row.mutationId, status: 'merged', rev: stored.rev, master: stored };
    }
    const master = { ...sent, rev: (stored?.rev ?? 0) + 1, reviewState: 'submitted' as const };
    put(collection, master);
    return { id: sent.id, mutationId: row.mutationId, status: 'accepted', rev: master.rev };
  };
  const nothing = () => Promise.resolve(unreachable('network'));
  const api: ApiClient = {
    pull: async (collection, query) => {
      const first = await interference.pull?.('in', collection);
      if (first !== undefined) return first;
      const ahead = feed.filter(
        (entry) => entry.collection === collection && entry.position > Number(query.since),
      );
      const page = ahead.slice(0, query.limit);
      const reply = replyOf(page, String(page.at(-1)?.position ?? query.since), ahead.length > page.length);
      return (await interference.pull?.('out', collection)) ?? reply;
    },
    pullIds: async (collection, ids, query) => {
      fetched.push(...ids);
      const entries = feed.filter((entry) => entry.collection === collection && ids.includes(entry.id));
      return (await interference.pullIds?.(ids)) ?? replyOf(entries, query.since, false);
    },
    push: async (collection, request) => {
      const first = await interference.push?.('in', request);
      if (first !== undefined) return first;
      pushed.push(request);
      const rows = request.rows.map((row) => judge(collection, row));
      const body = { pushId: request.pushId, epoch: 'e1', committed: { position, stamp: 's' }, rows };
      return (await interference.push?.('out', request)) ?? { kind: 'ok', body };
    },
    openStream: (listener, signal) => {
      streams.add(listener);
      listener.onOpen();
      return new Promise((resolve) => {
        signal.addEventListener('abort', () => {
          streams.delete(listener);
          resolve({ kind: 'closed' });
        });
      });
    },
    health: () => Promise.resolve({ kind: 'ok', body: {} }),
    ...{
      signIn: nothing,
      refresh: nothing,
      signOut: nothing,
      ...{ query: nothing, ask: nothing, askOpen: nothing },
      announceBlob: nothing,
      putChunk: nothing,
      commitBlob: nothing,
      getBlob: nothing,
      ready: nothing,
      setup: nothing,
    },
  };
  return { api, documents, put, leave, age, pushed, fetched, interference };
}

/** Something to wait for that the test opens. */
export function createGate() {
  let open: () => void = () => undefined;
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { passed, open };
}
