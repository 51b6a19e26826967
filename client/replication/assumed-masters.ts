// What RxDB believes that the server has: read when what a device holds is compared with a restored server.
import { getAssumedMasterState } from 'rxdb';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import type { ReplicationState } from './replicate.ts';

/** As this device last knew it; what the server never had is absent. */
export async function assumedMastersOf(
  state: NonNullable<ReplicationState>,
  ids: readonly DocumentId[],
): Promise<ReadonlyMap<DocumentId, SyncedDocument>> {
  const assumed = await getAssumedMasterState(state, [...ids]);
  return new Map(Object.entries(assumed).map(([id, { docData }]) => [id, docData]));
}
