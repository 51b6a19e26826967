// A clash that nobody may settle silently becomes a document of its own, sent to both people.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/records/content-hash.ts';
import type { JsonValue } from '../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { writerOf } from '../access/caller.ts';
import { writeDocument, type RowContext } from './row-context.ts';

/** One field of which the server keeps its value and puts the other one aside. */
export type Clash = {
  readonly field: string;
  readonly mine: JsonValue | undefined;
  readonly theirs: JsonValue | undefined;
  readonly serverBy: string;
};

/**
 * Writes one conflict document per clash; its id is a hash of record, field, value and device, so that a repeat does
 * not pile up. An absent value is an absent key.
 */
export async function writeConflicts(
  context: RowContext,
  record: SyncedDocument,
  mine: SyncedDocument,
  clashes: readonly Clash[],
): Promise<void> {
  for (const clash of clashes) {
    const id = conflictId(record.id, clash, mine.edit.deviceId);
    if ((await context.tx.documents.get('conflicts', id)) !== undefined) continue;
    await writeDocument(
      context,
      'conflicts',
      conflictDocument(context, id, record, mine, clash),
      writerOf(context.caller),
    );
  }
}

function conflictId(recordId: string, clash: Clash, deviceId: string): string {
  const value = clash.mine === undefined ? 'absent' : canonicalJson(clash.mine);
  return createHash('sha256')
    .update(canonicalJson([recordId, clash.field, value, deviceId]))
    .digest('hex');
}

function conflictDocument(
  context: RowContext,
  id: string,
  record: SyncedDocument,
  mine: SyncedDocument,
  clash: Clash,
): SyncedDocument {
  return {
    id,
    type: 'conflict',
    definitionVersion: 1,
    orgUnitId: record.orgUnitId,
    hostUnitId: record.hostUnitId,
    partnerUnitIds: record.partnerUnitIds,
    audience: record.audience,
    occurredOn: record.occurredOn,
    aboutId: record.id,
    values: conflictValues(context, record, mine, clash),
    tags: [],
    photos: [],
    createdBy: context.caller.account.id,
    deviceId: mine.edit.deviceId,
    createdAt: context.at,
    updatedAt: context.at,
    edit: mine.edit,
    rev: 1,
    reviewState: 'none',
    receivedAt: context.at,
    _deleted: false,
  };
}

function conflictValues(
  context: RowContext,
  record: SyncedDocument,
  mine: SyncedDocument,
  clash: Clash,
): SyncedDocument['values'] {
  return {
    collection: context.collection,
    recordId: record.id,
    field: clash.field,
    ...(clash.theirs === undefined ? {} : { serverValue: clash.theirs }),
    ...(clash.mine === undefined ? {} : { otherValue: clash.mine }),
    serverBy: clash.serverBy,
    otherBy: writerOf(context.caller),
    otherDevice: mine.edit.deviceId,
    at: context.at,
  };
}
