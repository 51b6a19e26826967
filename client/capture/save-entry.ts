// The save of a form: over a record that is there already goes only what was touched since the form found it.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Entry } from '../database/entry.ts';
import type { Repositories } from '../database/repositories.ts';
import { rebaseEntry } from './rebase-entry.ts';
import type { CaptureStart } from './start-form.ts';

export function repositoryOf(repositories: Repositories, definition: RecordDefinition) {
  return definition.collection === 'people' ? repositories.people : repositories.records;
}

/** Durable when it resolves. A record that has left this device meanwhile is edited all the same, from the base that the form found. */
export async function saveEntry(
  repositories: Repositories,
  definition: RecordDefinition,
  { recordId, base, refused }: Pick<CaptureStart, 'recordId' | 'base' | 'refused'>,
  normal: (entry: Entry) => Entry,
  written: Entry,
): Promise<void> {
  const entry = normal(written);
  const begun = base ?? refused;
  const over = (found: SyncedDocument) => (now: SyncedDocument) =>
    normal(rebaseEntry(definition, found, entry, now).entry);
  await repositoryOf(repositories, definition).save({
    ...{ id: recordId, type: definition.id, definitionVersion: definition.version, entry },
    ...(base === undefined ? {} : { base }),
    ...(begun === undefined ? {} : { over: over(begun) }),
  });
}
