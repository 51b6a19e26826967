// What is asked of the server before an account is open, and what its answer, or the storage's, means to a person.
import type { SessionReply } from '../../shared/sync/protocol.ts';
import { createApiClient, type ApiClient } from '../api-client.ts';
import type { Outcome } from '../api-outcome.ts';
import { JournalStopped } from '../database/journaled-storage/journal-state.ts';
import type { AccountSlot } from './account-vault.ts';
import type { AccountDeps, OpenAccount } from './open-account.ts';

/** Why it did not work. `unreachable` says nothing about the password; `oldPasswordNeeded`: this device still has the old one · `storageLost`: nothing of the account is here any more. */
export type SignInOutcome =
  | 'ok'
  | 'wrongPassword'
  | 'tooManyTries'
  | 'unreachable'
  | 'openElsewhere'
  | 'oldPasswordNeeded'
  | 'updateNeeded'
  | 'notAllowed'
  | 'storageFailed'
  | 'storageFull'
  | 'storageLost'
  | 'storageDamaged';

/** Only an empty server without anyone to sign in is a first run; offline it is an ordinary sign-in that has to wait. */
export async function isFirstRun(deps: AccountDeps): Promise<boolean> {
  const ready = await bareApi(deps, deps.newId()).ready();
  return ready.kind === 'ok' && !ready.body.isInitialised;
}

export function setUp(
  deps: AccountDeps,
  request: Readonly<Record<string, unknown>>,
): Promise<Outcome<unknown>> {
  return bareApi(deps, deps.newId()).setup(request);
}

/** A client without a session of its own: the answer to a sign-in is not stored before there is a place for it. */
export function bareApi(deps: AccountDeps, deviceId: string): ApiClient {
  const tokens = { access: () => undefined, refresh: () => undefined, store: () => Promise.resolve() };
  return createApiClient({
    ...deps,
    deviceId,
    tokens,
    seen: { get: () => undefined, note: () => Promise.resolve() },
    onSignInNeeded: () => undefined,
  });
}

export function signInBare(
  deps: AccountDeps,
  slot: AccountSlot,
  password: string,
  deviceName: string,
): Promise<Outcome<SessionReply>> {
  return bareApi(deps, slot.deviceId).signIn(slot.account, password, deviceName);
}

/** The storage did not open; nothing was changed. */
export function failureOf(error: unknown): 'storageDamaged' | 'storageFull' | 'storageFailed' {
  if (error instanceof JournalStopped && error.reason === 'damaged') return 'storageDamaged';
  const isFull = error instanceof JournalStopped ? error.reason === 'quota' : isQuota(error);
  return isFull ? 'storageFull' : 'storageFailed';
}

function isQuota(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}

export function reasonOf(outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>): SignInOutcome {
  if (outcome.kind === 'unreachable') return outcome.status === 429 ? 'tooManyTries' : 'unreachable';
  if (outcome.status === 401) return 'wrongPassword';
  if (outcome.status === 429) return 'tooManyTries';
  if (outcome.status === 426) return 'updateNeeded';
  return outcome.status >= 500 ? 'unreachable' : 'notAllowed';
}

/** The session had run out: what is open stays open and goes on. */
export async function renew(
  open: Pick<OpenAccount, 'stored' | 'conditions' | 'syncNow'>,
  reply: SessionReply,
  fitsDevice: boolean,
): Promise<SignInOutcome> {
  await open.stored.tokens.store(reply);
  open.conditions.signInNeeded.set(false);
  open.syncNow();
  return fitsDevice ? 'ok' : 'oldPasswordNeeded';
}
