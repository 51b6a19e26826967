// Where a form begins: an unfinished draft, a record to correct, or nothing but the date.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { upgradeRecord } from '../../shared/forms/upgrade-record.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { Entry } from '../database/entry.ts';
import type { Repositories } from '../database/repositories.ts';
import type { CaptureQuery } from './use-capture.ts';

export type CaptureStart = {
  readonly draftId: string;
  /** The one id that the record has or will have, however often it is saved. */
  readonly recordId: string;
  /** Absent for a new form. */
  readonly entry?: Entry;
  readonly isEdit: boolean;
  readonly last?: SyncedDocument;
  readonly personId?: string;
  readonly personName?: string;
};

const nothing: Entry = { values: {}, occurredOn: '', photos: [], hostUnitId: '', partnerUnitIds: [] };

/** Undefined when the draft or record of the address is not on this device. */
export async function startForm(
  repositories: Repositories,
  definition: RecordDefinition,
  query: CaptureQuery,
): Promise<CaptureStart | undefined> {
  if (query.draft !== undefined) return continueDraft(repositories, query.draft);
  if (query.record !== undefined) return correctRecord(repositories, definition, query.record);
  if (query.refused !== undefined) return correctRefused(repositories, definition, query.refused);
  const last = await repositories.records.lastOfType(definition.id);
  const person = query.person === undefined ? undefined : await repositories.people.get(query.person);
  const { id, recordId } = repositories.drafts.create(definition.id, nothing);
  return {
    draftId: id,
    recordId,
    isEdit: false,
    ...(last === undefined ? {} : { last }),
    ...(person === undefined ? {} : { personId: person.id, personName: nameOf(person) }),
  };
}

async function continueDraft(repositories: Repositories, id: string): Promise<CaptureStart | undefined> {
  const draft = await repositories.drafts.get(id);
  if (draft === undefined) return undefined;
  const { recordId, entry } = draft;
  const isEdit = (await recordOf(repositories, recordId)) !== undefined;
  return { draftId: id, recordId, entry, isEdit };
}

async function correctRecord(
  repositories: Repositories,
  definition: RecordDefinition,
  recordId: string,
): Promise<CaptureStart | undefined> {
  const draft = await repositories.drafts.forRecord(recordId);
  if (draft !== undefined) return { draftId: draft.id, recordId, entry: draft.entry, isEdit: true };
  const record = await recordOf(repositories, recordId);
  if (record === undefined) return undefined;
  return startFrom(repositories, definition, record);
}

/** The refused content, under the same id: what the server then takes settles the entry. */
async function correctRefused(
  repositories: Repositories,
  definition: RecordDefinition,
  id: string,
): Promise<CaptureStart | undefined> {
  const refused = await repositories.quarantine.get(id);
  return refused === undefined ? undefined : startFrom(repositories, definition, refused.document);
}

function startFrom(
  repositories: Repositories,
  definition: RecordDefinition,
  written: SyncedDocument,
): CaptureStart {
  const { id, values, occurredOn, photos, hostUnitId, partnerUnitIds } = upgradeRecord(definition, written);
  const entry: Entry = { values, occurredOn, photos, hostUnitId, partnerUnitIds };
  return {
    draftId: repositories.drafts.create(definition.id, nothing).id,
    recordId: id,
    entry,
    isEdit: true,
  };
}

async function recordOf(repositories: Repositories, id: string): Promise<SyncedDocument | undefined> {
  return (await repositories.records.get(id)) ?? (await repositories.people.get(id));
}

function nameOf(person: SyncedDocument): string {
  const { name } = person.values;
  return typeof name === 'string' ? name : '';
}
