// What a record may refer to: the standing record that it continues, and the host's record of the same event.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { mayStandFor } from '../../shared/records/same-event.ts';
import { masterFor } from './judgement.ts';
import type { RowContext } from './row-context.ts';

/**
 * A record that continues another names one of the right type. What has not arrived yet, or is hidden from the author,
 * is taken on trust: the two answers must not differ.
 */
export async function continuesRightly(
  context: RowContext,
  definition: RecordDefinition,
  { aboutId }: SyncedDocument,
): Promise<boolean> {
  if (definition.continues === undefined) return true;
  if (aboutId === undefined) return false;
  const about = await context.tx.documents.get('records', aboutId);
  const readable = masterFor(context, about?.document).master;
  return readable === undefined || definition.continues.includes(readable.type);
}

/**
 * A linked record is not counted, so its link must lead to one that is: there, readable, of the same kind, itself not
 * linked. A link that stood before is not asked about again.
 */
export async function linksRightly(
  context: RowContext,
  document: SyncedDocument,
  stored?: SyncedDocument,
): Promise<boolean> {
  const { sameEventAs } = document;
  if (sameEventAs === undefined || sameEventAs === stored?.sameEventAs) return true;
  const host = await context.tx.documents.get('records', sameEventAs);
  const readable = masterFor(context, host?.document).master;
  return readable !== undefined && mayStandFor(readable, document);
}
