// The same mutation again: the verdict it had, and the newer master if there is one.
import * as z from 'zod/mini';
import { rowStatuses } from '../../shared/sync/protocol.ts';
import type { MutationKey } from '../store/receipts.ts';
import { putAsideOf } from './conflict-documents.ts';
import { masterFor, quarantined, type Judgement } from './judgement.ts';
import type { RowContext } from './row-context.ts';
import type { ScreenedRow } from './screen-row.ts';

const storedVerdictSchema = z.object({
  status: z.enum(rowStatuses),
  code: z.optional(z.string()),
  message: z.optional(z.string()),
  fields: z.optional(z.array(z.string())),
  rev: z.optional(z.number()),
});

/** The text kept in a receipt: a verdict without the master, which is read anew for each replay. */
export function storedVerdict({ status, code, message, fields, rev }: Judgement): string {
  return JSON.stringify({ status, code, message, fields, rev });
}

/** What the server made of an edit carries its stamp: a device that went before it noted the answer sends that back. */
async function isOfHistory(context: RowContext, { id, contentHash }: ScreenedRow): Promise<boolean> {
  return (await context.tx.documents.revisionWithHash(context.collection, id, contentHash)) !== undefined;
}

/** Answers a repeated mutation. One seq with two contents means that two devices count under one name. */
export async function replayVerdict(
  context: RowContext,
  key: MutationKey,
  row: ScreenedRow,
): Promise<Judgement> {
  const receipt = await context.tx.receipts.get(key);
  if (receipt === undefined) throw new Error('a receipt was claimed but is not there');
  const master =
    row.id === '' ? undefined : (await context.tx.documents.get(context.collection, row.id))?.document;
  const readable = masterFor(context, master);
  const verdict = { ...storedVerdictSchema.parse(JSON.parse(receipt.verdict)), isApplied: false };
  if (receipt.contentHash !== row.contentHash) {
    if (!(await isOfHistory(context, row))) return quarantined(context, 'clonedDevice', [], master);
    return readable.master === undefined
      ? { status: 'accepted', rev: verdict.rev ?? 0, isApplied: false }
      : { status: 'merged', ...readable, isApplied: false };
  }
  if (verdict.status === 'quarantined') return { ...verdict, ...readable };
  const putAside = verdict.status === 'conflict' ? await putAsideOf(context, row.id) : {};
  if (readable.rev !== undefined && readable.rev > (verdict.rev ?? 0))
    return { status: 'merged', ...readable, ...putAside, isApplied: false };
  if (verdict.status === 'accepted') return verdict;
  const hasLeft = verdict.status !== 'waiting' && readable.master === undefined;
  // What it was merged into is not the account's any more: the edit stands, and that it left is told by pull.
  return hasLeft
    ? { status: 'accepted', rev: verdict.rev ?? 0, isApplied: false }
    : { ...verdict, ...readable, ...putAside };
}
