// Records as indicators find them.
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { aDocument } from './device/documents.ts';

let made = 0;

/** A record of 花果村 that waits for review, on a day of October 2026, unless said otherwise; its host is its own unit. */
export function countedRecord(
  type: string,
  values: JsonObject,
  envelope: Partial<SyncedDocument> = {},
): SyncedDocument {
  made += 1;
  const hostUnitId = envelope.orgUnitId ?? '420303001202';
  return aDocument(`record-${made}`, { type, values, hostUnitId, reviewState: 'submitted', ...envelope });
}
