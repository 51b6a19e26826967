// The only door to decisions: what a reviewer says of one version of a record.
import { map } from 'rxjs';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import type { DecisionAction } from '../../shared/review/review-state.ts';
import { plainCopy, type WriterDeps } from './author.ts';
import { toDocument, writeDocument, type SyncedCollection } from './synced-collection.ts';
import { watchStream, type Watchable } from './watchable.ts';

export type DecisionsRepository = {
  /**
   * Writes the decision on exactly the version in hand (its `rev` and content hash); durable when it resolves. A record
   * that changed since is refused by the server as `changedSinceReview`.
   */
  readonly decide: (
    record: SyncedDocument,
    action: DecisionAction,
    reason?: string,
  ) => Promise<SyncedDocument>;
  /** Decisions on a record, newest first. */
  readonly watchFor: (recordId: DocumentId) => Watchable<readonly SyncedDocument[]>;
};

export function createDecisionsRepository(
  collection: SyncedCollection,
  deps: WriterDeps,
): DecisionsRepository {
  return {
    decide: async (record, action, reason) => {
      const decision = decisionOn(deps, record, action, reason, await deps.editSequence.next());
      return writeDocument(collection, decision.id, () => decision);
    },
    watchFor: (recordId) => {
      const query = collection.find({
        selector: { aboutId: { $eq: recordId } },
        sort: [{ createdAt: 'desc' }, { id: 'desc' }],
      });
      return watchStream(query.$.pipe(map((found) => found.map(toDocument))));
    },
  };
}

function decisionOn(
  deps: WriterDeps,
  record: SyncedDocument,
  action: DecisionAction,
  reason: string | undefined,
  seq: number,
): SyncedDocument {
  const { author, clock, newId } = deps;
  const values = {
    action,
    recordRev: record.rev,
    recordHash: contentHash(record),
    ...(reason === undefined ? {} : { reason }),
  };
  return plainCopy({
    id: newId(),
    type: 'decision',
    definitionVersion: 1,
    orgUnitId: record.orgUnitId,
    hostUnitId: record.orgUnitId,
    partnerUnitIds: [],
    occurredOn: clock.today(),
    values,
    tags: [],
    aboutId: record.id,
    audience: [],
    photos: [],
    createdBy: author.account.id,
    deviceId: author.deviceId,
    createdAt: clock.instant(),
    updatedAt: clock.instant(),
    edit: { deviceId: author.deviceId, seq },
    rev: 0,
    reviewState: 'none',
    _deleted: false,
  });
}
