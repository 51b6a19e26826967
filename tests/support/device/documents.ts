// Documents for tests of the device: whole envelopes of which a test names only what it is about.
import type { SyncedDocument } from '../../../shared/records/record.ts';

export function aDocument(id: string, changes: Partial<SyncedDocument> = {}): SyncedDocument {
  return {
    id,
    type: 'home-visit',
    definitionVersion: 1,
    orgUnitId: '420303001202',
    hostUnitId: '420303001202',
    partnerUnitIds: [],
    occurredOn: '2026-10-18',
    values: { note: `visit ${id}` },
    tags: [],
    audience: [],
    photos: [],
    createdBy: 'account-huaguo',
    deviceId: 'device-a',
    createdAt: '2026-10-18T01:00:00.000Z',
    updatedAt: '2026-10-18T01:00:00.000Z',
    edit: { deviceId: 'device-a', seq: 1 },
    rev: 0,
    reviewState: 'none',
    _deleted: false,
    ...changes,
  };
}
