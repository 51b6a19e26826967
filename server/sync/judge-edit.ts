// The verdict on an edit of a document that the server already holds: taken whole, merged, or a conflict.
import * as z from 'zod/mini';
import { readField } from '../../shared/conflicts/conflict.ts';
import { mayRecordIn, refusalToWrite } from '../../shared/access/policy.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { documentAtVersion } from '../../shared/forms/upgrade-record.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { ReviewState, SyncedDocument } from '../../shared/records/record.ts';
import { stateAfterEdit } from '../../shared/review/review-state.ts';
import { mergeDocument, type MergeResult } from '../../shared/sync/merge-document.ts';
import { writerOf } from '../access/caller.ts';
import type { Revision } from '../store/documents.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { continuesRightly, linksRightly } from './check-links.ts';
import { entryFault } from './check-values.ts';
import { moveConflicts, putAsideOf, writeConflicts, type Clash } from './conflict-documents.ts';
import { createFieldHistory, type FieldHistory } from './field-history.ts';
import { asItStands, masterFor, quarantined, type Judgement } from './judgement.ts';
import { lateMark, lockRefusal } from './period-locks.ts';
import { releaseLinked } from './release-linked.ts';
import { withServerFields, writeDocument, type RowContext } from './row-context.ts';

export type Edit = {
  readonly document: SyncedDocument;
  readonly contentHash: string;
  readonly baseHash: string | undefined;
  readonly definition: RecordDefinition;
  /** Nobody hands the record in with this edit: what was returned to be put right stays returned. */
  readonly keepsReturned?: boolean;
};

/** Judges an edit by an account that may write the document. */
export async function judgeEdit(context: RowContext, master: StoredDocument, edit: Edit): Promise<Judgement> {
  const { document } = edit;
  if (edit.contentHash === master.hash) return asItStands(context, master.document);
  if (isUnrelated(document, master.document)) return quarantined(context, 'idAlreadyUsed');
  const locked = await lockRefusal(context, master.document, context.caller.account);
  if (locked !== null) return quarantined(context, 'periodLocked', [], master.document, locked);
  const next = stateOf(context, master.document.reviewState, edit);
  if (next === null) return quarantined(context, 'recordClosed', [], master.document);
  const moved = await refusalToMove(context, edit, master.document);
  if (moved !== null) return moved;
  const baseRev =
    edit.baseHash === undefined
      ? undefined
      : await context.tx.documents.revisionWithHash(context.collection, document.id, edit.baseHash);
  if (document._deleted && baseRev === undefined)
    return quarantined(context, 'deletionNotAllowed', [], master.document);
  if (baseRev !== undefined && edit.baseHash === master.hash)
    return takeWhole(context, master.document, edit, next);
  return merge(context, master, edit, baseRev, next);
}

/** Documents that nobody reviews stay so. */
function stateOf(
  context: RowContext,
  state: ReviewState,
  { keepsReturned = false }: Edit,
): ReviewState | null {
  if (context.collection !== 'records' || (keepsReturned && state === 'returned')) return state;
  return stateAfterEdit(state);
}

/** The id of one document on another one: not an edit, whoever sends it and whatever base it names. */
function isUnrelated(mine: SyncedDocument, theirs: SyncedDocument): boolean {
  return mine.type !== theirs.type || mine.createdAt !== theirs.createdAt;
}

/** What was asked when the record began is asked again of what an edit changes: its unit, and what it continues. */
async function refusalToMove(
  context: RowContext,
  { document, definition }: Edit,
  master: SyncedDocument,
): Promise<Judgement | null> {
  const { account, tree } = context.caller;
  const isMoved = context.collection === 'records' && document.orgUnitId !== master.orgUnitId;
  if (isMoved && !mayRecordIn(account, definition, document.orgUnitId, tree))
    return quarantined(context, 'notRecordedHere', ['orgUnitId'], master);
  const isReferred = document.aboutId !== master.aboutId;
  if (isReferred && !(await continuesRightly(context, definition, document)))
    return quarantined(context, 'wrongContinuation', ['aboutId'], master);
  return null;
}

async function takeWhole(
  context: RowContext,
  master: SyncedDocument,
  edit: Edit,
  reviewState: ReviewState,
): Promise<Judgement> {
  const fault = edit.document._deleted ? null : entryFault(context, edit.definition, edit.document);
  if (fault !== null) return quarantined(context, fault.code, fault.fields, master, fault.words);
  if (!(await linksRightly(context, edit.document, master)))
    return quarantined(context, 'wrongLink', ['sameEventAs'], master);
  const rev = master.rev + 1;
  const marks = await lateMark(context, edit.document, master);
  await writeEdit(
    context,
    withServerFields(edit.document, { rev, reviewState, receivedAt: master.receivedAt, ...marks }),
  );
  return { status: 'accepted', rev, isApplied: true };
}

async function merge(
  context: RowContext,
  master: StoredDocument,
  edit: Edit,
  baseRev: number | undefined,
  reviewState: ReviewState,
): Promise<Judgement> {
  const stored = await context.tx.documents.revisionsFrom(
    context.collection,
    master.document.id,
    baseRev ?? 0,
  );
  const { mine, theirs, revisions } = atOneVersion(edit, master.document, stored);
  const history = createFieldHistory(revisions, baseRev !== undefined);
  const base = baseRev === undefined ? undefined : revisions[0]?.document;
  const result = mergeDocument({ base, mine, theirs, changedSinceBase: history.changedBy });
  // Of what comes out: a link that the server took away since the base is no new link of this edit.
  if (!(await linksRightly(context, result.merged, theirs)))
    return quarantined(context, 'wrongLink', ['sameEventAs'], master.document);
  const isValid = isMergeValid(context, theirs, edit.definition, result);
  const clashes = clashesOf(result, mine, theirs, history, isValid);
  await writeConflicts(context, theirs, mine, clashes);
  const isChanged = isValid && contentHash(result.merged) !== master.hash;
  const now = isChanged
    ? withServerFields(result.merged, {
        ...{ rev: theirs.rev + 1, reviewState, receivedAt: theirs.receivedAt },
        ...(await lateMark(context, result.merged, theirs)),
      })
    : master.document;
  if (isChanged) await writeEdit(context, now);
  const judged = { ...masterFor(context, now), isApplied: true };
  if (clashes.length === 0) return { status: 'merged', ...judged };
  return { status: 'conflict', ...judged, ...(await putAsideOf(context, now.id)) };
}

/** What was written under different versions of the definition is compared as the newest of them reads it. */
function atOneVersion(
  { document, definition }: Edit,
  master: SyncedDocument,
  revisions: readonly Revision[],
): {
  readonly mine: SyncedDocument;
  readonly theirs: SyncedDocument;
  readonly revisions: readonly Revision[];
} {
  const written = [document, master, ...revisions.map((revision) => revision.document)];
  const newest = Math.max(...written.map(({ definitionVersion }) => definitionVersion));
  const read = (each: SyncedDocument): SyncedDocument => documentAtVersion(definition, each, newest);
  return {
    ...{ mine: read(document), theirs: read(master) },
    revisions: revisions.map((revision) => ({ ...revision, document: read(revision.document) })),
  };
}

async function writeEdit(context: RowContext, document: SyncedDocument): Promise<void> {
  await writeDocument(context, context.collection, document, writerOf(context.caller));
  await moveConflicts(context, document);
  if (document._deleted && context.collection === 'records') await releaseLinked(context, document.id);
}

/** Two halves that are each right can be wrong together: then nothing of mine is taken in silently. */
function isMergeValid(
  context: RowContext,
  theirs: SyncedDocument,
  definition: RecordDefinition,
  result: MergeResult,
): boolean {
  if (result.taken.length === 0) return true;
  if (
    refusalToWrite(context.caller.account, context.collection, theirs, result.merged, context.caller.tree) !==
    null
  )
    return false;
  return result.merged._deleted || entryFault(context, definition, result.merged) === null;
}

function clashesOf(
  result: MergeResult,
  mine: SyncedDocument,
  theirs: SyncedDocument,
  history: FieldHistory,
  isValid: boolean,
): readonly Clash[] {
  const wasWritten = (field: string): Pick<Clash, 'serverBy' | 'serverAt'> => {
    const last = history.lastChange(field);
    return { serverBy: last?.account ?? theirs.createdBy, serverAt: last?.at ?? theirs.receivedAt };
  };
  const clashes = result.clashes.map((clash) => ({ ...clash, ...wasWritten(clash.field) }));
  if (isValid) return clashes;
  const dropped = result.taken.map((field) => ({
    field,
    mine: jsonOf(readField(mine, field)),
    theirs: jsonOf(readField(theirs, field)),
    ...wasWritten(field),
  }));
  return [...clashes, ...dropped];
}

function jsonOf(value: unknown): Clash['mine'] {
  return value === undefined ? undefined : z.json().parse(value);
}
