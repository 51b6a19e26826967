// What is pushed of erased people: their documents are answered by the erasure, their names in others' are taken out before anything is kept.
import { mayRead } from '../../shared/access/feed-keys.ts';
import { errorCodes } from '../../shared/errors/error-codes.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { DocumentId } from '../../shared/records/record.ts';
import type { RowVerdict } from '../../shared/sync/protocol.ts';
import { scrubText, withoutContent, withoutErasedNames } from '../retention/scrub-names.ts';
import { masterFor } from './judgement.ts';
import { writeDocument, type RowContext } from './row-context.ts';
import { rawJsonText } from './raw-json.ts';
import type { PushRow, ScreenedRow } from './screen-row.ts';

/** The row as it may be kept; the same one when it names nobody who was erased. */
export function screenErased(row: ScreenedRow, erased: ReadonlySet<DocumentId>): ScreenedRow {
  if (erased.size === 0) return row;
  const sent = scrubbedRow(row.row, erased);
  if (sent === row.row) return row;
  if (!row.isGood) return { ...row, row: sent };
  const document = withoutErasedNames(row.document, erased);
  return { ...row, row: sent, document, contentHash: contentHash(document) };
}

function scrubbedRow(row: PushRow, erased: ReadonlySet<DocumentId>): PushRow {
  const { newDocumentState, assumedMasterState } = row;
  const [next, base] = [scrubbed(newDocumentState, erased), scrubbed(assumedMasterState, erased)];
  if (next === newDocumentState && base === assumedMasterState) return row;
  return { ...row, newDocumentState: next, ...(base === undefined ? {} : { assumedMasterState: base }) };
}

function scrubbed(value: unknown, erased: ReadonlySet<DocumentId>): unknown {
  if (value === undefined) return value;
  const text = rawJsonText(value);
  const without = scrubText(text, erased);
  return without === text ? value : JSON.parse(without);
}

/**
 * On a document of an erased person: nothing of the row is kept, not even a receipt, and the device learns that it is gone. Where the
 * database never had it (it was written after an older copy), what is left of it is written down, so that others learn it too.
 */
export async function erasedVerdict(context: RowContext, row: ScreenedRow): Promise<RowVerdict> {
  const named = { id: row.id, mutationId: row.mutationId };
  const { account, tree } = context.caller;
  let master = (await context.tx.documents.get('people', row.id))?.document;
  if (master === undefined && row.isGood && mayRead(account, 'people', row.document, tree)) {
    master = withoutContent(row.document, 1);
    await writeDocument(context, 'people', master, account.id);
  }
  const readable = masterFor(context, master);
  if (readable.master !== undefined) return { ...named, status: 'merged', ...readable };
  const code = 'recordOutsideScope';
  return { ...named, status: 'quarantined', code, message: errorCodes[code][context.locale] };
}

/** What was taken in without a name is not what was sent: the device takes what stands. */
export async function withWhatStands(context: RowContext, verdict: RowVerdict): Promise<RowVerdict> {
  if (verdict.status !== 'accepted') return verdict;
  const master = (await context.tx.documents.get(context.collection, verdict.id))?.document;
  const readable = masterFor(context, master);
  return readable.master === undefined ? verdict : { ...verdict, status: 'merged', ...readable };
}
