// What grew out of the device's window is asked for once more, and the server answers that it left: the window is told by its clock.
import { firstDayHeld, inWindow } from '../../shared/access/device-window.ts';
import type { Account } from '../../shared/access/role.ts';
import type { CollectionName, DocumentId, LocalDate } from '../../shared/records/record.ts';
import type { Timers } from '../database/clock.ts';
import type { SyncedCollections } from '../database/open-database.ts';
import type { OrgUnitsRepository } from '../database/org-units-repository.ts';
import { toDocument } from '../database/synced-collection.ts';
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
const [nextMs, againMs] = [60_000, 6 * 60 * 60 * 1000];

/** Now, a minute later while there are more, and every few hours while the account is open. Unsent work stays, whatever its day. */
export async function keepAskingForAged(
  deps: AskForAgedDeps,
  asked: ReadonlySet<DocumentId> = new Set(),
): Promise<void> {
  // What an office holds does not depend on the day.
  if (deps.account.role !== 'villageCadre' && deps.account.role !== 'townshipOfficer') return;
  if (deps.stopped.aborted) return;
  const now = new Set(asked);
  // A storage that takes nothing now: another time.
  const hasMore = await askOnce(deps, now).catch(() => false);
  if (deps.stopped.aborted) return;
  const again = (): void => {
    deps.stopped.removeEventListener('abort', cancel);
    void keepAskingForAged(deps, now);
  };
  const cancel = deps.timers.after(hasMore ? nextMs : againMs, again);
  deps.stopped.addEventListener('abort', cancel, { once: true });
}

/** True when there may be more. Each is asked for once in an opening: what the server lets stay holds nobody up. */
async function askOnce(deps: AskForAgedDeps, asked: Set<DocumentId>): Promise<boolean> {
  let hasMore = false;
  for (const name of aging) {
    const ids = (await agedIds(deps, name)).filter((id) => !asked.has(id));
    await deps.replication.askAgain(name, ids.slice(0, atOnce));
    for (const id of ids.slice(0, atOnce)) asked.add(id);
    hasMore ||= ids.length > atOnce;
  }
  return hasMore;
}

/** The oldest first. */
async function agedIds(
  { collections, account, orgUnits, unsent, serverDate }: AskForAgedDeps,
  name: (typeof aging)[number],
): Promise<readonly DocumentId[]> {
  const today = serverDate();
  if (today === '') return [];
  const tree = await orgUnits.tree();
  const old = await collections[name]
    .find({ selector: { occurredOn: { $lt: firstDayHeld(account, today) } }, sort: [{ occurredOn: 'asc' }] })
    .exec();
  return old
    .map(toDocument)
    .filter((document) => !inWindow(document, name, account, tree, today) && !unsent.isUnsent(document))
    .map(({ id }) => id);
}
