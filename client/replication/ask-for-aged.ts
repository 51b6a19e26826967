// What grew out of the device's window is asked for once more, and the server answers that it left: the window is told by its clock.
import { firstDayHeld, inWindow } from '../../shared/access/device-window.ts';
import type { Account } from '../../shared/access/role.ts';
import type { CollectionName, DocumentId, LocalDate, SyncedDocument } from '../../shared/records/record.ts';
import type { Timers } from '../database/clock.ts';
import { normalizeMangoQuery, prepareQuery } from 'rxdb';
import type { SyncedCollections } from '../database/open-database.ts';
import type { OrgUnitsRepository } from '../database/org-units-repository.ts';
import type { SyncedCollection } from '../database/synced-collection.ts';
import type { Replication } from './replicate.ts';
import type { UnsentDocuments } from './unsent-documents.ts';

export type AskForAgedDeps = {
  readonly collections: SyncedCollections;
  readonly account: Account;
  readonly orgUnits: Pick<OrgUnitsRepository, 'tree'>;
  readonly unsent: Pick<UnsentDocuments, 'isUnsent'>;
  readonly replication: Pick<Replication, 'askAgain'>;
  /** The server's date when it last spoke; the device's own clock may be years away. */
  readonly serverDate: () => LocalDate;
  readonly timers: Timers;
  readonly stopped: AbortSignal;
};

/** Of these only age decides; people and conflicts are held as long as they are in scope. */
const aging = ['records', 'decisions'] as const satisfies readonly CollectionName[];
/** As many as one debt is asked for with. */
const atOnce = 100;
/** As many as are read at once: what does not leave is passed over, and the page goes on between two slices. */
const sliceLength = 200;
const [nextMs, againMs] = [60_000, 6 * 60 * 60 * 1000];

/** Where a collection was read to, the oldest first; absent at the beginning. */
type Place = Pick<SyncedDocument, 'occurredOn' | 'id'>;
type Progress = {
  /** Each is asked for once in an opening: what the server lets stay holds nobody up. */
  readonly asked: Set<DocumentId>;
  readonly places: Map<CollectionName, Place>;
};

/** Now, a minute later while there are more, and every few hours while the account is open. Unsent work stays, whatever its day. */
export async function keepAskingForAged(
  deps: AskForAgedDeps,
  progress: Progress = { asked: new Set(), places: new Map() },
): Promise<void> {
  // What an office holds does not depend on the day.
  if (deps.account.role !== 'villageCadre' && deps.account.role !== 'townshipOfficer') return;
  if (deps.stopped.aborted) return;
  // A storage that takes nothing now: another time.
  const hasMore = await askOnce(deps, progress).catch(() => false);
  if (deps.stopped.aborted) return;
  const again = (): void => {
    deps.stopped.removeEventListener('abort', cancel);
    void keepAskingForAged(deps, progress);
  };
  const cancel = deps.timers.after(hasMore ? nextMs : againMs, again);
  deps.stopped.addEventListener('abort', cancel, { once: true });
}

/** True when there may be more. */
async function askOnce(deps: AskForAgedDeps, { asked, places }: Progress): Promise<boolean> {
  const today = deps.serverDate();
  if (today === '') return false;
  const leaves = await leavesToday(deps, today);
  let hasMore = false;
  for (const name of aging) {
    const { ids, place } = await nextAged(deps, name, places.get(name), today, (document) => {
      return !asked.has(document.id) && leaves(name, document);
    });
    await deps.replication.askAgain(name, ids);
    for (const id of ids) asked.add(id);
    hasMore ||= place !== undefined;
    // Read to its end, it is begun anew another time: what was open may be closed by then.
    if (place === undefined) places.delete(name);
    else places.set(name, place);
  }
  return hasMore;
}

async function leavesToday(
  { account, orgUnits, unsent }: AskForAgedDeps,
  today: LocalDate,
): Promise<(name: CollectionName, document: SyncedDocument) => boolean> {
  const tree = await orgUnits.tree();
  return (name, document) => !inWindow(document, name, account, tree, today) && !unsent.isUnsent(document);
}

/** The next ones that leave; `place` is undefined once there are no more. */
async function nextAged(
  { collections, account, timers, stopped }: AskForAgedDeps,
  name: (typeof aging)[number],
  begin: Place | undefined,
  today: LocalDate,
  leaves: (document: SyncedDocument) => boolean,
): Promise<{ readonly ids: readonly DocumentId[]; readonly place: Place | undefined }> {
  const ids: DocumentId[] = [];
  let place = begin;
  while (!stopped.aborted) {
    const slice = await readSlice(collections[name], place, firstDayHeld(account, today));
    for (const document of slice) {
      if (ids.length === atOnce) return { ids, place };
      if (leaves(document)) ids.push(document.id);
      place = { occurredOn: document.occurredOn, id: document.id };
    }
    if (slice.length < sliceLength) break;
    await new Promise<void>((resolve) => void timers.after(0, resolve));
  }
  return { ids, place: undefined };
}

/** In the order of the index by day, so that no more is looked at than is read. */
async function readSlice(
  { storageInstance, schema }: SyncedCollection,
  after: Place | undefined,
  until: LocalDate,
): Promise<readonly SyncedDocument[]> {
  const read = async (
    occurredOn: Readonly<Record<string, string>>,
    limit: number,
    id?: DocumentId,
  ): Promise<readonly SyncedDocument[]> => {
    const query = normalizeMangoQuery(schema.jsonSchema, {
      selector: { _deleted: { $eq: false }, occurredOn, ...(id === undefined ? {} : { id: { $gt: id } }) },
      sort: [{ occurredOn: 'asc' }, { id: 'asc' }],
      limit,
    });
    return (await storageInstance.query(prepareQuery(schema.jsonSchema, query))).documents;
  };
  if (after === undefined) return read({ $lt: until }, sliceLength);
  const sameDay = await read({ $eq: after.occurredOn }, sliceLength, after.id);
  const left = sliceLength - sameDay.length;
  if (left === 0) return sameDay;
  return [...sameDay, ...(await read({ $gt: after.occurredOn, $lt: until }, left))];
}
