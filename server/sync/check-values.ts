// The definition's rules on a document's values, with the words for its author.
import { checkEntry, refusing } from '../../shared/forms/check-entry.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { ErrorCode } from '../../shared/errors/error-codes.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { RowContext } from './row-context.ts';

export type EntryFault = {
  readonly code: ErrorCode;
  readonly fields: readonly string[];
  readonly words: string;
};

/** The blocking problems of an entry as one fault, or null. */
export function entryFault(
  context: RowContext,
  definition: RecordDefinition,
  document: SyncedDocument,
): EntryFault | null {
  const problems = refusing(checkEntry(definition, document, { today: context.today }), document.values);
  if (problems.length === 0) return null;
  const fields = [...new Set(problems.map((problem) => problem.fieldId))];
  const isDate = fields.length === 1 && fields[0] === 'occurredOn';
  const words = problems
    .map((problem) => problem.message[context.locale])
    .join(context.locale === 'zh' ? '；' : '; ');
  return { code: isDate ? 'invalidDate' : 'invalidValue', fields, words };
}
