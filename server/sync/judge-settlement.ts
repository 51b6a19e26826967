// The verdict on a pushed settlement: which of the two values of a conflict is right.
import { mayRead } from '../../shared/access/feed-keys.ts';
import { maySettle, refusalToWrite } from '../../shared/access/policy.ts';
import {
  conflictOf,
  readField,
  valueHash,
  withField,
  type ConflictValues,
} from '../../shared/conflicts/conflict.ts';
import { settlementOf, type SettlementValues } from '../../shared/conflicts/settlement.ts';
import type { ErrorCode } from '../../shared/errors/error-codes.ts';
import { documentAtVersion } from '../../shared/forms/upgrade-record.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { StoredDocument } from '../store/stored-document.ts';
import { judgeEdit } from './judge-edit.ts';
import { quarantined, type Judgement } from './judgement.ts';
import { withServerFields, writeDocument, type RowContext } from './row-context.ts';

type Settling = {
  readonly conflict: SyncedDocument;
  readonly said: ConflictValues;
  readonly concerned: StoredDocument;
  readonly settlement: SettlementValues;
};

/**
 * The first settlement of a conflict counts. `other` is an edit of the one field by whoever settles it, judged like any edit;
 * it applies to the value that she saw standing there, else it is refused as `changedMeanwhile`.
 */
export async function judgeSettlement(context: RowContext, decision: SyncedDocument): Promise<Judgement> {
  const settlement = settlementOf(decision);
  if (settlement === null || decision.aboutId === undefined)
    return quarantined(context, 'invalidValue', [settlement === null ? 'choice' : 'aboutId']);
  const found = await findConflict(context, decision.aboutId, settlement);
  if (found === null || found.conflict.orgUnitId !== decision.orgUnitId)
    return quarantined(context, 'recordOutsideScope', ['aboutId']);
  if (found.said.settled !== undefined) return refused(context, decision, 'conflictSettled');
  const standing = valueHash(readField(found.concerned.document, found.said.field));
  if (standing !== settlement.standing) return refused(context, decision, 'changedMeanwhile');
  const edited = settlement.choice === 'other' ? await takeOther(context, decision, found) : undefined;
  if (edited?.status === 'quarantined') {
    const { master: _notOfThisCollection, rev: _rev, ...why } = edited;
    return { ...why, isApplied: false };
  }
  await close(context, found);
  await store(context, decision, { outcome: 'applied' });
  return { status: 'accepted', rev: 1, isApplied: true };
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
  return { conflict, said, concerned, settlement };
}

/** Under a stamp of its own: her device has not edited the document, and keeps no account of this. */
async function takeOther(
  context: RowContext,
  decision: SyncedDocument,
  { said, concerned }: Settling,
): Promise<Judgement> {
  const inside: RowContext = { ...context, collection: said.collection };
  const definition = context.registry.get(concerned.document.type);
  if (definition === undefined) return quarantined(context, 'unknownType');
  // The value was compared, and is kept, as the newest definition reads it.
  const current = documentAtVersion(definition, concerned.document, definition.version);
  const document = {
    ...withField(current, said.field, said.otherValue),
    updatedAt: context.at,
    edit: { deviceId: `settlement-${decision.id}`, seq: 1 },
  };
  const { account, tree } = context.caller;
  const refusal = refusalToWrite(account, said.collection, concerned.document, document, tree);
  if (refusal !== null)
    return quarantined(context, refusal.code, refusal.field === undefined ? [] : [refusal.field]);
  const edit = { document, contentHash: contentHash(document), baseHash: concerned.hash, definition };
  return judgeEdit(inside, concerned, edit);
}

async function close(context: RowContext, { conflict, settlement }: Settling): Promise<void> {
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
  const stored = await store(context, decision, { outcome: 'refused', outcomeCode: code });
  return { ...quarantined(context, code, [], stored), isApplied: true };
}

async function store(
  context: RowContext,
  decision: SyncedDocument,
  outcome: Pick<SyncedDocument, 'outcome' | 'outcomeCode'>,
): Promise<SyncedDocument> {
  const stored = withServerFields(decision, {
    ...{ rev: 1, reviewState: 'none', receivedAt: context.at },
    ...outcome,
  });
  await writeDocument(context, 'decisions', stored, context.caller.account.id);
  return stored;
}
