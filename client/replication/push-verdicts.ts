// The server's verdicts, checked one by one before they are believed, and what each means for the device.
import { isSameDocument } from '../../shared/records/content-hash.ts';
import type { CollectionName, Instant, SyncedDocument } from '../../shared/records/record.ts';
import type { PushReply, RowVerdict } from '../../shared/sync/protocol.ts';
import type { QuarantineEntry, Receipt } from '../database/local-documents.ts';
import { leftTombstone } from './left-tombstone.ts';
import type { PushRow } from './push-rows.ts';

export type Judged = { readonly row: PushRow; readonly verdict: RowVerdict };

/**
 * Each row with its verdict; undefined when the answer does not fit what was sent: another pushId, rows missing,
 * unknown or in another order, a verdict without what it must bring.
 */
export function verifiedVerdicts(
  pushId: string,
  sent: readonly PushRow[],
  reply: PushReply,
): readonly Judged[] | undefined {
  if (reply.pushId !== pushId || reply.rows.length !== sent.length) return undefined;
  const judged: Judged[] = [];
  for (const [index, row] of sent.entries()) {
    const verdict = reply.rows[index];
    if (verdict === undefined || !fits(row, verdict)) return undefined;
    judged.push({ row, verdict });
  }
  return judged;
}

function fits(row: PushRow, verdict: RowVerdict): boolean {
  if (verdict.id !== row.document.id || verdict.mutationId !== row.mutationId) return false;
  if (verdict.master !== undefined && verdict.master.id !== row.document.id) return false;
  if (verdict.status === 'accepted') return verdict.rev !== undefined;
  if (verdict.status === 'merged' || verdict.status === 'conflict') return verdict.master !== undefined;
  return true;
}

/** What RxDB gets as the real master; nothing when the row stands as it was sent. */
export function masterFor({ row, verdict }: Judged): SyncedDocument | undefined {
  if (verdict.status === 'quarantined') return verdict.master ?? leftTombstone(row.document.id);
  return verdict.master === undefined || isSameDocument(verdict.master, row.document)
    ? undefined
    : verdict.master;
}

export function receiptOf(collectionName: CollectionName, { row, verdict }: Judged, at: Instant): Receipt {
  const rev = verdict.rev ?? verdict.master?.rev ?? 0;
  return { id: row.document.id, collectionName, seq: row.document.edit.seq, rev, status: verdict.status, at };
}

/** Why a row is set aside: by the server's verdict, or because it cannot be sent at all. */
export type Blame = {
  readonly code: string;
  readonly message: string;
  readonly fields: readonly string[];
  readonly keptBy: QuarantineEntry['keptBy'];
};

export function quarantineEntry(
  collectionName: CollectionName,
  row: PushRow,
  blame: Blame,
  at: Instant,
): QuarantineEntry {
  const { document } = row;
  return {
    id: row.mutationId,
    collectionName,
    documentId: document.id,
    type: document.type,
    seq: document.edit.seq,
    document,
    at,
    isOpen: true,
    ...blame,
    fields: [...blame.fields],
  };
}

export function blameOf(verdict: RowVerdict): Blame {
  return {
    code: verdict.code ?? 'malformedDocument',
    message: verdict.message ?? '',
    fields: verdict.fields ?? [],
    keptBy: 'server',
  };
}
