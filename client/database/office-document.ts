// A new document of an officer among the decisions: about a month, or about who reviews.
import type { SyncedDocument, UnitId } from '../../shared/records/record.ts';
import { plainCopy, type WriterDeps } from './author.ts';

export type OfficeWord = Pick<SyncedDocument, 'type' | 'values' | 'audience'> & {
  readonly unitId: UnitId;
  readonly aboutId?: string;
};

export function officeDocument(deps: WriterDeps, word: OfficeWord, seq: number): SyncedDocument {
  const { author, clock, newId } = deps;
  const { unitId, ...said } = word;
  return plainCopy({
    ...said,
    ...{ id: newId(), definitionVersion: 1, orgUnitId: unitId, hostUnitId: unitId, partnerUnitIds: [] },
    ...{ occurredOn: clock.today(), tags: [], photos: [] },
    ...{ createdBy: author.account.id, deviceId: author.deviceId },
    ...{ createdAt: clock.instant(), updatedAt: clock.instant(), edit: { deviceId: author.deviceId, seq } },
    ...{ rev: 0, reviewState: 'none', _deleted: false },
  });
}
