// The only door from screens to records.
import type { MangoQuery } from 'rxdb';
import { map } from 'rxjs';
import { blobHashesOf } from '../../shared/records/blob-hashes.ts';
import type {
  DocumentId,
  LocalDate,
  ReviewState,
  SyncedDocument,
  UnitId,
} from '../../shared/records/record.ts';
import { documentToWrite, type WriterDeps } from './author.ts';
import { keepBase } from './edit-bases.ts';
import type { EntryToSave } from './entry.ts';
import type { PhotosRepository } from './photos-repository.ts';
import type { Settings } from './settings.ts';
import { readDocument, toDocument, writeDocument, type SyncedCollection } from './synced-collection.ts';
import { watchStream, type Watchable } from './watchable.ts';

/** All conditions hold together; an absent one does not narrow. */
export type RecordFilter = {
  readonly types?: readonly string[];
  readonly reviewStates?: readonly ReviewState[];
  readonly orgUnitId?: UnitId;
  /** Account id of the author. */
  readonly createdBy?: string;
  readonly aboutId?: DocumentId;
  readonly occurredFrom?: LocalDate;
  readonly occurredUntil?: LocalDate;
  /** Found anywhere in the values, without regard to case. */
  readonly text?: string;
  readonly limit?: number;
};

export type RecordCounts = {
  readonly total: number;
  readonly byState: Readonly<Record<ReviewState, number>>;
};

export type RecordsRepository = {
  /** Writes the whole record with a new edit stamp; resolves only when it is durable, rejects when it is not. */
  readonly save: (input: EntryToSave) => Promise<SyncedDocument>;
  readonly get: (id: DocumentId) => Promise<SyncedDocument | undefined>;
  readonly watch: (id: DocumentId) => Watchable<SyncedDocument | undefined>;
  /** Newest first by the day it happened. */
  readonly watchList: (filter?: RecordFilter) => Watchable<readonly SyncedDocument[]>;
  /** This account's newest record of a type: what a new form may take over. */
  readonly lastOfType: (type: string) => Promise<SyncedDocument | undefined>;
  readonly counts: (filter?: RecordFilter) => Watchable<RecordCounts>;
};

/** Photos are released before the record is written: a crash in between sends a photo too many, never one too few. */
export function createRecordsRepository(
  collection: SyncedCollection,
  deps: WriterDeps & { readonly photos: Pick<PhotosRepository, 'release'>; readonly settings: Settings },
): RecordsRepository {
  const watchList = (filter: RecordFilter = {}): Watchable<readonly SyncedDocument[]> =>
    watchStream(
      collection.find(queryOf(filter)).$.pipe(map((found) => withText(found.map(toDocument), filter))),
    );
  return {
    save: async (input) => {
      const seq = await deps.editSequence.next();
      await keepBase(deps.settings, collection, input);
      await deps.photos.release(blobHashesOf(input.entry));
      return writeDocument(collection, input.id, (current) => documentToWrite(deps, input, current, seq));
    },
    get: (id) => readDocument(collection, id),
    watch: (id) =>
      watchStream(
        collection.findOne(id).$.pipe(map((found) => (found === null ? undefined : toDocument(found)))),
      ),
    watchList,
    lastOfType: async (type) => {
      const selector = { type: { $eq: type }, createdBy: { $eq: deps.author.account.id } };
      const found = await collection
        .find({ selector, sort: [{ createdAt: 'desc' }, { id: 'desc' }], limit: 1 })
        .exec();
      return found[0] === undefined ? undefined : toDocument(found[0]);
    },
    counts: (filter = {}) => {
      const list = watchList(filter);
      return { subscribe: (listener) => list.subscribe((documents) => listener(count(documents))) };
    },
  };
}

function queryOf(filter: RecordFilter): MangoQuery<SyncedDocument> {
  const occurredOn = {
    ...(filter.occurredFrom === undefined ? {} : { $gte: filter.occurredFrom }),
    ...(filter.occurredUntil === undefined ? {} : { $lte: filter.occurredUntil }),
  };
  const selector = {
    ...(filter.types === undefined ? {} : { type: { $in: [...filter.types] } }),
    ...(filter.reviewStates === undefined ? {} : { reviewState: { $in: [...filter.reviewStates] } }),
    ...(filter.orgUnitId === undefined ? {} : { orgUnitId: { $eq: filter.orgUnitId } }),
    ...(filter.createdBy === undefined ? {} : { createdBy: { $eq: filter.createdBy } }),
    ...(filter.aboutId === undefined ? {} : { aboutId: { $eq: filter.aboutId } }),
    ...(Object.keys(occurredOn).length === 0 ? {} : { occurredOn }),
  };
  const isCut = filter.limit !== undefined && filter.text === undefined;
  return {
    selector,
    sort: [{ occurredOn: 'desc' }, { id: 'desc' }],
    ...(isCut ? { limit: filter.limit } : {}),
  };
}

function withText(documents: readonly SyncedDocument[], filter: RecordFilter): readonly SyncedDocument[] {
  const wanted = filter.text?.trim().toLowerCase() ?? '';
  if (wanted === '') return documents;
  const found = documents.filter((document) =>
    JSON.stringify(document.values).toLowerCase().includes(wanted),
  );
  return filter.limit === undefined ? found : found.slice(0, filter.limit);
}

function count(documents: readonly SyncedDocument[]): RecordCounts {
  const byState = { none: 0, submitted: 0, returned: 0, approved: 0, archived: 0, void: 0 };
  for (const document of documents) byState[document.reviewState] += 1;
  return { total: documents.length, byState };
}
