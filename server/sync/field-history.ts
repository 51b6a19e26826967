// Who changed which field of a document, read out of its history.
import { canonicalJson } from '../../shared/records/content-hash.ts';
import type { EditStamp, SyncedDocument } from '../../shared/records/record.ts';
import type { Revision } from '../store/documents.ts';

export type FieldHistory = {
  /** Edit stamps of all changes to the field since the base, oldest first. */
  readonly changedBy: (field: string) => readonly EditStamp[];
  /** The account that changed the field last, if any did. */
  readonly lastAccount: (field: string) => string | undefined;
};

/** `revisions` starts with the base; with an unknown base it is the whole history and its first revision counts too. */
export function createFieldHistory(revisions: readonly Revision[], isBaseKnown: boolean): FieldHistory {
  const changesOf = (field: string): readonly Revision[] =>
    revisions.filter((revision, index) => {
      const before = revisions[index - 1]?.document;
      if (before === undefined) return !isBaseKnown && readField(revision.document, field) !== undefined;
      return textOf(before, field) !== textOf(revision.document, field);
    });
  return {
    changedBy: (field) => changesOf(field).map((revision) => revision.document.edit),
    lastAccount: (field) => changesOf(field).at(-1)?.account,
  };
}

function textOf(document: SyncedDocument, field: string): string {
  const value = readField(document, field);
  return value === undefined ? '' : canonicalJson(value);
}

/** `values.<id>` or an envelope field. */
export function readField(document: SyncedDocument, field: string): unknown {
  return field.startsWith('values.') ? document.values[field.slice('values.'.length)] : document[field];
}
