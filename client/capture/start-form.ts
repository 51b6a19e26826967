// Where a form begins: an unfinished draft, a record to correct, or nothing but the date.
import type { Account } from '../../shared/access/role.ts';
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import { upgradeRecord, upgradeValues } from '../../shared/forms/upgrade-record.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import { itemsOf } from '../../shared/records/json-value.ts';
import type { LocalDate, SyncedDocument } from '../../shared/records/record.ts';
import type { Entry } from '../database/entry.ts';
import type { Draft, QuarantineEntry } from '../database/local-documents.ts';
import type { Repositories } from '../database/repositories.ts';
import { firstValue } from '../database/watchable.ts';
import { entryOf } from './rebase-entry.ts';
import type { CaptureQuery } from './use-capture.ts';

export type CaptureStart = {
  readonly draftId: string;
  /** The one id that the record has or will have, however often it is saved. */
  readonly recordId: string;
  /** Absent for a new form. */
  readonly entry?: Entry;
  /** The record as the form found it; absent while there is none. */
  readonly base?: SyncedDocument;
  readonly last?: SyncedDocument;
  /** Executive members of the unit, where the form starts with their number. */
  readonly executives?: number;
  /** A new form that begins with somebody names her. */
  readonly withPerson?: (entry: Entry) => Entry;
  /** The standing record that a new one continues. */
  readonly about?: SyncedDocument;
  /** That record is of a unit below: what is said of it is addressed to that unit. */
  readonly reachesAbout?: boolean;
  /** The quarantine entry that this corrects: settled by the save. */
  readonly refusedId?: string;
  /** What was refused, where no record stood: what stands there when this is saved was made of it above. */
  readonly refused?: SyncedDocument;
};

/** Undefined when the draft or record of the address is not on this device. */
export async function startForm(
  repositories: Repositories,
  definition: RecordDefinition,
  query: CaptureQuery,
  account: Account,
  today: LocalDate,
): Promise<CaptureStart | undefined> {
  if (query.draft !== undefined) return continueDraft(repositories, definition, query.draft);
  if (query.record !== undefined) return correctRecord(repositories, definition, query.record);
  if (query.refused !== undefined) return correctRefused(repositories, definition, query.refused);
  if (query.part !== undefined)
    return (await import('./start-part.ts')).startPart(repositories, definition, query.part, account, today);
  const person = query.person === undefined ? undefined : await repositories.people.get(query.person);
  const about =
    query.about === undefined ? undefined : await findAbout(repositories, definition, query.about);
  if (definition.continues !== undefined && about === undefined) return undefined;
  return {
    ...repositories.drafts.newIds(),
    ...(await lastOf(repositories, definition)),
    ...(await executivesOf(repositories, definition, account)),
    ...(person === undefined ? {} : await beginsWith(definition, person)),
    ...(about === undefined ? {} : { about, reachesAbout: await isBelow(repositories, account, about) }),
  };
}

/** Not in the first form's download: few forms begin with a person. */
async function beginsWith(
  definition: RecordDefinition,
  person: SyncedDocument,
): Promise<Pick<CaptureStart, 'withPerson'>> {
  const { entryWithPerson } = await import('./fill-told.ts');
  return { withPerson: (entry) => entryWithPerson(definition, entry, person) };
}

/** Those above read what a unit records anyway. */
async function isBelow(
  repositories: Repositories,
  account: Account,
  about: SyncedDocument,
): Promise<boolean> {
  const tree = await firstValue(repositories.orgUnits.watchTree());
  return about.orgUnitId !== account.orgUnitId && isWithin(tree, about.orgUnitId, account.orgUnitId);
}

async function continueDraft(
  repositories: Repositories,
  definition: RecordDefinition,
  id: string,
): Promise<CaptureStart | undefined> {
  const draft = await repositories.drafts.get(id);
  if (draft === undefined) return undefined;
  return {
    ...(await startFromDraft(repositories, definition, draft)),
    ...(draft.base === undefined ? await lastOf(repositories, definition) : {}),
  };
}

async function startFromDraft(
  repositories: Repositories,
  definition: RecordDefinition,
  draft: Draft,
): Promise<CaptureStart> {
  const { id, recordId, refusedId, entry, definitionVersion } = draft;
  const values = upgradeValues(definition, entry.values, definitionVersion);
  const refused = refusedId === undefined ? undefined : await repositories.quarantine.get(refusedId);
  const base = draft.base ?? (refusedId === undefined ? await savedFrom(repositories, draft) : undefined);
  return {
    draftId: id,
    recordId,
    entry: { ...entry, values },
    ...(base === undefined ? {} : { base }),
    ...(refusedId === undefined ? {} : { refusedId }),
    ...(refused?.documentId === recordId ? { refused: refused.document } : {}),
  };
}

/** The page died between the save of a new record and the end of its draft: what stands in the draft is what was saved. */
async function savedFrom(
  repositories: Repositories,
  { recordId, entry, definitionVersion }: Draft,
): Promise<SyncedDocument | undefined> {
  const now = await recordOf(repositories, recordId);
  return now === undefined ? undefined : asWritten(now, entry, definitionVersion);
}

/** The record as this form wrote it: what others have in it besides is not taken for typed here. */
export function asWritten(now: SyncedDocument, entry: Entry, definitionVersion: number): SyncedDocument {
  return { ...now, ...entryOf({ ...now, ...entry }), definitionVersion };
}

async function correctRecord(
  repositories: Repositories,
  definition: RecordDefinition,
  recordId: string,
): Promise<CaptureStart | undefined> {
  const draft = await repositories.drafts.forRecord(recordId);
  if (draft !== undefined) return startFromDraft(repositories, definition, draft);
  const record = await recordOf(repositories, recordId);
  if (record === undefined) return undefined;
  const { draftId } = repositories.drafts.newIds();
  return { draftId, recordId, entry: entryOf(upgradeRecord(definition, record)), base: record };
}

/** The refused content, under the same id; under a new one if the id is taken. */
async function correctRefused(
  repositories: Repositories,
  definition: RecordDefinition,
  id: string,
): Promise<CaptureStart | undefined> {
  const refused = await repositories.quarantine.get(id);
  if (refused === undefined) return undefined;
  const entry = entryOf(upgradeRecord(definition, refused.document));
  const fresh = repositories.drafts.newIds();
  if (refused.code === 'idAlreadyUsed') return { ...fresh, entry, refusedId: id };
  const { rev } = refused.document;
  const ids = { draftId: fresh.draftId, recordId: refused.documentId, refusedId: id };
  const now = await recordOf(repositories, refused.documentId);
  if (now !== undefined && wasPutRight(repositories, refused, now))
    return { ...ids, entry: entryOf(upgradeRecord(definition, now)), base: now };
  // What has left this device since is corrected under its own envelope, as an edit.
  const base = now ?? (rev > 0 ? refused.document : undefined);
  return { ...ids, entry, ...(base === undefined ? { refused: refused.document } : { base }) };
}

/** The server had nothing under this id when it refused: what stands there by now, by another hand, was made of what it refused. */
function wasPutRight(
  { receipts }: Repositories,
  { documentId, document, seq }: QuarantineEntry,
  now: SyncedDocument,
): boolean {
  const receipt = receipts.get(documentId);
  const isNew = receipt?.status === 'quarantined' && receipt.rev === 0 && receipt.seq >= seq;
  return isNew && document.rev === 0 && now.edit.deviceId !== document.edit.deviceId;
}

async function lastOf(
  repositories: Repositories,
  definition: RecordDefinition,
): Promise<Pick<CaptureStart, 'last'>> {
  const last = await repositories.records.lastOfType(definition.id);
  return last === undefined ? {} : { last: upgradeRecord(definition, last) };
}

/** Chairs are executive members too. */
async function executivesOf(
  repositories: Repositories,
  { fields }: RecordDefinition,
  { orgUnitId }: Account,
): Promise<Pick<CaptureStart, 'executives'>> {
  const isAsked = fields.some(
    ({ initial }) => initial !== undefined && 'from' in initial && initial.from === 'executives',
  );
  if (!isAsked) return {};
  const { people } = await firstValue(repositories.people.watchFound({ orgUnitId }));
  const isExecutive = ({ values }: SyncedDocument): boolean =>
    itemsOf(values['roles']).some(
      (role) => role === 'executive' || role === 'chair' || role === 'vice-chair',
    );
  return { executives: people.filter(isExecutive).length };
}

/** Only a record of a type that this one continues. */
async function findAbout(
  repositories: Repositories,
  definition: RecordDefinition,
  id: string,
): Promise<SyncedDocument | undefined> {
  const about = await repositories.records.get(id);
  return about !== undefined && definition.continues?.includes(about.type) === true ? about : undefined;
}

async function recordOf(repositories: Repositories, id: string): Promise<SyncedDocument | undefined> {
  return (await repositories.records.get(id)) ?? (await repositories.people.get(id));
}
