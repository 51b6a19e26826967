// A clash that nobody may settle silently becomes a document of its own, sent to both people.
import { createHash } from 'node:crypto';
import { mayRead } from '../../shared/access/feed-keys.ts';
import { conflictOf, isSameValue } from '../../shared/conflicts/conflict.ts';
import { canonicalJson } from '../../shared/records/content-hash.ts';
import type { JsonValue } from '../../shared/records/json-value.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import type { RowVerdict } from '../../shared/sync/protocol.ts';
import { writerOf } from '../access/caller.ts';
import { writeDocument, type RowContext } from './row-context.ts';

/** One field of which the server keeps its value and puts the other one aside. */
export type Clash = {
  readonly field: string;
  readonly mine: JsonValue | undefined;
  readonly theirs: JsonValue | undefined;
  /** Who wrote what stands, and when the server took it, as far as that is known. */
  readonly serverBy: string;
  readonly serverAt: string | undefined;
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
    const known = (await context.tx.documents.get('conflicts', id))?.document;
    // One that was settled is asked anew when the same is written once more.
    if (known !== undefined && conflictOf(known)?.settled === undefined) continue;
    await writeDocument(
      context,
      'conflicts',
      {
        ...conflictDocument(context, id, record, mine, await conflictValues(context, record, mine, clash)),
        rev: (known?.rev ?? 0) + 1,
      },
      writerOf(context.caller),
    );
  }
}

/** What of this device was put aside in a document and is not settled, as far as its account may read that. */
export async function putAsideOf(
  { tx, caller }: RowContext,
  id: DocumentId,
): Promise<Pick<RowVerdict, 'conflicts'>> {
  const { account, tree, deviceId } = caller;
  const about = await tx.documents.about('conflicts', id);
  const conflicts = about.filter(
    (conflict) =>
      conflict.values.otherDevice === deviceId &&
      !conflict._deleted &&
      conflictOf(conflict)?.settled === undefined &&
      mayRead(account, 'conflicts', conflict, tree),
  );
  return conflicts.length > 0 ? { conflicts } : {};
}

/** It goes where its document went: under the unit that it left nobody could settle it, and what it quotes is not that unit's any more. */
export async function moveConflicts(context: RowContext, document: SyncedDocument): Promise<void> {
  const place = placeOf(document);
  const about = await context.tx.documents.about('conflicts', document.id);
  // Read once more as they are held: whoever takes a name out of one holds only that one.
  const held = await context.tx.documents.getMany(
    'conflicts',
    about.map(({ id }) => id),
  );
  for (const { document: conflict } of held.values()) {
    if (conflict._deleted || isSameValue(placeOf(conflict), place)) continue;
    const writer = (await context.tx.documents.lastWriter('conflicts', conflict.id)) ?? conflict.createdBy;
    await writeDocument(context, 'conflicts', { ...conflict, ...place, rev: conflict.rev + 1 }, writer);
  }
}

/** Under which units a document is published, and on which day it counts; a conflict about it likewise. */
type Place = Pick<SyncedDocument, 'orgUnitId' | 'hostUnitId' | 'partnerUnitIds' | 'audience' | 'occurredOn'>;

export function placeOf({
  orgUnitId,
  hostUnitId,
  partnerUnitIds,
  audience,
  occurredOn,
}: SyncedDocument): Place {
  return { orgUnitId, hostUnitId, partnerUnitIds, audience, occurredOn };
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
  values: SyncedDocument['values'],
): SyncedDocument {
  return {
    id,
    type: 'conflict',
    definitionVersion: 1,
    ...placeOf(record),
    aboutId: record.id,
    values,
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

/** With the names of both people: whoever settles it may have no network to ask for them. */
async function conflictValues(
  context: RowContext,
  record: SyncedDocument,
  mine: SyncedDocument,
  clash: Clash,
): Promise<SyncedDocument['values']> {
  const otherBy = writerOf(context.caller);
  const [serverName, otherName] = [await nameOf(context, clash.serverBy), await nameOf(context, otherBy)];
  return {
    collection: context.collection,
    recordId: record.id,
    field: clash.field,
    definitionVersion: record.definitionVersion,
    ...(clash.theirs === undefined ? {} : { serverValue: clash.theirs }),
    ...(clash.mine === undefined ? {} : { otherValue: clash.mine }),
    serverBy: clash.serverBy,
    ...(serverName === undefined ? {} : { serverName }),
    ...(clash.serverAt === undefined ? {} : { serverAt: clash.serverAt }),
    otherBy,
    ...(otherName === undefined ? {} : { otherName }),
    otherDevice: mine.edit.deviceId,
    at: context.at,
  };
}

async function nameOf(context: RowContext, account: string): Promise<string | undefined> {
  const name = (await context.tx.accounts.get(account))?.name;
  return name === '' ? undefined : name;
}
