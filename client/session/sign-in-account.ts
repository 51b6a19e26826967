// A sign-in with name and password: of an account that this device holds, or of a new one; without a network it opens what is here.
import type { AccountSlot } from './account-vault.ts';
import { failureOf, reasonOf, renew, signInBare, type SignInOutcome } from './ask-to-sign-in.ts';
import type { SessionDeps } from './device-session.ts';
import type { GivenSession, OpenAccount } from './open-account.ts';

/** Opens the storage of a slot; `takeOver`: also from another window. */
export type Enter = (
  slot: AccountSlot,
  key: CryptoKey,
  takeOver: boolean,
  given?: GivenSession,
) => Promise<SignInOutcome>;

type SignIn = (account: string, password: string, oldPassword?: string) => Promise<SignInOutcome>;

export type SignInSteps = {
  readonly openAccount: () => OpenAccount | undefined;
  /** Without the server. */
  readonly unlock: (slot: AccountSlot, password: string) => Promise<SignInOutcome>;
  readonly enter: Enter;
};

export function createSignIn(deps: SessionDeps, { openAccount, unlock, enter }: SignInSteps): SignIn {
  /** As another device: what was sealed under the old name still leaves under it, and no number of it is used again. */
  const beginAnew = async (lost: AccountSlot, password: string): Promise<SignInOutcome> => {
    const slot = { account: lost.account, deviceId: deps.newId() };
    const outcome = await signInBare(deps, slot, password, deps.deviceName);
    // Until the server knows the new one the old one stays, for the next try.
    if (outcome.kind !== 'ok') return reasonOf(outcome);
    await deps.vault.remove(lost);
    const key = await deps.vault.create(slot, password);
    if (key === undefined) return signIn(lost.account, password);
    return enter(slot, key, false, { session: outcome.body, isNew: true }).catch(failureOf);
  };
  const signIn: SignIn = async (name, password, oldPassword) => {
    const open = openAccount();
    if (open !== undefined && open.slot.account !== name) return 'notAllowed';
    const known = (await deps.vault.slots()).find((each) => each.account === name);
    const slot = known ?? { account: name, deviceId: deps.newId() };
    const outcome = await signInBare(deps, slot, password, deps.deviceName);
    if (outcome.kind === 'unreachable' && known !== undefined && open === undefined)
      return unlock(known, password);
    if (outcome.kind !== 'ok') return reasonOf(outcome);
    if (known !== undefined && oldPassword !== undefined)
      await deps.vault.rewrap(slot, oldPassword, password);
    const key =
      known !== undefined ? await deps.vault.unlock(slot, password) : await deps.vault.create(slot, password);
    // Another window was first.
    if (known === undefined && key === undefined) return signIn(name, password);
    const now = openAccount();
    if (now !== undefined) return renew(now, outcome.body, key !== undefined);
    if (key === undefined) return 'oldPasswordNeeded';
    const given = { session: outcome.body, isNew: known === undefined };
    const entered = await enter(slot, key, false, given).catch(failureOf);
    return entered === 'storageLost' ? beginAnew(slot, password) : entered;
  };
  return (...said) => signIn(...said).catch(failureOf);
}
