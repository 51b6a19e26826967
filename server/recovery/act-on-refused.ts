// A refused row in the hands of a superior: judged once more as it came, put right and then judged, or laid aside.
import * as z from 'zod/mini';
import { mayCorrect } from '../../shared/access/recovery-policy.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { errorCodes } from '../../shared/errors/error-codes.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import {
  replicatedCollections,
  syncedDocumentSchema,
  type CollectionName,
  type SyncedDocument,
} from '../../shared/records/record.ts';
import type { Correction, InboxActReply, InboxActRequest } from '../../shared/recovery/recovery-protocol.ts';
import { mutationIdOf } from '../../shared/sync/mutation-id.ts';
import type { RowVerdict } from '../../shared/sync/protocol.ts';
import type { Account } from '../../shared/access/role.ts';
import type { Caller } from '../access/caller.ts';
import { callerNow } from '../access/caller-now.ts';
import { toAccount } from '../access/sessions.ts';
import { randomText } from '../random.ts';
import type { QuarantineEntry } from '../store/receipts.ts';
import type { StoreTransaction, StoreView } from '../store/store.ts';
import { blobReferencesOf } from '../sync/row-context.ts';
import { pushOne, type TakeInDeps } from './take-in.ts';

export type InboxCall = {
  readonly caller: Caller;
  readonly request: InboxActRequest;
  readonly locale: 'zh' | 'en';
};

/** `account/mutationId`: what a refused row is called. */
export function refusedId({ account, mutationId }: Pick<QuarantineEntry, 'account' | 'mutationId'>): string {
  return `${account}/${mutationId}`;
}

/** What came back after a restore has an id without a stroke. */
export function isRefusedId(id: string): boolean {
  return id.includes('/');
}

/** The document of a refused row; undefined when it is no document. */
export function documentIn({ raw }: QuarantineEntry): SyncedDocument | undefined {
  const row = documentSchema.safeParse(JSON.parse(raw));
  return row.success ? row.data.newDocumentState : undefined;
}

export function isBelow({ account, tree }: Caller, unitId: string): boolean {
  return isWithin(tree, unitId, account.orgUnitId);
}

const documentSchema = z.looseObject({ newDocumentState: syncedDocumentSchema });
const rawSchema = z.looseObject({
  newDocumentState: z.unknown(),
  assumedMasterState: z.optional(z.unknown()),
});

type Waiting = {
  readonly entry: QuarantineEntry;
  readonly author: Account;
  /** Of a disabled account nothing is taken. */
  readonly isDisabled: boolean;
  readonly collection: CollectionName;
};

/**
 * `notFound` for what is not there, or not in the caller's scope; `alreadyDealtWith` for what does not wait any more, perhaps since a
 * moment ago; `notAllowed` for what is not hers to put right.
 */
export async function actOnRefused(deps: TakeInDeps, call: InboxCall): Promise<InboxActReply> {
  const waiting = await findRefused(deps, call);
  const { request } = call;
  if (request.act === 'layAside') return layAside(deps, call, waiting);
  if (waiting.isDisabled)
    return { isSettled: false, code: 'accountDisabled', message: errorCodes.accountDisabled[call.locale] };
  const verdict =
    request.act === 'correct'
      ? await judgeCorrected(deps, call, waiting, request.correction)
      : await judgeAgain(deps, call, waiting);
  return isTaken(verdict) ? { isSettled: true } : whyNot(verdict);
}

async function findRefused({ store, trees }: TakeInDeps, { caller, request }: InboxCall): Promise<Waiting> {
  return store.read(async (view) => {
    const entry = (await view.receipts.quarantined(true)).find((each) => refusedId(each) === request.id);
    const row = await view.accounts.get(entry?.account ?? '');
    const collection = replicatedCollections.find((name) => name === entry?.collection);
    const isHers = row !== undefined && isBelow(caller, row.orgUnitId);
    if (entry === undefined || collection === undefined || !isHers) throw new AppError('notFound');
    const author = toAccount(row, (await trees.at(view)).tree);
    return { entry, author, isDisabled: row.isDisabled, collection };
  });
}

/** Whoever deals with a refused row holds its document, as every save of it does: of two at once one comes first. */
async function requireWaiting(tx: StoreTransaction, entry: QuarantineEntry): Promise<void> {
  if (!(await tx.receipts.isWaiting(entry))) throw new AppError('alreadyDealtWith');
}

/** The caller as she stands when it is written; `notFound` when its author is below her no more. */
export async function stillAbove(
  tx: StoreTransaction,
  { trees }: Pick<TakeInDeps, 'trees'>,
  caller: Caller,
  unitId: string,
): Promise<Caller> {
  const now = await callerNow(tx, trees, caller);
  if (!isBelow(now, unitId)) throw new AppError('notFound');
  return now;
}

async function layAside(
  deps: TakeInDeps,
  { caller }: InboxCall,
  { entry, author, collection }: Waiting,
): Promise<InboxActReply> {
  const at = deps.clock.now().toISOString();
  await deps.store.write(async (tx) => {
    await stillAbove(tx, deps, caller, author.orgUnitId);
    await tx.hold([{ collection, id: entry.docId }]);
    await requireWaiting(tx, entry);
    await tx.receipts.settleQuarantined(entry, { way: 'laidAside', by: caller.account.id, at });
  });
  return { isSettled: true };
}

/** A save holds the whole document: what its device had sent of it before, and was refused too, is dealt with as well. */
async function olderSaves(view: StoreView, entry: QuarantineEntry): Promise<readonly QuarantineEntry[]> {
  const seq = seqOf(entry);
  return (await view.receipts.quarantined()).filter(
    (each) =>
      each.account === entry.account &&
      each.deviceId === entry.deviceId &&
      each.collection === entry.collection &&
      each.docId === entry.docId &&
      seqOf(each) < seq,
  );
}

/** Infinite for what is no document. */
function seqOf(entry: QuarantineEntry): number {
  return documentIn(entry)?.edit.seq ?? Number.POSITIVE_INFINITY;
}

function isTaken({ status }: RowVerdict): boolean {
  return status !== 'quarantined';
}

function whyNot({ code = '', message = '', fields }: RowVerdict): InboxActReply {
  return { isSettled: false, code, message, ...(fields === undefined ? {} : { fields }) };
}

/** As it came: what was unknown then may be known now. */
async function judgeAgain(
  deps: TakeInDeps,
  { caller, locale }: InboxCall,
  { entry, author, collection }: Waiting,
): Promise<RowVerdict> {
  const row = { ...rowOf(entry), mutationId: entry.mutationId };
  const settlement = { way: 'taken' as const, by: caller.account.id, at: deps.clock.now().toISOString() };
  const writer = { ...caller, account: author, deviceId: entry.deviceId };
  return pushOne(deps, writer, collection, [row], locale, {
    before: async (tx) => {
      await stillAbove(tx, deps, caller, author.orgUnitId);
      await requireWaiting(tx, entry);
      await tx.receipts.forget(entry);
    },
    after: async (tx, verdicts) => {
      if (verdicts.every(isTaken)) await tx.receipts.settleQuarantined(entry, settlement);
    },
  });
}

/**
 * In its author's name, by whoever put it right: she is noted as the author of that version, and does not review it. It bears a stamp of
 * its own, so that a late copy of what was refused is still known as that. What is refused again stays stored like every refused row
 * and waits for nobody: what came first still waits.
 */
async function judgeCorrected(
  deps: TakeInDeps,
  { caller, locale }: InboxCall,
  { entry, author, collection }: Waiting,
  correction: Correction,
): Promise<RowVerdict> {
  const refused = documentIn(entry);
  if (refused === undefined) throw new AppError('notAllowed', 'it is no document');
  const deviceId = `correction-${randomText(deps.random, 15)}`;
  const [at, by] = [deps.clock.now().toISOString(), caller.account.id];
  const document = { ...refused, ...correction, updatedAt: at, edit: { deviceId, seq: 1 } };
  const mutationId = mutationIdOf(document);
  const row = { ...rowOf(entry), newDocumentState: document, mutationId };
  const writer = { ...caller, account: author, deviceId, writtenBy: by };
  return pushOne(deps, writer, collection, [row], locale, {
    before: async (tx) => {
      const { account, tree } = await stillAbove(tx, deps, caller, author.orgUnitId);
      if (!mayCorrect(account, collection, refused, tree))
        throw new AppError('notAllowed', 'its author corrects it');
      await requireWaiting(tx, entry);
    },
    after: async (tx, verdicts) => {
      const isRight = verdicts.every(isTaken);
      const settled = isRight
        ? [entry, ...(await olderSaves(tx, entry))]
        : [{ account: author.id, mutationId }];
      const way = isRight ? 'corrected' : 'laidAside';
      // The files are its author's, whoever wrote the version.
      if (isRight) await tx.blobs.refer(blobReferencesOf(collection, refused, author.id));
      for (const each of settled) await tx.receipts.settleQuarantined(each, { way, by, at });
    },
  });
}

/** Without keys that a row of the protocol does not know. */
function rowOf({ raw }: QuarantineEntry): {
  readonly newDocumentState: unknown;
  readonly assumedMasterState?: unknown;
} {
  const { newDocumentState, assumedMasterState } = rawSchema.parse(JSON.parse(raw));
  return { newDocumentState, ...(assumedMasterState === undefined ? {} : { assumedMasterState }) };
}
