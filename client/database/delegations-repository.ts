// The only door to delegated review: who may review a unit's queue, from when to when.
import { map } from 'rxjs';
import type { LocalDate, SyncedDocument } from '../../shared/records/record.ts';
import { reviewDelegationType, type ReviewDelegation } from '../../shared/review/review-delegation.ts';
import type { WriterDeps } from './author.ts';
import { officeDocument } from './office-document.ts';
import { toDocument, writeDocument, type SyncedCollection } from './synced-collection.ts';
import { watchStream, type Watchable } from './watchable.ts';

export type DelegationsRepository = {
  /** Of the own unit's queue; durable when it resolves. */
  readonly give: (account: string, from: LocalDate, until: LocalDate) => Promise<SyncedDocument>;
  readonly end: (delegation: Pick<ReviewDelegation, 'id' | 'account'>) => Promise<SyncedDocument>;
  /** All documents of delegation that this device holds. */
  readonly watchAll: () => Watchable<readonly SyncedDocument[]>;
};

export function createDelegationsRepository(
  collection: SyncedCollection,
  deps: WriterDeps,
): DelegationsRepository {
  const write = async (aboutId: string, values: SyncedDocument['values']): Promise<SyncedDocument> => {
    const unitId = deps.author.account.orgUnitId;
    const word = { type: reviewDelegationType, unitId, aboutId, values, audience: [] };
    const document = officeDocument(deps, word, await deps.editSequence.next());
    return writeDocument(collection, document.id, () => document);
  };
  return {
    give: (account, from, until) => write(account, { action: 'give', from, until }),
    end: ({ id, account }) => write(account, { action: 'end', ends: id }),
    watchAll: () =>
      watchStream(
        collection
          .find({ selector: { type: { $eq: reviewDelegationType } } })
          .$.pipe(map((documents) => documents.map(toDocument))),
      ),
  };
}
