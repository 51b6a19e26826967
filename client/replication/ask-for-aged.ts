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
const atOnce = 300;
const againMs = 6 * 60 * 60 * 1000;

/** Now, and every few hours while the account is open. Unsent work stays, whatever its day. */
export async function keepAskingForAged(deps: AskForAgedDeps): Promise<void> {
  // What an office holds does not depend on the day.
  if (deps.account.role !== 'villageCadre' && deps.account.role !== 'townshipOfficer') return;
  if (deps.stopped.aborted) return;
  for (const name of aging) await deps.replication.askAgain(name, await agedIds(deps, name));
  const cancel = deps.timers.after(againMs, () => void keepAskingForAged(deps).catch(() => undefined));
  deps.stopped.addEventListener('abort', cancel, { once: true });
}

/** The oldest first, as many as one round takes. */
async function agedIds(
  { collections, account, orgUnits, unsent, serverDate }: AskForAgedDeps,
  name: (typeof aging)[number],
): Promise<readonly DocumentId[]> {
  const today = serverDate();
  const tree = await orgUnits.tree();
  const old = await collections[name]
    .find({ selector: { occurredOn: { $lt: firstDayHeld(account, today) } }, sort: [{ occurredOn: 'asc' }] })
    .exec();
  return old
    .map(toDocument)
    .filter((document) => !inWindow(document, name, account, tree, today) && !unsent.isUnsent(document))
    .slice(0, atOnce)
    .map(({ id }) => id);
}
