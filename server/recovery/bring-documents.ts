// What a device holds that a restored server does not: its own edits go in, others' wait until somebody vouches for them.
import { mayRead } from '../../shared/access/feed-keys.ts';
import { errorCodes, type ErrorCode } from '../../shared/errors/error-codes.ts';
import { contentHash } from '../../shared/records/content-hash.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { BroughtResult, Offer, RecoveredCollection } from '../../shared/recovery/recovery-protocol.ts';
import type { Caller } from '../access/caller.ts';
import type { RecoveredEntry } from '../store/recovered.ts';
import { authorOf, takeIn, takeInConflict, type TakeInDeps, type TakenIn } from './take-in.ts';

export type Recovery = {
  /** Ids of which the server has this content neither now nor in its history. */
  readonly wanted: (collection: RecoveredCollection, offer: Offer) => Promise<readonly string[]>;
  readonly bring: (call: BringCall) => Promise<readonly BroughtResult[]>;
  /** Takes an entry in, and what waited for it; the code says why it still waits. */
  readonly accept: (entry: RecoveredEntry, by: Caller, locale: 'zh' | 'en') => Promise<TakenIn>;
};

export type BringCall = {
  readonly caller: Caller;
  readonly collection: RecoveredCollection;
  readonly documents: readonly SyncedDocument[];
  readonly locale: 'zh' | 'en';
};

export function createRecovery(deps: TakeInDeps): Recovery {
  const accept: Recovery['accept'] = async (entry, by, locale) => {
    const taken = await acceptEntry(deps, entry, by, locale);
    const { store, clock } = deps;
    await store.write((tx) =>
      taken.kind === 'taken'
        ? tx.recovered.settle(entry.id, 'accepted', by.account.id, clock.now().toISOString())
        : tx.recovered.note(entry.id, codeOf(taken)),
    );
    if (taken.kind === 'taken') await acceptWaiting(entry.document.id, by, locale);
    return taken;
  };
  const acceptWaiting = async (id: string, by: Caller, locale: 'zh' | 'en'): Promise<void> => {
    const waiting = await deps.store.read((view) => view.recovered.waitingAbout(id));
    for (const entry of waiting) if (entry.isVouched) await accept(entry, by, locale);
  };
  const bringOwn = async (call: BringCall, document: SyncedDocument): Promise<BroughtResult> => {
    const { caller, collection, locale } = call;
    const taken = await takeIn(deps, caller, { collection, document }, locale);
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
    const entry = await keep(deps, call, document, { isVouched: false, code: '' });
    if (entry.state !== 'waiting') return { id: document.id, outcome: 'kept' };
    const isSecond = entry.account !== caller.account.id;
    if (!isSecond && !entry.isVouched) return { id: document.id, outcome: 'kept' };
    await deps.store.write((tx) => tx.recovered.vouch(entry.id));
    const taken = await accept(entry, caller, locale);
    return taken.kind === 'taken'
      ? { id: document.id, outcome: 'taken' }
      : { id: document.id, outcome: 'kept', code: codeOf(taken) };
  };
  return {
    wanted: (collection, { documents }) => findWanted(deps, collection, documents),
    accept,
    bring: async (call) => {
      const results: BroughtResult[] = [];
      for (const document of call.documents) {
        const isOwn = document.edit.deviceId === call.caller.deviceId && call.collection !== 'conflicts';
        results.push(await (isOwn ? bringOwn(call, document) : bringOthers(call, document)));
      }
      return results;
    },
  };
}

/** Its author's device says what is newest of its own: copies of the same or an earlier save wait for nothing any more. */
async function settleOlder(
  { store, clock }: TakeInDeps,
  { caller, collection }: BringCall,
  { id, edit }: SyncedDocument,
): Promise<void> {
  const at = clock.now().toISOString();
  await store.write(async (tx) => {
    for (const entry of await tx.recovered.waitingOf(collection, id)) {
      const other = entry.document.edit;
      if (other.deviceId === edit.deviceId && other.seq <= edit.seq)
        await tx.recovered.settle(entry.id, 'accepted', caller.account.id, at);
    }
  });
}

/** Decisions and conflicts are written once: they are known by their id. */
async function findWanted(
  { store }: Pick<TakeInDeps, 'store'>,
  collection: RecoveredCollection,
  documents: Offer['documents'],
): Promise<readonly string[]> {
  return store.read(async (view) => {
    const known = await view.documents.knownContents(collection, documents);
    const isOnce = collection === 'decisions' || collection === 'conflicts';
    const ids = new Set([...known].map((content) => content.split(' ')[0]));
    return documents
      .filter(({ id, hash }) => !(isOnce ? ids.has(id) : known.has(`${id} ${hash}`)))
      .map(({ id }) => id);
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

async function keep(
  { store, clock }: TakeInDeps,
  { caller, collection }: BringCall,
  document: SyncedDocument,
  { isVouched, code }: Pick<RecoveredEntry, 'isVouched' | 'code'>,
): Promise<RecoveredEntry> {
  const entry = { collection, document, isVouched, code, hash: contentHash(document) };
  const brought = { account: caller.account.id, deviceId: caller.deviceId, at: clock.now().toISOString() };
  return store.write((tx) => tx.recovered.keep({ ...entry, ...brought }));
}

async function acceptEntry(
  deps: TakeInDeps,
  entry: RecoveredEntry,
  by: Caller,
  locale: 'zh' | 'en',
): Promise<TakenIn> {
  const author = await authorOf(deps, entry, by);
  if (author === undefined) return { kind: 'waiting', code: 'authorUnknown' };
  if (entry.collection !== 'conflicts') return takeIn(deps, author, entry, locale);
  await takeInConflict(deps, author, entry.document);
  const { id } = entry.document;
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
