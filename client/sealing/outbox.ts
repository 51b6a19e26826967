// The sealed outbox of this device: seals what is unsent of the open account, delivers what belongs to all others, reports, erases.
import { appVersion } from '../../shared/sealed/app-version.ts';
import { deviceReportReplySchema, type DeviceReport } from '../../shared/sealed/sealed-protocol.ts';
import type { Clock } from '../database/clock.ts';
import type { Cell } from '../database/watchable.ts';
import type { PageSignals } from '../replication/connectivity.ts';
import { deliverSealed, postOpen, type DeliverDeps, type Delivery } from './deliver-sealed.ts';
import { noteRead, showNotice, type NoticeDeps } from './device-notice.ts';
import { signReport } from './seal-save.ts';
import { createSealUnsent, type SealUnsent } from './seal-unsent.ts';
import type { SealedAccount } from './sealed-account.ts';
import type { StoredSigner } from './sealed-store.ts';
import { createSigningKeys, type SigningKeys } from './signing-keys.ts';

export type EraseAccount = (
  deviceId: string,
  steps: { readonly prepare: () => Promise<boolean>; readonly noteErased: () => Promise<void> },
) => Promise<boolean>;

export type OutboxDeps = DeliverDeps &
  NoticeDeps & {
    readonly crypto: Crypto;
    readonly clock: Clock;
    readonly page: Pick<PageSignals, 'onOnline' | 'onVisible'>;
    /** 0 ≤ x < 1 */
    readonly random: () => number;
    readonly storageBytes: () => Promise<number | undefined>;
    /** Another window of this browser has it open: what is to be done about it is done there. */
    readonly isOpenElsewhere: (deviceId: string) => Promise<boolean>;
    readonly opened: Cell<SealedAccount | undefined>;
    /**
     * Takes the pages of the account away if it is open, then calls `prepare`: only if that says true keys and databases are erased,
     * and `noteErased` is called before the first screen shows.
     */
    readonly erase: EraseAccount;
  };

export type Outbox = {
  /** One round through all accounts of this device; resolves when it is over. */
  readonly look: () => Promise<void>;
  /** The person has read the notice that is shown. */
  readonly acknowledge: () => Promise<void>;
  /** The account was signed out, with nothing left: that its key is gone is no loss. */
  readonly noteSignedOut: (deviceId: string) => Promise<void>;
};

type Followed = {
  readonly account: SealedAccount;
  readonly keys: SigningKeys;
  readonly sealing: SealUnsent;
  isRegistered: boolean;
};

/** Waits between rounds: all is well · something waits or could not be asked, doubled each time up to the first. */
const [calmMs, soonestMs] = [5 * 60_000, 5_000];

export function createOutbox(deps: OutboxDeps): Outbox {
  let followed: Followed | undefined;
  let skewMs: number | undefined;
  let [failures, stopTimer] = [0, (): void => undefined];
  let running: Promise<void> = Promise.resolve();
  let isWaiting = false;
  /** The server said so of the open account, and nobody has read it yet since this page began. */
  let copied: 'unknown' | 'said' | 'read' = 'unknown';
  /** Somebody knows of the lost devices; what still waits of them is delivered without more words. */
  let isLossRead = false;

  const noteServerTime = (serverTime: string): void => {
    skewMs = deps.clock.now() - Date.parse(serverTime);
  };
  const schedule = (waitMs: number): void => {
    stopTimer();
    stopTimer = deps.timers.after(waitMs * (0.75 + deps.random() / 2), () => void look());
  };
  const follow = (account: SealedAccount | undefined): void => {
    followed?.sealing.stop();
    followed = undefined;
    copied = 'unknown';
    if (account !== undefined) {
      const keys = createSigningKeys({ ...deps, noteServerTime }, account);
      followed = {
        account,
        keys,
        sealing: createSealUnsent({ ...deps, keys }, account),
        isRegistered: false,
      };
    }
    void look();
  };
  const register = async (): Promise<void> => {
    if (followed === undefined || followed.isRegistered) return;
    followed.isRegistered = await followed.keys.register().catch(() => false);
    if (!followed.isRegistered) return;
    await followed.sealing.flush();
    await deps.store.reconcile(followed.account.deviceId);
  };
  const noteCut = ({ retryAfterSeconds = 0 }: Delivery): number => {
    failures += 1;
    return Math.min(calmMs, Math.max(soonestMs * 2 ** (failures - 1), retryAfterSeconds * 1000));
  };
  const round = async (): Promise<void> => {
    isWaiting = false;
    await register();
    let waitMs = calmMs;
    for (const signer of await deps.store.signers()) {
      const open = followed?.account.deviceId === signer.deviceId ? followed : undefined;
      const result = await lookAfter(deps, signer, open, skewMs, noteServerTime);
      if (result.isCopied === true && open === followed && copied === 'unknown') copied = 'said';
      // Told apart meanwhile: the other one signed out.
      if (result.isCopied === false && open === followed && copied === 'said') copied = 'unknown';
      if (!result.isCut) continue;
      waitMs = noteCut(result);
      break;
    }
    await showNotice(deps, { isCopied: copied === 'said', isLossRead });
    for (const deviceId of waitMs === calmMs ? await deps.store.lostDevices() : []) {
      const result = await deliverSealed(deps, deviceId);
      if (result.isCut) waitMs = noteCut(result);
    }
    if (waitMs === calmMs) failures = 0;
    await showNotice(deps, { isCopied: copied === 'said', isLossRead });
    schedule(waitMs);
  };
  const look = (): Promise<void> => {
    if (isWaiting) return running;
    isWaiting = true;
    running = running.then(round).catch(() => schedule(calmMs));
    return running;
  };
  deps.page.onOnline(() => void look());
  deps.page.onVisible(() => void look());
  deps.opened.subscribe(follow);
  const acknowledge = async (): Promise<void> => {
    const kind = deps.notice.get()?.kind;
    await noteRead(deps);
    isLossRead ||= kind === 'lost';
    if (kind === 'copied') copied = 'read';
    await showNotice(deps, { isCopied: copied === 'said', isLossRead });
  };
  return {
    look,
    acknowledge: () => {
      running = running.then(acknowledge).catch(() => undefined);
      return running;
    },
    noteSignedOut: async (deviceId) => {
      const signer = await deps.store.signer(deviceId);
      if (signer !== undefined) await deps.store.putSigner({ ...signer, isSignedOut: true });
    },
  };
}

/** One account: says how it stands, erases it if it is told to, delivers what cannot leave the usual way. */
async function lookAfter(
  deps: OutboxDeps,
  signer: StoredSigner,
  open: Followed | undefined,
  skewMs: number | undefined,
  noteServerTime: (serverTime: string) => void,
): Promise<Delivery> {
  const { deviceId, deviceKeyId, privateKey } = signer;
  const leavesItself = open !== undefined && !open.account.signInNeeded.get();
  // Of a key that the server does not know yet; what was sealed under an older one leaves all the same.
  if (deviceKeyId === undefined)
    return leavesItself ? { waiting: 0, isCut: false } : deliverSealed(deps, deviceId);
  const unsent =
    open === undefined ? (await deps.store.items(deviceId)).length : open.account.unsent.list().length;
  const storageBytes = await deps.storageBytes();
  const told: DeviceReport = {
    ...{ unsent, appVersion },
    ...(storageBytes === undefined ? {} : { storageBytes }),
    ...(skewMs === undefined ? {} : { clockSkewMs: Math.round(skewMs) }),
    ...(signer.isErased === true ? { isErased: true } : {}),
  };
  const report = await signReport(deps.crypto, { deviceId, deviceKeyId, privateKey }, told);
  const outcome = await postOpen(deps, '/api/device/report', deviceReportReplySchema, report);
  if (outcome.kind === 'unreachable') return { waiting: unsent, isCut: true };
  if (outcome.kind === 'ok') noteServerTime(outcome.body.serverTime);
  // An older copy took the server's database's place: the key is made known once more.
  const isForgotten = outcome.kind === 'refused' && outcome.code === 'unknownDeviceKey';
  if (open !== undefined && isForgotten) open.isRegistered = false;
  const isCopied = outcome.kind === 'ok' && outcome.body.isCopied === true && open !== undefined;
  const mustErase = outcome.kind === 'ok' && outcome.body.wipe === true && signer.isErased !== true;
  const isErased = mustErase && (await erase(deps, signer, open));
  if (leavesItself && !isErased) return { waiting: 0, isCut: mustErase || isForgotten, isCopied };
  const delivery = await deliverSealed(deps, deviceId);
  // The next round says that it is erased.
  return isErased || mustErase ? { ...delivery, isCut: true } : delivery;
}

/** What is sealed is delivered first, and stays if it cannot be; only what is sealed may lose its keys. */
async function erase(deps: OutboxDeps, signer: StoredSigner, open: Followed | undefined): Promise<boolean> {
  const { deviceId } = signer;
  if (open === undefined && (await deps.isOpenElsewhere(deviceId))) return false;
  if (open === undefined) await deliverSealed(deps, deviceId);
  return deps.erase(deviceId, {
    prepare: async () => {
      if (open === undefined) return true;
      const isSealed = await open.sealing.flush();
      if (isSealed) await deliverSealed(deps, deviceId);
      return isSealed;
    },
    noteErased: () => deps.store.putSigner({ ...signer, isErased: true, isToldTo: false }),
  });
}
