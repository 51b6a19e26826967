// Who is asking, as every part of the server behind the routes sees it.
import { createHash } from 'node:crypto';
import { canonicalJson } from '../../shared/records/content-hash.ts';
import { grantedKeys } from '../../shared/access/feed-keys.ts';
import type { Account } from '../../shared/access/role.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import { replicatedCollections } from '../../shared/records/record.ts';

export type Caller = {
  readonly account: Account;
  readonly deviceId: string;
  readonly tree: OrgTree;
  readonly scopeVersion: string;
  readonly epoch: string;
  /** When the access token ends: a stream is closed then. */
  readonly expiresAt: string;
  readonly familyId: string;
  /** Account id of whoever writes in this account's name: a superior who puts right what was refused of it. */
  readonly writtenBy?: string;
};

/** Account id of whoever is the author of what this call writes. */
export function writerOf({ account, writtenBy }: Caller): string {
  return writtenBy ?? account.id;
}

/** Changes whenever what the account may read or where it stands changes; a device then downloads afresh. */
export function scopeVersionOf(account: Account, tree: OrgTree, orgVersion: number): string {
  const grants = replicatedCollections.map((collection) => [
    collection,
    grantedKeys(account, collection, tree),
  ]);
  const text = canonicalJson([account.id, account.role, account.orgUnitId, orgVersion, grants]);
  return createHash('sha256').update(text).digest('hex').slice(0, 16);
}
