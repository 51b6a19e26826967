// Rows of a push: which are worth sending, how they are named, and how many go together.
import type { RxReplicationWriteToMasterRow } from 'rxdb';
import { isSameDocument, withoutStorageFields } from '../../shared/records/content-hash.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { mutationIdOf } from '../../shared/sync/mutation-id.ts';
import type { PushRequest } from '../../shared/sync/protocol.ts';
import { pushLimits } from '../../shared/sync/protocol-version.ts';
import { isLeft } from './left-tombstone.ts';

/** A row as RxDB hands it over. */
export type DeviceRow = Pick<
  RxReplicationWriteToMasterRow<SyncedDocument>,
  'assumedMasterState' | 'newDocumentState'
>;

/** A row as it is sent. `bytes` counts its JSON. */
export type PushRow = {
  readonly mutationId: string;
  readonly document: SyncedDocument;
  /** What the server had when this was written, as far as the device knows. */
  readonly assumed: SyncedDocument | undefined;
  readonly wire: PushRequest['rows'][number];
  readonly bytes: number;
};

/**
 * Sent is what this device wrote, unless it says nothing new (the echo of a resolved conflict). What left, and what another
 * device wrote, came from the server: RxDB takes it for an edit where it could not note any more that it was pulled.
 */
export function isNews(row: DeviceRow, deviceId: string): boolean {
  if (row.newDocumentState.edit.deviceId !== deviceId) return false;
  return (
    row.assumedMasterState === undefined || !isSameDocument(row.assumedMasterState, row.newDocumentState)
  );
}

export function pushRow(row: DeviceRow): PushRow {
  const mutationId = mutationIdOf(row.newDocumentState);
  const { assumedMasterState: known } = row;
  const assumed = known === undefined || isLeft(known) ? undefined : known;
  const base = assumed === undefined ? {} : { assumedMasterState: withoutStorageFields(assumed) };
  const wire = { mutationId, ...base, newDocumentState: withoutStorageFields(row.newDocumentState) };
  return {
    mutationId,
    document: row.newDocumentState,
    assumed,
    wire,
    bytes: new TextEncoder().encode(JSON.stringify(wire)).length,
  };
}

/** Room for the frame around the rows. */
const frameBytes = 512;

/** Batches within the limits of one push; a row that is too large alone goes alone. */
export function batchesOf(rows: readonly PushRow[]): readonly (readonly PushRow[])[] {
  const batches: PushRow[][] = [];
  let bytes = 0;
  for (const row of rows) {
    const batch = batches.at(-1);
    bytes += row.bytes + 1;
    if (batch === undefined || batch.length >= pushLimits.rows || bytes + frameBytes > pushLimits.bytes) {
      batches.push([row]);
      bytes = row.bytes;
    } else batch.push(row);
  }
  return batches;
}

export function halvesOf<T>(rows: readonly T[]): readonly [readonly T[], readonly T[]] {
  const middle = Math.ceil(rows.length / 2);
  return [rows.slice(0, middle), rows.slice(middle)];
}
