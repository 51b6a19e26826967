// The device window: what a role's device holds of all that it may read (`sync.md` §4).
import { localDateAt } from '../forms/local-date.ts';
import { isWithin, type OrgTree } from '../org/org-unit.ts';
import type { ReportingPeriod } from '../org/reporting-period.ts';
import type { CollectionName, SyncedDocument, UnitId } from '../records/record.ts';
import type { Account } from './role.ts';

/** What the window asks of a document; the server answers it from columns, without parsing. */
export type WindowFields = Pick<SyncedDocument, 'orgUnitId' | 'occurredOn' | 'audience'> & {
  readonly reviewState: string;
  /** Asked for of decisions only. */
  readonly receivedAt?: string | undefined;
};

const closed: ReadonlySet<string> = new Set(['approved', 'archived', 'void']);

/**
 * True when the account's device should hold the document on the local date `today`. A village keeps two years and what
 * is open; a township this year and what is open; county and city what waits for them, is their own or is addressed to
 * them (the rest comes from the server's query), and of conflicts those that are theirs to settle. The day of a decision is whatever the clock of its device said: where that was
 * years behind, it is held from the day when it arrived, or no device would hold it from its first moment on.
 */
export function inWindow(
  document: WindowFields,
  collection: CollectionName,
  account: Account,
  tree: OrgTree,
  today: string,
): boolean {
  if (collection === 'orgUnits') return true;
  const isOffice = account.role === 'countyOfficer' || account.role === 'cityOfficer';
  if (collection === 'people') return !isOffice;
  if (collection === 'conflicts') return !isOffice || document.orgUnitId === account.orgUnitId;
  if (isOffice) return concernsOffice(document, account, tree);
  if (collection === 'records' && !closed.has(document.reviewState)) return true;
  const first = firstDayHeld(account, today);
  return document.occurredOn >= first || (collection === 'decisions' && arrivedOn(document) >= first);
}

/** Empty before it arrived. */
function arrivedOn({ receivedAt }: WindowFields): string {
  return receivedAt === undefined ? '' : (localDateAt(receivedAt) ?? '');
}

/**
 * True when everything that counts for the unit in the period lies in the account's device window, so that its device
 * answers 查数 by itself. Offices hold only what concerns them: theirs comes from the server.
 */
export function isPeriodHeld(
  period: ReportingPeriod,
  unitId: UnitId,
  account: Account,
  tree: OrgTree,
  today: string,
): boolean {
  if (account.role !== 'villageCadre' && account.role !== 'townshipOfficer') return false;
  return isWithin(tree, unitId, account.orgUnitId) && period.from >= firstDayHeld(account, today);
}

/** A village keeps two years, a township the current one. */
export function firstDayHeld(account: Account, today: string): string {
  return account.role === 'villageCadre' ? yearsBefore(today, 2) : `${today.slice(0, 4)}-01-01`;
}

function concernsOffice(document: WindowFields, account: Account, tree: OrgTree): boolean {
  if (document.orgUnitId === account.orgUnitId) return true;
  const isAddressed = document.audience.some(({ unit, reach }) =>
    reach === 'below' ? isWithin(tree, account.orgUnitId, unit) : unit === account.orgUnitId,
  );
  if (isAddressed) return true;
  const isChild = tree.unit(document.orgUnitId)?.parentId === account.orgUnitId;
  return isChild && !closed.has(document.reviewState);
}

function yearsBefore(today: string, years: number): string {
  return `${Number(today.slice(0, 4)) - years}${today.slice(4)}`;
}
