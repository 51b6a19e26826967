// Who writes on this device, and how a save becomes a document: the envelope's fields that no form asks for.
import { syncedDocumentSchema, type SyncedDocument } from '../../shared/records/record.ts';
import type { Account } from '../../shared/access/role.ts';
import type { Clock } from './clock.ts';
import type { EditSequence } from './edit-sequence.ts';
import type { EntryToSave } from './entry.ts';

/** The account that is signed in, and the id under which this device sends its edits. */
export type Author = { readonly account: Account; readonly deviceId: string };

/** What every repository that writes needs. */
export type WriterDeps = {
  readonly author: Author;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly editSequence: EditSequence;
};

/** The document that a save makes: new, or the next state of what is there (`stored`, else the base), whose unknown fields stay. */
export function documentToWrite(
  deps: WriterDeps,
  input: EntryToSave,
  stored: SyncedDocument | undefined,
  seq: number,
): SyncedDocument {
  const { author, clock } = deps;
  const now = clock.instant();
  const current = stored ?? input.base;
  const kept = current ?? newEnvelope(author, input, now);
  const next = {
    ...kept,
    ...(current === undefined || input.over === undefined ? input.entry : input.over(current)),
    type: input.type,
    // What a newer app wrote is not passed off as older.
    definitionVersion: Math.max(input.definitionVersion, current?.definitionVersion ?? 0),
    updatedAt: now,
    edit: { deviceId: author.deviceId, seq },
    _deleted: false,
  };
  return plainCopy(next);
}

/** The next state of a document that is there, by something else than a form. */
export function changedDocument(
  { author, clock }: Pick<WriterDeps, 'author' | 'clock'>,
  current: SyncedDocument,
  changes: Partial<SyncedDocument>,
  seq: number,
): SyncedDocument {
  const edit = { deviceId: author.deviceId, seq };
  return plainCopy({ ...current, ...changes, updatedAt: clock.instant(), edit });
}

function newEnvelope(author: Author, input: EntryToSave, now: string): SyncedDocument {
  return {
    id: input.id,
    type: input.type,
    definitionVersion: input.definitionVersion,
    orgUnitId: author.account.orgUnitId,
    tags: [],
    audience: [],
    ...input.entry,
    createdBy: author.account.id,
    deviceId: author.deviceId,
    createdAt: now,
    updatedAt: now,
    edit: { deviceId: author.deviceId, seq: 1 },
    rev: 0,
    reviewState: 'none',
    _deleted: false,
  };
}

/** A copy that shares nothing with the form (reactive objects included), checked against the envelope. */
export function plainCopy(document: SyncedDocument): SyncedDocument {
  return syncedDocumentSchema.parse(JSON.parse(JSON.stringify(document)));
}
