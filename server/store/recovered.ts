// What devices brought of others' work after an older copy took the database's place: kept until somebody accepts it.
import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { CollectionName, DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import { replicatedCollections } from '../../shared/records/record.ts';
import { parseStored } from './stored-document.ts';
import type { Tables } from './tables.ts';

/** `waiting` for somebody's word or for what it concerns · `accepted` · `laidAside`: looked at, and not wanted. */
export type RecoveredState = 'waiting' | 'accepted' | 'laidAside';

export type RecoveredEntry = {
  readonly id: string;
  readonly collection: CollectionName;
  readonly document: SyncedDocument;
  readonly account: string;
  readonly deviceId: string;
  /** Under which the device held it. */
  readonly epoch: string;
  readonly at: string;
  /** Its author's own device brought it, or a second account the same: nobody has to be asked. */
  readonly isVouched: boolean;
  readonly state: RecoveredState;
  /** Why it could not be taken in so far, or ''. */
  readonly code: string;
};

export type RecoveredReads = {
  /** In the order in which they came. */
  readonly waiting: () => Promise<readonly RecoveredEntry[]>;
  /** Those too that were laid aside, the waiting ones first. */
  readonly open: () => Promise<readonly RecoveredEntry[]>;
  readonly get: (id: string) => Promise<RecoveredEntry | undefined>;
  /** Waiting ones about a document: decisions on a record. */
  readonly waitingAbout: (id: DocumentId) => Promise<readonly RecoveredEntry[]>;
  /** All versions of a document that were ever brought, whatever became of them. */
  readonly versionsOf: (collection: CollectionName, id: DocumentId) => Promise<readonly RecoveredEntry[]>;
};

export type RecoveredWrites = {
  readonly keep: (
    entry: Omit<RecoveredEntry, 'id' | 'state'> & { readonly hash: string },
  ) => Promise<RecoveredEntry>;
  readonly vouch: (id: string) => Promise<void>;
  readonly note: (id: string, code: string) => Promise<void>;
  /** What was laid aside can still be accepted. False when somebody dealt with it before, and nothing changed. */
  readonly settle: (
    id: string,
    state: Exclude<RecoveredState, 'waiting'>,
    by: string,
    at: string,
  ) => Promise<boolean>;
};

export function createRecoveredQueries(db: Kysely<Tables>): RecoveredReads & RecoveredWrites {
  const get = async (id: string): Promise<RecoveredEntry | undefined> => {
    const row = await db.selectFrom('recovered').selectAll().where('id', '=', id).executeTakeFirst();
    return row === undefined ? undefined : toEntry(row);
  };
  return {
    waiting: async () => {
      const rows = await db
        .selectFrom('recovered')
        .selectAll()
        .where('state', '=', 'waiting')
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map(toEntry);
    },
    open: async () => {
      const rows = await db
        .selectFrom('recovered')
        .selectAll()
        .where('state', 'in', ['waiting', 'laidAside'])
        .orderBy('state', 'desc')
        .orderBy('at')
        .orderBy('id')
        .execute();
      return rows.map(toEntry);
    },
    get,
    waitingAbout: async (id) => {
      const rows = await db
        .selectFrom('recovered')
        .selectAll()
        .where('about_id', '=', id)
        .where('state', '=', 'waiting')
        .orderBy('at')
        .execute();
      return rows.map(toEntry);
    },
    versionsOf: async (collection, id) => {
      const rows = await db
        .selectFrom('recovered')
        .selectAll()
        .where('doc_id', '=', id)
        .where('collection', '=', collection)
        .orderBy('at')
        .execute();
      return rows.map(toEntry);
    },
    keep: async ({ hash, ...entry }) => {
      const id = entryId(entry.collection, entry.document.id, hash);
      await db
        .insertInto('recovered')
        .values(toRow({ ...entry, id, state: 'waiting' }))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
      const kept = await get(id);
      if (kept === undefined) throw new Error(`the recovered entry ${id} is not there`);
      return kept;
    },
    vouch: async (id) => {
      await db.updateTable('recovered').set({ vouched: 1 }).where('id', '=', id).execute();
    },
    note: async (id, code) => {
      await db.updateTable('recovered').set({ code }).where('id', '=', id).execute();
    },
    settle: async (id, state, by, at) => {
      const result = await db
        .updateTable('recovered')
        .set({ state, settled_by: by, settled_at: at })
        .where('id', '=', id)
        .where('state', 'in', state === 'accepted' ? ['waiting', 'laidAside'] : ['waiting'])
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
  };
}

function entryId(collection: CollectionName, id: DocumentId, hash: string): string {
  return createHash('sha256').update(`${collection} ${id} ${hash}`).digest('hex').slice(0, 32);
}

function toRow(entry: RecoveredEntry): Tables['recovered'] {
  const { document } = entry;
  return {
    id: entry.id,
    collection: entry.collection,
    doc_id: document.id,
    type: document.type,
    org_unit: document.orgUnitId,
    occurred_on: document.occurredOn,
    author: document.createdBy,
    about_id: document.aboutId ?? null,
    json: JSON.stringify(document),
    account: entry.account,
    device_id: entry.deviceId,
    epoch: entry.epoch,
    at: entry.at,
    vouched: entry.isVouched ? 1 : 0,
    state: entry.state,
    code: entry.code,
    settled_by: null,
    settled_at: null,
  };
}

function toEntry(row: Tables['recovered']): RecoveredEntry {
  const collection = replicatedCollections.find((name) => name === row.collection);
  if (collection === undefined) throw new Error(`a recovered entry is of the collection ${row.collection}`);
  const { id, account, at, code, epoch } = row;
  const state = row.state === 'accepted' || row.state === 'laidAside' ? row.state : 'waiting';
  return {
    ...{ id, collection, account, at, code, state, epoch },
    ...{ document: parseStored(row.json), deviceId: row.device_id, isVouched: row.vouched === 1 },
  };
}
