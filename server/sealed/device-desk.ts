// What devices say of themselves: the key with which they sign, and how they stand; and what they are told to do.
import { AppError } from '../../shared/errors/app-error.ts';
import {
  parseReport,
  reportTextOf,
  sealedLimits,
  type DeviceKeyReply,
  type SignedReport,
} from '../../shared/sealed/sealed-protocol.ts';
import type { Caller } from '../access/caller.ts';
import type { Clock } from '../clock.ts';
import { isCopied } from '../store/devices.ts';
import type { Store } from '../store/store.ts';
import { isSignedBy, keyFrom } from './device-signature.ts';
import { keyIdOf, type SealingKey } from './sealing-key.ts';

/** `wipe`: the account is to be erased from this device · `isCopied`: another device counts under its name. */
export type ReportAnswer = {
  readonly wipe: boolean;
  readonly isCopied: boolean;
  readonly serverTime: string;
};

export type DeviceDesk = {
  readonly register: (caller: Caller, publicKey: string) => Promise<DeviceKeyReply>;
  readonly report: (signed: SignedReport) => Promise<ReportAnswer>;
};

export type DeviceDeskDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly sealingKey: SealingKey;
};

export function createDeviceDesk(deps: DeviceDeskDeps): DeviceDesk {
  return {
    register: (caller, publicKey) => register(deps, caller, publicKey),
    report: (signed) => report(deps, signed),
  };
}

async function register(
  { store, clock, sealingKey }: DeviceDeskDeps,
  { account, deviceId }: Caller,
  publicKey: string,
): Promise<DeviceKeyReply> {
  if (keyFrom(publicKey) === undefined) throw new AppError('badRequest', 'publicKey is no P-256 key');
  const [deviceKeyId, serverTime] = [keyIdOf(publicKey), clock.now().toISOString()];
  await store.write(async (tx) => {
    const known = await tx.devices.keysOf(deviceId);
    const same = known.find((key) => key.id === deviceKeyId);
    if (same?.account === account.id) return;
    if (same !== undefined || known.length >= sealedLimits.keysOfDevice)
      throw new AppError('notAllowed', 'this device cannot register the key');
    await tx.devices.addKey({ deviceId, id: deviceKeyId, account: account.id, publicKey, at: serverTime });
  });
  return {
    ...{ deviceKeyId, serverTime },
    sealingKey: { id: sealingKey.id, publicKey: sealingKey.publicKey },
  };
}

async function report({ store, clock }: DeviceDeskDeps, signed: SignedReport): Promise<ReportAnswer> {
  const key = await store.read((view) => view.devices.key(signed.deviceId, signed.deviceKeyId));
  if (key === undefined) throw new AppError('unknownDeviceKey');
  if (!isSignedBy(key.publicKey, reportTextOf(signed), signed.signature)) throw new AppError('badSeal');
  const told = parseReport(signed.report);
  if (told === undefined) throw new AppError('badRequest', 'the report is not of the expected form');
  const serverTime = clock.now().toISOString();
  const device = await store.write(async (tx) => {
    await tx.devices.noteReport(signed.deviceId, key.account, told, serverTime);
    return tx.devices.get(signed.deviceId, key.account);
  });
  return {
    wipe: device?.wipeAt !== undefined,
    isCopied: device !== undefined && isCopied(device),
    serverTime,
  };
}
