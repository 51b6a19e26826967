// What sealing needs of an account while it is open, and what a person is told of this device.
import type { ApiClient } from '../api-client.ts';
import type { SyncedCollections } from '../database/open-database.ts';
import type { PhotosRepository } from '../database/photos-repository.ts';
import type { ReceiptsRepository } from '../database/receipts-repository.ts';
import type { Settings } from '../database/settings.ts';
import type { Cell } from '../database/watchable.ts';
import type { UnsentDocuments } from '../replication/unsent-documents.ts';

export type SealedAccount = {
  readonly deviceId: string;
  readonly unsent: UnsentDocuments;
  readonly receipts: Pick<ReceiptsRepository, 'all' | 'get'>;
  readonly photos: Pick<PhotosRepository, 'inState' | 'readOwn' | 'stateOf' | 'watchWaiting'>;
  readonly collections: SyncedCollections;
  readonly settings: Settings;
  readonly api: Pick<ApiClient, 'ask'>;
  /** Its saves cannot leave the usual way: they go sealed. */
  readonly signInNeeded: Cell<boolean>;
};

/**
 * `erased`: an account was erased from this device as the server said · `lost`: the browser threw this device's data away · `copied`:
 * the open account's data are at work on another device too.
 * `waiting`: sealed saves of it that are still here. `damaged`: copies of saves that cannot be read.
 */
export type DeviceNotice = {
  readonly kind: 'erased' | 'lost' | 'copied';
  readonly waiting: number;
  readonly damaged: number;
};
