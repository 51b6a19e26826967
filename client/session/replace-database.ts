// A fresh database takes the place of the one in use: the one way on after a restore, or with another scope.
import type { ApiClient } from '../api-client.ts';
import type { LocalDatabase, SyncedDatabase } from '../database/open-database.ts';
import type { PhotosRepository } from '../database/photos-repository.ts';
import type { UnsentDocuments } from '../replication/unsent-documents.ts';
import type { AccountSlot } from './account-vault.ts';
import { beginDatabase } from './current-database.ts';
import type { BringBack } from './follow-restore.ts';
import type { CurrentDatabase, StoredSession } from './stored-session.ts';

export type ReplacedParts = {
  readonly slot: AccountSlot;
  readonly stored: StoredSession;
  readonly local: LocalDatabase;
  readonly database: SyncedDatabase;
  readonly current: CurrentDatabase;
  readonly plainApi: Pick<ApiClient, 'refresh'>;
  readonly unsent: UnsentDocuments;
  readonly repositories: { readonly photos: Pick<PhotosRepository, 'sendAgain'> };
  readonly bringBack: BringBack;
  /** Stops everything that runs. */
  readonly stop: () => Promise<void>;
  /** The server was restored. */
  readonly isRewound: () => boolean;
};

/** As `OpenAccount.replaceDatabase`. */
export async function replaceDatabase(parts: ReplacedParts): Promise<'ok' | 'unsent' | 'unreachable'> {
  const { slot, stored, local, database, current } = parts;
  const renewed = await parts.plainApi.refresh();
  if (renewed.kind !== 'ok') return 'unreachable';
  const isNewHistory = parts.isRewound() || renewed.body.epoch !== current.epoch;
  if (!isNewHistory && parts.unsent.list().length > 0) return 'unsent';
  if (isNewHistory && (await parts.bringBack()) !== 'ok') return 'unreachable';
  if (isNewHistory) await parts.repositories.photos.sendAgain();
  await parts.stop();
  const { generation, former = [], ...place } = (await stored.currentDatabase()) ?? current;
  await beginDatabase({ stored, slot }, renewed.body, generation + 1, [...former, place]);
  // Only now: broken off before, the old database would be taken for one that fits this server.
  if (isNewHistory) await stored.forgetSeen();
  await database.close();
  await local.close();
  return 'ok';
}
