// What a person is told of this device: an account was erased, the browser lost data, a copy is at work; and what nobody needs any more goes.
import type { WritableCell } from '../database/watchable.ts';
import type { DeviceNotice } from './sealed-account.ts';
import type { CopiedStore } from './sealed-copies.ts';
import type { StoredSigner } from './sealed-store.ts';

export type NoticeDeps = {
  readonly store: CopiedStore;
  /** An account can still be opened here: its key lies in this browser, even if it is set aside. */
  readonly hasKey: (deviceId: string) => Promise<boolean>;
  readonly notice: WritableCell<DeviceNotice | undefined>;
};

export type NoticeState = {
  /** The server said so of the open account, and nobody has read it since this page began. */
  readonly isCopied: boolean;
  /** Somebody knows of the lost devices; what still waits of them is delivered without more words. */
  readonly isLossRead: boolean;
};

/** What was erased goes before what was lost, and both before a copy at work. */
export async function showNotice(deps: NoticeDeps, { isCopied, isLossRead }: NoticeState): Promise<void> {
  const { store, notice: cell } = deps;
  let notice: DeviceNotice | undefined = isCopied ? { kind: 'copied', waiting: 0, damaged: 0 } : undefined;
  const add = (kind: 'erased' | 'lost', waiting: number, damaged = 0): void => {
    if (kind === 'lost' && notice?.kind === 'erased') return;
    const before = notice?.kind === kind ? notice : { waiting: 0, damaged: 0 };
    notice = { kind, waiting: before.waiting + waiting, damaged: before.damaged + damaged };
  };
  const waitingOf = async (deviceId: string): Promise<number> => (await store.items(deviceId)).length;
  for (const deviceId of isLossRead ? [] : await devicesWithoutKey(deps))
    add('lost', await waitingOf(deviceId), await store.damagedCopies(deviceId));
  for (const signer of await store.signers()) {
    const kind = signer.isErased === true ? 'erased' : (await isLost(deps, signer)) ? 'lost' : undefined;
    if (kind === undefined) continue;
    const waiting = await waitingOf(signer.deviceId);
    if (signer.isToldTo !== true) add(kind, waiting);
    else if (waiting === 0) await store.removeSigner(signer.deviceId);
  }
  if (JSON.stringify(notice) !== JSON.stringify(cell.get())) cell.set(notice);
}

/** Somebody has read what is shown; another notice that waits behind it is shown next. */
export async function noteRead(deps: NoticeDeps): Promise<void> {
  const { store } = deps;
  const kind = deps.notice.get()?.kind;
  for (const signer of await store.signers()) {
    const isMeant =
      kind === 'lost' ? await isLost(deps, signer) : kind === 'erased' && signer.isErased === true;
    if (isMeant) await store.putSigner({ ...signer, isToldTo: true });
  }
  if (kind === 'lost') for (const deviceId of await devicesWithoutKey(deps)) await store.forgetLost(deviceId);
}

/** Its key is gone though nobody took it away. */
async function isLost({ hasKey }: NoticeDeps, signer: StoredSigner): Promise<boolean> {
  const { deviceId, isErased, isSignedOut } = signer;
  return isErased !== true && isSignedOut !== true && !(await hasKey(deviceId));
}

/** Where only the sealed saves were lost the account still opens, and nothing is: what waits of it is delivered without words. */
async function devicesWithoutKey({ store, hasKey }: NoticeDeps): Promise<readonly string[]> {
  const lost: string[] = [];
  for (const deviceId of await store.lostDevices()) if (!(await hasKey(deviceId))) lost.push(deviceId);
  return lost;
}
