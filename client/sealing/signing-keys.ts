// The keys of one account: with which this device signs, and to which it seals; both made known once by the server.
import * as z from 'zod/mini';
import { deviceKeyReplySchema } from '../../shared/sealed/sealed-protocol.ts';
import { makeSigningKey, type SealingKey, type Signer } from './seal-save.ts';
import type { SealedAccount } from './sealed-account.ts';
import type { SealedStore, StoredSigner } from './sealed-store.ts';

export type SealingKeys = { readonly signer: Signer; readonly sealingKey: SealingKey };

export type SigningKeys = {
  /** Those that the server knows; undefined before the first contact. */
  readonly known: () => Promise<SealingKeys | undefined>;
  /** Makes them known; true once the server has answered. */
  readonly register: () => Promise<boolean>;
};

const settingName = 'sealingKey';
const sealingKeySchema = z.object({ id: z.string(), publicKey: z.string() });

type Deps = {
  readonly crypto: Crypto;
  readonly store: SealedStore;
  readonly noteServerTime: (serverTime: string) => void;
};

/** The server's key lies in the encrypted journal, where nobody exchanges it; the signing key outside, for use under any account. */
export function createSigningKeys(deps: Deps, account: SealedAccount): SigningKeys {
  const { deviceId, settings } = account;
  const ownSigner = async (): Promise<StoredSigner> => {
    const stored = await deps.store.signer(deviceId);
    if (stored !== undefined) {
      const { isSignedOut, ...signer } = stored;
      // The sign-out broke off: the account is here, and in use.
      if (isSignedOut === true) await deps.store.putSigner(signer);
      return signer;
    }
    const made = { deviceId, ...(await makeSigningKey(deps.crypto)) };
    await deps.store.putSigner(made);
    return made;
  };
  return {
    known: async () => {
      const [signer, key] = [await deps.store.signer(deviceId), await settings.read(settingName)];
      const sealingKey = sealingKeySchema.safeParse(key);
      if (signer?.deviceKeyId === undefined || !sealingKey.success) return undefined;
      const { deviceKeyId, privateKey } = signer;
      return { signer: { deviceId, deviceKeyId, privateKey }, sealingKey: sealingKey.data };
    },
    register: async () => {
      const signer = await ownSigner();
      const question = { publicKey: signer.publicKey };
      const outcome = await account.api.ask('/api/device/key', deviceKeyReplySchema, question);
      if (outcome.kind !== 'ok') return false;
      const { deviceKeyId, sealingKey, serverTime } = outcome.body;
      deps.noteServerTime(serverTime);
      await settings.write(settingName, sealingKey);
      // It may have been signed out meanwhile.
      await deps.store.putSigner({ ...((await deps.store.signer(deviceId)) ?? signer), deviceKeyId });
      return true;
    },
  };
}
