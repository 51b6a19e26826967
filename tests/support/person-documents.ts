// Invented people as documents: what rules about people are tried on.
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';

export const exampleVillage = '420303001202';

/** A person of 花果村 unless the values say otherwise. */
export function personDocument(
  id: string,
  values: JsonObject,
  fields: Partial<SyncedDocument> = {},
): SyncedDocument {
  return {
    ...{ id, type: 'person', definitionVersion: 2, orgUnitId: exampleVillage, hostUnitId: exampleVillage },
    ...{ partnerUnitIds: [], occurredOn: '2026-11-20', tags: [], audience: [], photos: [] },
    ...{ createdBy: 'huaguo', deviceId: 'd1', createdAt: '2026-11-20T01:00:00.000Z' },
    ...{ updatedAt: '2026-11-20T01:00:00.000Z', edit: { deviceId: 'd1', seq: 1 } },
    ...{ rev: 1, reviewState: 'none', _deleted: false },
    ...fields,
    values,
  };
}
