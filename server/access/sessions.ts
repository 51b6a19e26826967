// Sessions: sign-in, rotating refresh tokens, short access tokens (`sync.md` §1, `security.md`).
import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { Account } from '../../shared/access/role.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import type { SessionReply } from '../../shared/sync/protocol.ts';
import { isoAfter, type Clock } from '../clock.ts';
import { randomText, type Random } from '../random.ts';
import type { AccountRow } from '../store/accounts.ts';
import type { Store, StoreTransaction, StoreView } from '../store/store.ts';
import { scopeVersionOf, type Caller } from './caller.ts';
import type { OrgTrees } from './org-trees.ts';
import type { Passwords } from './passwords.ts';
import type { SignInLimit } from './sign-in-limit.ts';

export type SignIn = {
  readonly account: string;
  readonly password: string;
  readonly device: { readonly id: string; readonly name: string };
  readonly address: string;
};

export type Sessions = {
  readonly signIn: (request: SignIn) => Promise<SessionReply>;
  readonly refresh: (refreshToken: string, deviceId: string) => Promise<SessionReply>;
  readonly end: (caller: Caller) => Promise<void>;
  /** False once the session was ended or revoked: what is still open for it must be closed. */
  readonly isOpen: (caller: Caller) => Promise<boolean>;
  /** The caller behind an access token; throws `signInNeeded`. */
  readonly authenticate: (accessToken: string, deviceId: string) => Promise<Caller>;
};

export type SessionDeps = {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
  /** Secret of this server, kept outside the database: refresh tokens are HMACs under it and stored nowhere. */
  readonly serverKey: Uint8Array;
  readonly trees: OrgTrees;
  readonly passwords: Passwords;
  readonly limit: SignInLimit;
};

export const demonstrationPassword = 'banbiantian-demo';
const accessSeconds = 15 * 60;
const refreshSeconds = 90 * 24 * 3600;

export function createSessions(deps: SessionDeps): Sessions {
  const decoy = deps.passwords.hash(randomText(deps.random, 18));
  return {
    signIn: (request) => signIn(deps, decoy, request),
    refresh: (refreshToken, deviceId) => refresh(deps, refreshToken, deviceId),
    end: ({ familyId, deviceId, account }) =>
      deps.store.write(async (tx) => {
        await tx.accounts.endFamily(familyId);
        // Who signs out leaves the number behind: next time the device counts under a new one.
        await tx.devices.settleCopied(deviceId, account.id, deps.clock.now().toISOString());
      }),
    isOpen: async ({ familyId }) =>
      (await deps.store.read((view) => view.accounts.family(familyId)))?.isEnded === false,
    authenticate: (accessToken, deviceId) => authenticate(deps, accessToken, deviceId),
  };
}

async function signIn(deps: SessionDeps, decoy: Promise<string>, request: SignIn): Promise<SessionReply> {
  const wait = deps.limit.waitSeconds(request);
  if (wait > 0) throw new AppError('tooManyTries', undefined, wait);
  const [account, deployment] = await deps.store.read(
    async (view) => [await view.accounts.get(request.account), await view.deployment.get()] as const,
  );
  const isRight = await deps.passwords.verify(request.password, account?.passwordHash ?? (await decoy));
  const isDemonstration = account?.isDemonstration === true || request.password === demonstrationPassword;
  if (
    account === undefined ||
    !isRight ||
    account.isDisabled ||
    (isDemonstration && !deployment.isDemonstration)
  ) {
    deps.limit.failed(request);
    throw new AppError('wrongPassword');
  }
  deps.limit.succeeded(request);
  const now = deps.clock.now();
  const answer = await deps.store.write(async (tx) => {
    // The password was looked at a moment ago: it may be another since.
    const standing = await tx.accounts.get(account.id);
    if (standing?.passwordHash !== account.passwordHash || standing.isDisabled) return undefined;
    if ((await tx.devices.get(request.device.id, account.id))?.wipeAt !== undefined)
      throw new AppError('deviceRevoked');
    const id = randomText(deps.random, 18);
    const family = {
      id,
      account: account.id,
      deviceId: request.device.id,
      generation: 0,
      expiresAt: isoAfter(now, refreshSeconds),
      isEnded: false,
    };
    await tx.accounts.startFamily(family);
    await tx.accounts.seeDevice(request.device.id, account.id, request.device.name, now.toISOString());
    return reply(deps, tx, standing, id, 0);
  });
  if (answer === undefined) throw new AppError('wrongPassword');
  return answer;
}

/**
 * The successor of a token is an HMAC, so the same question has the same answer: a lost reply is no reason to sign in
 * again. The immediate predecessor may ask until its successor was used; anything older means that a copy is about.
 */
async function refresh(deps: SessionDeps, refreshToken: string, deviceId: string): Promise<SessionReply> {
  const [, familyId = '', generationText = '', mac = ''] =
    /^([A-Za-z0-9_-]{24})\.(\d{1,9})\.([A-Za-z0-9_-]{43})$/.exec(refreshToken) ?? [];
  const generation = Number(generationText);
  if (!isSameText(mac, refreshMac(deps, familyId, generation))) throw new AppError('signInNeeded');
  const now = deps.clock.now();
  const answer = await deps.store.write(async (tx) => {
    const family = await tx.accounts.family(familyId);
    if (
      family === undefined ||
      family.isEnded ||
      family.deviceId !== deviceId ||
      family.expiresAt < now.toISOString()
    )
      return undefined;
    if (generation < family.generation - 1) {
      await tx.accounts.endFamily(familyId);
      return undefined;
    }
    const account = await tx.accounts.get(family.account);
    if (account === undefined || account.isDisabled) return undefined;
    const next = generation + 1;
    await tx.accounts.moveFamily(familyId, next, isoAfter(now, refreshSeconds));
    return reply(deps, tx, account, familyId, next);
  });
  if (answer === undefined) throw new AppError('signInNeeded');
  return answer;
}

async function authenticate(deps: SessionDeps, accessToken: string, deviceId: string): Promise<Caller> {
  const now = deps.clock.now().toISOString();
  const caller = await deps.store.read(async (view) => {
    const token = await view.accounts.token(hashOf(accessToken));
    if (token === undefined || token.expiresAt <= now) return undefined;
    const family = await view.accounts.family(token.family);
    if (family === undefined || family.isEnded || family.deviceId !== deviceId) return undefined;
    const row = await view.accounts.get(family.account);
    if (row === undefined || row.isDisabled) return undefined;
    const { tree, version } = await deps.trees.at(view);
    const account = toAccount(row, tree);
    const { epoch } = await view.deployment.get();
    return {
      account,
      deviceId,
      tree,
      scopeVersion: scopeVersionOf(account, tree, version),
      epoch,
      expiresAt: token.expiresAt,
      familyId: token.family,
    };
  });
  if (caller === undefined) throw new AppError('signInNeeded');
  return caller;
}

async function reply(
  deps: SessionDeps,
  tx: StoreTransaction,
  row: AccountRow,
  familyId: string,
  generation: number,
): Promise<SessionReply> {
  const now = deps.clock.now();
  const accessToken = randomText(deps.random, 32);
  const accessExpiresAt = isoAfter(now, accessSeconds);
  await tx.accounts.addToken(hashOf(accessToken), familyId, accessExpiresAt, now.toISOString());
  const { tree, version } = await deps.trees.at(tx);
  const account = toAccount(row, tree);
  const { epoch } = await tx.deployment.get();
  return {
    accessToken,
    accessExpiresAt,
    refreshToken: `${familyId}.${generation}.${refreshMac(deps, familyId, generation)}`,
    account,
    epoch,
    scopeVersion: scopeVersionOf(account, tree, version),
    serverTime: now.toISOString(),
  };
}

/** The account as the rules see it; its level is its unit's. */
export function toAccount(row: AccountRow, tree: Awaited<ReturnType<OrgTrees['at']>>['tree']): Account {
  const unit = tree.unit(row.orgUnitId);
  if (unit === undefined) throw new Error(`account ${row.id} stands in a unit that does not exist`);
  return { id: row.id, name: row.name, role: row.role, orgUnitId: row.orgUnitId, level: unit.level };
}

/** Account by id with the tree of the same snapshot; undefined when there is none. */
export async function accountById(
  view: StoreView | StoreTransaction,
  trees: OrgTrees,
  id: string,
): Promise<Account | undefined> {
  const row = await view.accounts.get(id);
  return row === undefined || row.isDisabled ? undefined : toAccount(row, (await trees.at(view)).tree);
}

function refreshMac(deps: SessionDeps, familyId: string, generation: number): string {
  return createHmac('sha256', deps.serverKey).update(`refresh:${familyId}:${generation}`).digest('base64url');
}

function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function isSameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
