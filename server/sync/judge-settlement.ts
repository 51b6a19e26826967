// The verdict on a pushed settlement: which of the two values of a conflict is right.
import { mayRead } from '../../shared/access/feed-keys.ts';
import { maySettle, refusalToWrite } from '../../shared/access/policy.ts';
import {
  atOneVersion,
  conflictOf,
  isSameValue,
  readField,
  withOther,
  type ConflictValues,
} from '../../shared/conflicts/conflict.ts';
import { settlementOf, type SettlementValues } from '../../shared/conflicts/settlement.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { ErrorCode } from '../../shared/errors/error-codes.ts';
import { documentAtVersion } from '../../shared/forms/upgrade-record.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { judgeEdit } from './judge-edit.ts';
import { quarantined, type Judgement } from './judgement.ts';
import { keepDecision } from './keep-decision.ts';
import { blobReferencesOf, writeDocument, type RowContext } from './row-context.ts';

type Settling = {
  readonly conflict: SyncedDocument;
  readonly said: ConflictValues;
  readonly concerned: StoredDocument;
  readonly definition: RecordDefinition;
  readonly settlement: SettlementValues;
};

/**
 * The first settlement of a conflict counts. `other` is an edit of the one field by whoever settles it, judged like any edit;
 * it applies to the value that she saw standing there, else it is refused as `changedMeanwhile`. The same choice again is no quarrel.
 */
export async function judgeSettlement(context: RowContext, decision: SyncedDocument): Promise<Judgement> {
  const settlement = settlementOf(decision);
  if (settlement === null || decision.aboutId === undefined)
    return quarantined(context, 'invalidValue', [settlement === null ? 'choice' : 'aboutId']);
  const found = await findConflict(context, decision.aboutId, settlement);
  if (found === null) return quarantined(context, 'recordOutsideScope', ['aboutId']);
  if (found.said.settled !== undefined)
    return found.said.settled.choice === settlement.choice
      ? applied(context, decision)
      : refused(context, decision, 'conflictSettled');
  if (!(await isAsSeen(context, found))) return refused(context, decision, 'changedMeanwhile');
  const edited = settlement.choice === 'other' ? await takeOther(context, decision, found) : undefined;
  if (edited?.status === 'quarantined') {
    const { master: _notOfThisCollection, rev: _rev, ...why } = edited;
    return { ...why, isApplied: false };
  }
  await close(context, found);
  return applied(context, decision);
}

async function applied(context: RowContext, decision: SyncedDocument): Promise<Judgement> {
  await keepDecision(context, decision, { outcome: 'applied' });
  return { status: 'accepted', rev: 1, isApplied: true };
}

/** Whether the field stands as it stood in the version that she saw. */
async function isAsSeen(
  { tx }: RowContext,
  { said, definition, concerned, settlement }: Settling,
): Promise<boolean> {
  if (settlement.seen === concerned.hash) return true;
  const { collection, recordId } = said;
  const rev = await tx.documents.revisionWithHash(collection, recordId, settlement.seen);
  const seen = rev === undefined ? undefined : await tx.documents.revision(collection, recordId, rev);
  if (seen === undefined) return false;
  const version = Math.max(seen.document.definitionVersion, concerned.document.definitionVersion);
  const fieldOf = (document: SyncedDocument): unknown => {
    const read = atOneVersion(definition, said, documentAtVersion(definition, document, version));
    return readField(read.concerned, read.said.field);
  };
  return isSameValue(fieldOf(seen.document), fieldOf(concerned.document));
}

/** Null for what is not there, or not hers to settle: the same answer for both. */
async function findConflict(
  context: RowContext,
  id: string,
  settlement: SettlementValues,
): Promise<Settling | null> {
  const { account, tree } = context.caller;
  const conflict = (await context.tx.documents.get('conflicts', id))?.document;
  if (conflict === undefined || !mayRead(account, 'conflicts', conflict, tree)) return null;
  const said = conflictOf(conflict);
  if (said === null || said.collection !== settlement.collection || said.recordId !== settlement.documentId)
    return null;
  const concerned = await context.tx.documents.get(said.collection, said.recordId);
  if (concerned === undefined || !maySettle(account, said.collection, concerned.document, tree)) return null;
  const definition = context.registry.get(concerned.document.type);
  return definition === undefined ? null : { conflict, said, concerned, definition, settlement };
}

/** Under a stamp of its own: her device has not edited the document, and keeps no account of this. */
async function takeOther(
  context: RowContext,
  decision: SyncedDocument,
  { said, definition, concerned }: Settling,
): Promise<Judgement> {
  const inside: RowContext = { ...context, collection: said.collection };
  if (concerned.document._deleted) return quarantined(context, 'recordClosed');
  const document = {
    ...withOther(atOneVersion(definition, said, concerned.document)),
    updatedAt: context.at,
    edit: { deviceId: `settlement-${decision.id}`, seq: 1 },
  };
  const { account, tree } = context.caller;
  const refusal = refusalToWrite(account, said.collection, concerned.document, document, tree);
  if (refusal !== null)
    return quarantined(context, refusal.code, refusal.field === undefined ? [] : [refusal.field]);
  const edit = { document, contentHash: contentHash(document), baseHash: concerned.hash, definition };
  const judgement = await judgeEdit(inside, concerned, { ...edit, keepsReturned: true });
  // A file is of whoever chose it, not of whoever settles for it.
  if (judgement.status !== 'quarantined') {
    const chosen = { ...document, photos: [], values: { other: said.otherValue ?? null } };
    await context.tx.blobs.refer(blobReferencesOf(said.collection, chosen, said.otherBy));
  }
  return judgement;
}

/** As it stands now: an edit that moved the document has taken it along. */
async function close(context: RowContext, { conflict: asked, settlement }: Settling): Promise<void> {
  const conflict = (await context.tx.documents.get('conflicts', asked.id))?.document ?? asked;
  const { id, name } = context.caller.account;
  const settled = { choice: settlement.choice, by: id, name, at: context.at };
  await writeDocument(
    context,
    'conflicts',
    { ...conflict, rev: conflict.rev + 1, values: { ...conflict.values, settled } },
    id,
  );
}

/** Kept with its outcome: it was right when it was said. */
async function refused(context: RowContext, decision: SyncedDocument, code: ErrorCode): Promise<Judgement> {
  const stored = await keepDecision(context, decision, { outcome: 'refused', outcomeCode: code });
  return { ...quarantined(context, code, [], stored), isApplied: true };
}
