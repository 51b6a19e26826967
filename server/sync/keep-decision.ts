// A new decision as it is kept, with what became of it.
import type { SyncedDocument } from '../../shared/records/record.ts';
import { withServerFields, writeDocument, type RowContext } from './row-context.ts';

export async function keepDecision(
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
