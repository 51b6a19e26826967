// The only door to decisions: what a reviewer says of one version of a record.
import type { MangoQuery } from 'rxdb';
import { map } from 'rxjs';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import type { DecisionAction } from '../../shared/review/review-state.ts';
import { plainCopy, type WriterDeps } from './author.ts';
import type { HeldDecisions } from './held-decisions.ts';
import { toDocument, writeDocument, type SyncedCollection } from './synced-collection.ts';
import { joined, watchStream, type Watchable } from './watchable.ts';

/** What a reviewer says of a record as she saw it. */
export type Decision = {
  readonly record: SyncedDocument;
  readonly action: DecisionAction;
  readonly reason?: string;
};

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
  /** The same, as durable, but sent only after ten seconds, during which `undo` takes it back. Answers with their ids. */
  readonly decideHeld: (decisions: readonly Decision[]) => Promise<readonly DocumentId[]>;
  /** How many were taken back; those whose time was over are on their way. */
  readonly undo: (ids: readonly DocumentId[]) => Promise<number>;
  /** Decisions on a record, newest first, held ones too. */
  readonly watchFor: (recordId: DocumentId) => Watchable<readonly SyncedDocument[]>;
  /** The newest decisions of this account, held ones first. */
  readonly watchOwn: () => Watchable<readonly SyncedDocument[]>;
};

/** Enough to know what was just decided; what is older shows in the state of its record. */
const newestOwn = 500;

export function createDecisionsRepository(
  collection: SyncedCollection,
  deps: WriterDeps,
  held: HeldDecisions,
): DecisionsRepository {
  const make = async ({ record, action, reason }: Decision): Promise<SyncedDocument> =>
    decisionOn(deps, record, action, reason, await deps.editSequence.next());
  const withHeld = (
    query: MangoQuery<SyncedDocument>,
    isAsked: (decision: SyncedDocument) => boolean,
  ): Watchable<readonly SyncedDocument[]> => {
    const sent = watchStream(collection.find(query).$.pipe(map((found) => found.map(toDocument))));
    return joined(sent, held.all, (documents, waiting) => [
      ...waiting.filter(isAsked).reverse(),
      ...documents.filter(({ id }) => !waiting.some((each) => each.id === id)),
    ]);
  };
  return {
    decide: async (record, action, reason) => {
      const decision = await make({ record, action, ...(reason === undefined ? {} : { reason }) });
      return writeDocument(collection, decision.id, () => decision);
    },
    decideHeld: async (decisions) => {
      const made: SyncedDocument[] = [];
      for (const decision of decisions) made.push(await make(decision));
      await held.hold(made);
      return made.map(({ id }) => id);
    },
    undo: (ids) => held.undo(ids),
    watchFor: (recordId) =>
      withHeld(
        { selector: { aboutId: { $eq: recordId } }, sort: [{ createdAt: 'desc' }, { id: 'desc' }] },
        (decision) => decision.aboutId === recordId,
      ),
    watchOwn: () =>
      withHeld(
        {
          selector: { createdBy: { $eq: deps.author.account.id } },
          sort: [{ createdAt: 'desc' }, { id: 'desc' }],
          limit: newestOwn,
        },
        () => true,
      ),
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
