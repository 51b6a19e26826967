// Which replicated database of an account is in use, and what still lies there of those whose place it took.
import type { SessionReply } from '../../shared/sync/protocol.ts';
import type { DeviceStorage } from '../database/open-database.ts';
import type { Settings } from '../database/settings.ts';
import type { AccountSlot } from './account-vault.ts';
import type { CurrentDatabase, FormerCopy, StoredSession } from './stored-session.ts';

type Place = {
  readonly storage: DeviceStorage;
  readonly stored: StoredSession;
  readonly settings: Settings;
  readonly slot: AccountSlot;
  readonly isNearlyFull: () => Promise<boolean>;
};

/** Begun where there is none. */
export async function currentDatabase(place: Place, session: SessionReply): Promise<CurrentDatabase> {
  const known = (await place.stored.currentDatabase()) ?? (await beginDatabase(place, session, 1));
  const isFull = known.former?.length ? await place.isNearlyFull() : false;
  // What a copy of another scope holds may be none of this device's business any more.
  return withoutFormer(place, known, ({ scope }) => isFull || scope !== known.scope);
}

export async function beginDatabase(
  { stored, slot }: Pick<Place, 'stored' | 'slot'>,
  { epoch, scopeVersion }: SessionReply,
  generation: number,
  former: readonly FormerCopy[] = [],
): Promise<CurrentDatabase> {
  const name = `data-${slot.deviceId}-${generation}`;
  const current = { name, generation, epoch, scope: scopeVersion, former: [...former] };
  await stored.setCurrentDatabase(current);
  return current;
}

/** The current database once those are off the disk, as far as it lets go of them. */
export async function withoutFormer(
  place: Pick<Place, 'storage' | 'stored' | 'settings'>,
  current: CurrentDatabase,
  isToGo: (copy: FormerCopy) => boolean,
): Promise<CurrentDatabase> {
  if (current.former?.some(isToGo) !== true) return current;
  return (await import('./former-copies.ts')).removeFormer(place, current, isToGo);
}
