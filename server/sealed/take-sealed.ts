// One sealed save, brought by a device that may be locked, signed out or revoked: into the one write path, or into quarantine.
import { AppError } from '../../shared/errors/app-error.ts';
import {
  sealedContentSchema,
  signedTextOf,
  type SealedContent,
  type SealedItem,
} from '../../shared/sealed/sealed-protocol.ts';
import { blobChunkBytes } from '../../shared/sync/protocol-version.ts';
import type { RowVerdict } from '../../shared/sync/protocol.ts';
import { scopeVersionOf, type Caller } from '../access/caller.ts';
import { toAccount } from '../access/sessions.ts';
import { randomText, type Random } from '../random.ts';
import type { Store } from '../store/store.ts';
import type { Photos } from '../sync/accept-photo.ts';
import type { AcceptPush } from '../sync/accept-push.ts';
import type { OrgTrees } from '../access/org-trees.ts';
import { isSignedBy } from './device-signature.ts';
import type { SealingKey } from './sealing-key.ts';

export type TakeSealed = (call: {
  readonly item: SealedItem;
  readonly locale: 'zh' | 'en';
}) => Promise<RowVerdict['status']>;

export type TakeSealedDeps = {
  readonly store: Store;
  readonly trees: OrgTrees;
  readonly random: Random;
  readonly sealingKey: SealingKey;
  readonly acceptPush: AcceptPush;
  readonly photos: Photos;
};

/** Throws `unknownDeviceKey`, `badSeal` or `sealedToOtherKey`, and then keeps nothing: the device still has it. */
export function createTakeSealed(deps: TakeSealedDeps): TakeSealed {
  return async ({ item, locale }) => {
    const key = await deps.store.read((view) => view.devices.key(item.deviceId, item.deviceKeyId));
    if (key === undefined) throw new AppError('unknownDeviceKey');
    if (!isSignedBy(key.publicKey, signedTextOf(item), item.signature)) throw new AppError('badSeal');
    if (item.sealingKeyId !== deps.sealingKey.id) throw new AppError('sealedToOtherKey');
    const content = contentOf(deps.sealingKey, item);
    const caller = await authorOf(deps, key.account, item.deviceId);
    if ('photo' in content) return takePhoto(deps, caller, content);
    const { collection, row } = content;
    const reply = await deps.acceptPush({
      ...{ caller, collection, locale },
      request: { pushId: `sealed-${randomText(deps.random, 9)}`, rows: [row] },
      disabledAs: 'accountDisabled',
    });
    const [verdict] = reply.rows;
    if (verdict === undefined) throw new Error('a push of one row has no verdict');
    return verdict.status;
  };
}

/** As if its author had sent it in chunks; shown only through a document, so it may come from whoever was disabled too. */
async function takePhoto(
  { photos }: TakeSealedDeps,
  caller: Caller,
  { photo, bytes }: Extract<SealedContent, { readonly photo: unknown }>,
): Promise<'accepted'> {
  const original = Buffer.from(bytes, 'base64url');
  const { missing } = await photos.announce(caller, photo);
  for (const index of missing) {
    const chunk = original.subarray(index * blobChunkBytes, (index + 1) * blobChunkBytes);
    await photos.putChunk(caller, photo.sha256, index, chunk);
  }
  const { done } = await photos.commit(caller, photo.sha256);
  if (!done) throw new Error(`the photo ${photo.sha256} has no end`);
  return 'accepted';
}

function contentOf(sealingKey: SealingKey, item: SealedItem): SealedContent {
  const text = sealingKey.open(item);
  if (text === undefined) throw new AppError('badSeal');
  try {
    return sealedContentSchema.parse(JSON.parse(text));
  } catch {
    throw new AppError('badSeal');
  }
}

/** As whom it is judged: the account as it stands today, whatever became of its sessions. */
async function authorOf({ store, trees }: TakeSealedDeps, id: string, deviceId: string): Promise<Caller> {
  return store.read(async (view) => {
    const row = await view.accounts.get(id);
    if (row === undefined) throw new AppError('unknownDeviceKey');
    const [{ tree, version }, { epoch }] = [await trees.at(view), await view.deployment.get()];
    const account = toAccount(row, tree);
    const scopeVersion = scopeVersionOf(account, tree, version);
    return { ...{ account, deviceId, tree, scopeVersion, epoch }, expiresAt: '', familyId: '' };
  });
}
