// The name of one save of one document by one device.
import type { SyncedDocument } from '../records/record.ts';

/** deviceId:id:seq, so that each save is one mutation whatever happens to the network. */
export function mutationIdOf({ id, edit }: Pick<SyncedDocument, 'id' | 'edit'>): string {
  return `${edit.deviceId}:${id}:${edit.seq}`;
}
