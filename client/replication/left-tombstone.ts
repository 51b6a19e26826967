// A document that left this device's scope: a tombstone of its own kind, never to be pushed as a deletion.
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';

/** The synthetic tombstone of a leave: blanks that satisfy every index, `left` so that push passes it over. */
export function leftTombstone(id: DocumentId): SyncedDocument {
  return {
    id,
    type: 'left',
    definitionVersion: 1,
    orgUnitId: '',
    hostUnitId: '',
    partnerUnitIds: [],
    occurredOn: '0001-01-01',
    values: {},
    tags: [],
    audience: [],
    photos: [],
    createdBy: '',
    deviceId: '',
    createdAt: '',
    updatedAt: '',
    edit: { deviceId: 'left', seq: 1 },
    rev: 0,
    reviewState: 'none',
    left: true,
    _deleted: true,
  };
}

export function isLeft(document: SyncedDocument): boolean {
  return document.left === true;
}
