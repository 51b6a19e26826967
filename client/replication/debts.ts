// Debts: pulled documents that RxDB would drop because the local copy has an unacknowledged write (`sync.md` §4).
import { getAssumedMasterState, type RxStorageInstanceReplicationState } from 'rxdb';
import * as z from 'zod/mini';
import { isSameDocument } from '../../shared/records/content-hash.ts';
import type { CollectionName, DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import { checkpointSchema, type PullCheckpoint, type PullReply } from '../../shared/sync/protocol.ts';
import type { PullQuery } from '../api-client.ts';
import type { Outcome } from '../api-outcome.ts';
import type { Settings } from '../database/settings.ts';
import { toDocument, writeDocument, type SyncedCollection } from '../database/synced-collection.ts';
import type { PulledPage } from './pull-handler.ts';
import { leftTombstone } from './left-tombstone.ts';

export type DebtsDeps = {
  readonly collection: SyncedCollection;
  readonly name: CollectionName;
  readonly settings: Settings;
  readonly start: PullCheckpoint;
  readonly pullIds: (ids: readonly string[], query: PullQuery) => Promise<Outcome<PullReply>>;
  /** RxDB's running replication; undefined before it started. */
  readonly state: () => RxStorageInstanceReplicationState<SyncedDocument> | undefined;
  readonly emit: (page: PulledPage) => void;
  /** Written here and not received yet: nothing is laid over it. */
  readonly isUnsent: (document: SyncedDocument) => boolean;
};

export type Debts = {
  /** Durable when it resolves; called before RxDB gets the page. */
  readonly noteOwed: (documents: readonly SyncedDocument[]) => Promise<void>;
  /** All that is held here and is nothing unsent: each is asked for by its id. */
  readonly noteHeld: () => Promise<void>;
  /** An id whose pulled document RxDB could not write. */
  readonly addOwed: (ids: readonly DocumentId[]) => Promise<void>;
  /** Called whenever push is idle: strikes off what has landed, fetches and emits the rest. */
  readonly pay: () => Promise<void>;
  /** A push was judged: what could not land before may land after it, as after a pull. */
  readonly onPush: () => void;
  readonly count: () => number;
};

const idsAtOnce = 100;
const triesInARow = 3;

export function createDebts(deps: DebtsDeps): Debts {
  const settingName = `debts:${deps.name}:${deps.collection.database.name}`;
  const owed = new Set<DocumentId>();
  const offered = new Map<DocumentId, SyncedDocument>();
  /** How often each was offered and did not land. */
  const offers = new Map<DocumentId, number>();
  /** In a row, of which nothing landed. */
  let tries = 0;
  /** Pages that were pulled so far. */
  let pages = 0;
  let work: Promise<void> = Promise.resolve();
  let isLoaded = false;
  /** A write was refused (a full disk): the next one makes up for it. */
  let isUnstored = false;

  const load = async (): Promise<void> => {
    if (isLoaded) return;
    const stored = z.array(z.string()).safeParse(await deps.settings.read(settingName));
    if (stored.success) for (const id of stored.data) owed.add(id);
    isLoaded = true;
  };
  const store = async (): Promise<void> => {
    isUnstored = false;
    await deps.settings.write(settingName, [...owed]).catch((error: unknown) => {
      isUnstored = true;
      throw error;
    });
  };
  const add = async (ids: readonly DocumentId[]): Promise<void> => {
    await load();
    const news = ids.filter((id) => !owed.has(id));
    for (const id of news) owed.add(id);
    if (news.length > 0 || isUnstored) await store();
  };
  const strikeLanded = async (): Promise<void> => {
    if (offered.size === 0) return;
    const local = await localCopies(deps, [...offered.keys()]);
    for (const [id, document] of offered) {
      const copy = local.get(id);
      if (copy === undefined || !isSameDocument(copy, document)) continue;
      owed.delete(id);
      offers.delete(id);
      tries = 0;
    }
    offered.clear();
    await store();
  };
  const fetchOwed = async (): Promise<void> => {
    const ids = [...owed].slice(0, idsAtOnce);
    const at = checkpointOf(deps);
    const before = pages;
    const outcome = await deps.pullIds(ids, { ...at, limit: ids.length });
    // A page that came meanwhile may hold something newer, and what is offered beside a running pull RxDB drops: the
    // end of that pull brings us here again.
    if (outcome.kind !== 'ok' || pages !== before || isRunning(deps)) return;
    const documents = [...outcome.body.documents, ...outcome.body.leaves.map(({ id }) => leftTombstone(id))];
    for (const document of documents) offered.set(document.id, document);
    const unknown = ids.filter((id) => !offered.has(id));
    for (const id of unknown) {
      owed.delete(id);
      offers.delete(id);
    }
    if (unknown.length > 0) await store();
    for (const { id } of documents) offers.set(id, (offers.get(id) ?? 0) + 1);
    const isStuck = ({ id }: SyncedDocument): boolean => (offers.get(id) ?? 0) >= triesInARow;
    await writeOurselves(deps, documents.filter(isStuck));
    const fresh = documents.filter((document) => !isStuck(document));
    if (fresh.length > 0) deps.emit({ documents: fresh, checkpoint: at });
  };
  const payOnce = async (): Promise<void> => {
    await load();
    if (isUnstored) await store();
    if (owed.size === 0) return;
    await strikeLanded();
    if (owed.size === 0 || tries >= triesInARow) return;
    tries += 1;
    await fetchOwed();
  };
  return {
    noteOwed: async (documents) => {
      pages += 1;
      tries = 0;
      await add(await differing(deps, documents));
    },
    noteHeld: async () => {
      const held = (await deps.collection.find().exec()).map(toDocument);
      await add(held.flatMap((document) => (deps.isUnsent(document) ? [] : [document.id])));
    },
    addOwed: (ids) => {
      tries = 0;
      return add(ids);
    },
    pay: () => {
      work = work.then(payOnce, payOnce);
      return work;
    },
    onPush: () => {
      tries = 0;
    },
    count: () => owed.size,
  };
}

/** Pulled ids whose local copy is neither what RxDB believes the server has, nor what was pulled. */
async function differing(
  deps: DebtsDeps,
  documents: readonly SyncedDocument[],
): Promise<readonly DocumentId[]> {
  const state = deps.state();
  if (state === undefined || documents.length === 0) return [];
  const ids = documents.map((document) => document.id);
  const local = await localCopies(deps, ids);
  const held = ids.filter((id) => local.has(id));
  if (held.length === 0) return [];
  const assumed = await getAssumedMasterState(state, held);
  return documents.flatMap((document) => {
    const copy = local.get(document.id);
    const master = assumed[document.id];
    if (copy === undefined || isSameDocument(copy, document)) return [];
    return master !== undefined && isSameDocument(master.docData, copy) ? [] : [document.id];
  });
}

/**
 * A page that dies between RxDB's write of a pulled document and its note of that leaves a document which RxDB takes for
 * an unsent edit, never sends, and never changes again (17.6.0 loses its mark for this on inserts). Written as a save it comes
 * to the push handler: what another device wrote is done there, and of an edit of ours the server says that it has it.
 */
async function writeOurselves(deps: DebtsDeps, documents: readonly SyncedDocument[]): Promise<void> {
  const local = await localCopies(
    deps,
    documents.map((document) => document.id),
  );
  for (const document of documents) {
    const copy = local.get(document.id);
    if (copy === undefined || deps.isUnsent(copy) || isSameDocument(copy, document)) continue;
    await writeDocument(deps.collection, document.id, (now) =>
      now !== undefined && deps.isUnsent(now) ? now : document,
    );
  }
}

/** RxDB pushes or pulls. */
function isRunning({ state }: DebtsDeps): boolean {
  const active = state()?.events.active;
  return active === undefined || active.up.getValue() || active.down.getValue();
}

async function localCopies(
  deps: DebtsDeps,
  ids: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, SyncedDocument>> {
  const found = await deps.collection.storageInstance.findDocumentsById([...ids], true);
  return new Map(found.map((document) => [document.id, document]));
}

/** The checkpoint that RxDB holds: an emitted page must not move it. An older one only means to look twice. */
function checkpointOf(deps: DebtsDeps): PullCheckpoint {
  const stored = checkpointSchema.safeParse(deps.state()?.lastCheckpointDoc.down?.checkpointData);
  return stored.success ? stored.data : deps.start;
}
