// Who changed which field of a document, read out of its history.
import { readField } from '../../shared/conflicts/conflict.ts';
import { canonicalJson } from '../../shared/records/content-hash.ts';
import type { EditStamp, SyncedDocument } from '../../shared/records/record.ts';
import type { Revision } from '../store/documents.ts';

export type FieldHistory = {
  /** Edit stamps of all changes to the field since the base, oldest first. */
  readonly changedBy: (field: string) => readonly EditStamp[];
  /** Who changed the field last, and when the server took it, if anybody did. */
  readonly lastChange: (field: string) => { readonly account: string; readonly at: string } | undefined;
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
    lastChange: (field) => changesOf(field).at(-1),
  };
}

function textOf(document: SyncedDocument, field: string): string {
  const value = readField(document, field);
  return value === undefined ? '' : canonicalJson(value);
}
