// What a device holds that a restored server does not: its own edits go in, others' wait until somebody vouches for them.
import { createHash } from 'node:crypto';
import { mayRead } from '../../shared/access/feed-keys.ts';
import { isWitness } from '../../shared/access/recovery-policy.ts';
import { errorCodes, type ErrorCode } from '../../shared/errors/error-codes.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import { syncedDocumentSchema, type SyncedDocument } from '../../shared/records/record.ts';
import type {
  BroughtResult,
  BroughtRow,
  Offer,
  RecoveredCollection,
} from '../../shared/recovery/recovery-protocol.ts';
import { mutationIdOf } from '../../shared/sync/mutation-id.ts';
import { pushLimits } from '../../shared/sync/protocol-version.ts';
import type { Caller } from '../access/caller.ts';
import { callerNow } from '../access/caller-now.ts';
import { accountById } from '../access/sessions.ts';
import type { RecoveredEntry } from '../store/recovered.ts';
import type { StoreTransaction, StoreView } from '../store/store.ts';
import { withoutErasedNames } from '../retention/scrub-names.ts';
import { rawJsonText } from '../sync/raw-json.ts';
import { findValueFault } from '../sync/screen-value.ts';
import type { Origin } from './base-of.ts';
import { broughtOf } from './brought-of.ts';
import { findWanted } from './find-wanted.ts';
import {
  authorOf,
  isConflictKnown,
  pushOne,
  takeIn,
  takeInConflict,
  type TakeInDeps,
  type TakenIn,
} from './take-in.ts';

export type Recovery = {
  /** Ids of what the server lacks. */
  readonly wanted: (
    caller: Caller,
    collection: RecoveredCollection,
    offer: Offer,
  ) => Promise<readonly string[]>;
  readonly bring: (call: BringCall) => Promise<readonly BroughtResult[]>;
  /** Takes an entry in, and what waited for it; the code says why it still waits. Whether `by` may is asked before. */
  readonly accept: (entry: RecoveredEntry, by: Caller, locale: 'zh' | 'en') => Promise<Accepted>;
};

/** `dealtWith`: it is in, and by somebody else's word. */
export type Accepted = TakenIn | { readonly kind: 'dealtWith' };

export type BringCall = {
  readonly caller: Caller;
  readonly collection: RecoveredCollection;
  /** Under which the device held what it brings. */
  readonly epoch: string;
  readonly rows: readonly BroughtRow[];
  readonly locale: 'zh' | 'en';
};

export function createRecovery(deps: TakeInDeps): Recovery {
  const accept: Recovery['accept'] = async (entry, by, locale) => {
    const taken = await acceptEntry(deps, entry, by, locale);
    const { store, clock } = deps;
    if (taken.kind !== 'taken') {
      await store.write((tx) => tx.recovered.note(entry.id, codeOf(taken)));
      return taken;
    }
    const at = clock.now().toISOString();
    const isMine = await store.write((tx) => tx.recovered.settle(entry.id, 'accepted', by.account.id, at));
    if (!isMine) return { kind: 'dealtWith' };
    await acceptWaiting(entry.document.id, by, locale);
    return taken;
  };
  const acceptWaiting = async (id: string, by: Caller, locale: 'zh' | 'en'): Promise<void> => {
    const waiting = await deps.store.read((view) => view.recovered.waitingAbout(id));
    for (const entry of waiting) if (entry.isVouched) await accept(entry, by, locale);
  };
  const bringOwn = async (
    call: BringCall,
    document: SyncedDocument,
    base: string,
  ): Promise<BroughtResult> => {
    const { caller, collection, locale, epoch } = call;
    const origin: Origin = { epoch, base };
    const taken = await takeIn(deps, caller, { collection, document, origin }, locale);
    if (taken.kind === 'waiting') await keep(deps, call, document, { isVouched: true, code: taken.code });
    if (taken.kind === 'taken') {
      await settleOlder(deps, call, document);
      await acceptWaiting(document.id, caller, locale);
    }
    return resultOf(document.id, taken, locale);
  };
  const bringOthers = async (call: BringCall, document: SyncedDocument): Promise<BroughtResult> => {
    const { caller, locale } = call;
    if (!(await mayBring(deps, call, document))) return refused(document.id, 'recordOutsideScope', locale);
    const isKnown = (view: StoreView): Promise<boolean> => isConflictKnown(view, document);
    if (call.collection === 'conflicts' && (await deps.store.read(isKnown)))
      return { id: document.id, outcome: 'taken' };
    const entry = await keep(deps, call, document, { isVouched: false, code: '' });
    if (entry === undefined) return { id: document.id, outcome: 'taken' };
    const isSettled = entry.state !== 'waiting' || (await settleSuperseded(deps, entry, caller));
    if (isSettled || !(entry.isVouched || (await isSecondWitness(deps, entry, caller))))
      return { id: document.id, outcome: 'kept' };
    await deps.store.write(async (tx) => {
      await callerNow(tx, deps.trees, caller);
      await tx.recovered.vouch(entry.id);
    });
    const taken = await accept(entry, caller, locale);
    return taken.kind === 'taken' || taken.kind === 'dealtWith'
      ? { id: document.id, outcome: 'taken' }
      : { id: document.id, outcome: 'kept', code: codeOf(taken) };
  };
  return {
    wanted: (caller, collection, { documents }) =>
      deps.store.read((view) => findWanted(view, collection, documents, caller.deviceId)),
    accept,
    bring: async (call) => {
      const results: BroughtResult[] = [];
      const erased = await deps.store.read((view) => view.erasures.ids());
      for (const row of call.rows) {
        const brought = readDocument(row);
        const document = brought === undefined ? undefined : withoutErasedNames(brought, erased);
        // Nothing is left of it to be brought: the device begins afresh without it.
        if (document !== undefined && isOfErased(call.collection, document, erased))
          results.push({ id: document.id, outcome: 'taken' });
        else if (document === undefined) results.push(await refuseUnreadable(deps, call, row));
        else if (document.edit.deviceId === call.caller.deviceId && call.collection !== 'conflicts')
          results.push(await bringOwn(call, document, row.base));
        else results.push(await bringOthers(call, document));
      }
      return results;
    },
  };
}

function isOfErased(
  collection: RecoveredCollection,
  { id, aboutId = '' }: SyncedDocument,
  erased: ReadonlySet<string>,
): boolean {
  return (
    erased.has(collection === 'people' ? id : '') || erased.has(collection === 'conflicts' ? aboutId : '')
  );
}

/** A document that may be kept in a database. */
function readDocument({ document }: BroughtRow): SyncedDocument | undefined {
  if (findValueFault(document, pushLimits) !== null) return undefined;
  const parsed = syncedDocumentSchema.safeParse(document);
  return parsed.success ? parsed.data : undefined;
}

/** The write path says what is wrong with it, and keeps it as it came. */
async function refuseUnreadable(
  deps: TakeInDeps,
  { caller, collection, locale }: BringCall,
  { document }: BroughtRow,
): Promise<BroughtResult> {
  const mutationId = nameOf(document);
  const rows = [{ mutationId, newDocumentState: document }];
  const verdict = await pushOne(deps, caller, collection, rows, locale);
  return resultOf(verdict.id, { kind: 'refused', verdict }, locale);
}

/** The same row again is the same entry of the quarantine. */
function nameOf(document: unknown): string {
  const parsed = syncedDocumentSchema.safeParse(document);
  if (parsed.success) return mutationIdOf(parsed.data);
  return `unreadable:${createHash('sha256').update(rawJsonText(document)).digest('hex')}`;
}

/** Its author's device says what is newest of its own: copies of the same or an earlier save wait for nothing any more. */
async function settleOlder(
  { store, clock }: TakeInDeps,
  { caller, collection }: BringCall,
  { id, edit }: SyncedDocument,
): Promise<void> {
  const at = clock.now().toISOString();
  await store.write(async (tx) => {
    for (const entry of await tx.recovered.versionsOf(collection, id)) {
      const other = entry.document.edit;
      if (entry.state === 'waiting' && other.deviceId === edit.deviceId && other.seq <= edit.seq)
        await tx.recovered.settle(entry.id, 'accepted', caller.account.id, at);
    }
  });
}

/** Its author's device has sent a later save since: this one is kept, and nobody is asked about it. */
async function settleSuperseded(
  { store, clock }: TakeInDeps,
  { id, collection, document: { id: docId, edit } }: RecoveredEntry,
  { account }: Caller,
): Promise<boolean> {
  return store.write(async (tx) => {
    if ((await tx.receipts.lastAppliedSeq(collection, docId, edit.deviceId)) < edit.seq) return false;
    await tx.recovered.settle(id, 'accepted', account.id, clock.now().toISOString());
    return true;
  });
}

/** Under the feeds that it stands under, and under those of what stands in its place. */
async function mayBring(
  { store }: Pick<TakeInDeps, 'store'>,
  { caller, collection }: BringCall,
  document: SyncedDocument,
): Promise<boolean> {
  const stored = await store.read((view) => view.documents.get(collection, document.id));
  const isReadable = (each: SyncedDocument): boolean =>
    mayRead(caller.account, collection, each, caller.tree);
  return isReadable(document) && (stored === undefined || isReadable(stored.document));
}

/** Another account brought the same before, and one of the two is of those whose word suffices. */
async function isSecondWitness(deps: TakeInDeps, entry: RecoveredEntry, caller: Caller): Promise<boolean> {
  if (entry.account === caller.account.id) return false;
  return deps.store.read(async (view) => {
    const first = await accountById(view, deps.trees, entry.account);
    const brought = await broughtOf(view, entry);
    return [caller.account, first].some(
      (account) => account !== undefined && isWitness(account, brought, caller.tree),
    );
  });
}

/** Undefined when it is of somebody who was erased, perhaps a moment ago. */
async function keep(
  { store, clock }: TakeInDeps,
  { caller, collection, epoch }: BringCall,
  document: SyncedDocument,
  { isVouched, code }: Pick<RecoveredEntry, 'isVouched' | 'code'>,
): Promise<RecoveredEntry | undefined> {
  const brought = { account: caller.account.id, deviceId: caller.deviceId, at: clock.now().toISOString() };
  return store.write(async (tx) => {
    const erased = await tx.erasures.ids();
    if (isOfErased(collection, document, erased)) return undefined;
    const kept = withoutErasedNames(document, erased);
    const entry = { collection, document: kept, epoch, isVouched, code, hash: contentHash(kept) };
    return tx.recovered.keep({ ...entry, ...brought });
  });
}

async function acceptEntry(
  deps: TakeInDeps,
  { collection, document, epoch }: RecoveredEntry,
  by: Caller,
  locale: 'zh' | 'en',
): Promise<TakenIn> {
  const author = await authorOf(deps, document, by);
  if (author === undefined) return { kind: 'waiting', code: 'authorUnknown' };
  const origin: Origin = { epoch, base: contentHash(document) };
  // By whom it is accepted must be in office when it is written.
  const before = async (tx: StoreTransaction): Promise<void> => void (await callerNow(tx, deps.trees, by));
  if (collection !== 'conflicts')
    return takeIn(deps, author, { collection, document, origin }, locale, before);
  if (!(await takeInConflict(deps, author, document, before)))
    return { kind: 'waiting', code: 'recordNotBack' };
  const { id } = document;
  return { kind: 'taken', verdict: { id, mutationId: '', status: 'accepted', rev: 1 } };
}

/** Why an entry waits. */
function codeOf(taken: TakenIn): string {
  return taken.kind === 'waiting' ? taken.code : (taken.verdict.code ?? '');
}

function resultOf(id: string, taken: TakenIn, locale: 'zh' | 'en'): BroughtResult {
  if (taken.kind === 'taken') return { id, outcome: 'taken' };
  if (taken.kind === 'waiting')
    return { id, outcome: 'kept', code: taken.code, message: errorCodes[taken.code][locale] };
  const { code = 'rowFailed', message = '', fields = [] } = taken.verdict;
  return { id, outcome: 'refused', code, message, fields: [...fields] };
}

function refused(id: string, code: ErrorCode, locale: 'zh' | 'en'): BroughtResult {
  return { id, outcome: 'refused', code, message: errorCodes[code][locale] };
}
