// What was refused, and what came back after a restore: who wrote it, why it waits, and what a superior may do about it.
import { mayRead } from '../../shared/access/feed-keys.ts';
import { mayAccept, mayCorrect } from '../../shared/access/recovery-policy.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { errorCodes } from '../../shared/errors/error-codes.ts';
import { withoutNumbers } from '../sync/without-numbers.ts';
import { replicatedCollections, type SyncedDocument } from '../../shared/records/record.ts';
import type {
  DealtWithReply,
  InboxAct,
  InboxActReply,
  InboxReply,
} from '../../shared/recovery/recovery-protocol.ts';
import type { Caller } from '../access/caller.ts';
import type { StoreView } from '../store/store.ts';
import {
  actOnRefused,
  documentIn,
  isBelow,
  isRefusedId,
  refusedId,
  stillAbove,
  type InboxCall,
} from './act-on-refused.ts';
import type { Recovery } from './bring-documents.ts';
import { broughtOf } from './brought-of.ts';
import type { TakeInDeps } from './take-in.ts';

export type Inbox = {
  /** Refused (`notAllowed`) to whoever has nobody below her. */
  readonly list: (caller: Caller, locale: 'zh' | 'en') => Promise<InboxReply>;
  /** `notFound` for what is not there or not in the caller's scope, `alreadyDealtWith` for what waits no more. */
  readonly act: (call: InboxCall) => Promise<InboxActReply>;
  /** For the author's own device: what others did with her refused rows. */
  readonly dealtWith: (caller: Caller, mutationIds: readonly string[]) => Promise<DealtWithReply>;
};

type InboxDeps = TakeInDeps & { readonly recovery: Recovery };

export function createInbox(deps: InboxDeps): Inbox {
  return {
    list: async (caller, locale) => {
      requireSuperior(caller);
      return deps.store.read(async (view) => ({
        recovered: await recoveredFor(view, deps, caller, locale),
        refused: await refusedFor(view, deps, caller, locale),
      }));
    },
    act: async (call) => {
      requireSuperior(call.caller);
      return isRefusedId(call.request.id) ? actOnRefused(deps, call) : actOnRecovered(deps, call);
    },
    dealtWith: ({ account }, mutationIds) =>
      deps.store.read(async (view) => {
        const dealtWith: DealtWithReply['dealtWith'] = [];
        for (const { by, ...settled } of await view.receipts.dealtWith(account.id, mutationIds))
          dealtWith.push({ ...settled, by: await nameOf(view, by) });
        return { dealtWith };
      }),
  };
}

function requireSuperior({ account }: Caller): void {
  if (account.role === 'villageCadre')
    throw new AppError('notAllowed', 'what was refused below is for whoever reviews there');
}

async function recoveredFor(
  view: StoreView,
  deps: InboxDeps,
  caller: Caller,
  locale: 'zh' | 'en',
): Promise<InboxReply['recovered']> {
  const entries = (await view.recovered.open()).filter(({ document }) => isBelow(caller, document.orgUnitId));
  const shown: InboxReply['recovered'] = [];
  for (const entry of entries) {
    const { id, collection, document, account, at, code, state } = entry;
    const isAside = state === 'laidAside';
    const may = mayAccept(caller.account, await broughtOf(view, entry), caller.tree);
    const acts: readonly InboxAct[] = [
      ...(may ? ['accept' as const] : []),
      ...(isAside ? [] : ['layAside' as const]),
    ];
    shown.push({
      ...{ id, collection, type: document.type, unitId: document.orgUnitId, occurredOn: document.occurredOn },
      ...{ author: document.createdBy, broughtBy: account, at, code, isAside, acts: [...acts], fields: [] },
      ...{ authorName: await nameOf(view, document.createdBy), bringerName: await nameOf(view, account) },
      message: wordsOf(code, locale),
      ...readableIn(deps, caller, collection, document),
    });
  }
  return shown;
}

async function refusedFor(
  view: StoreView,
  deps: InboxDeps,
  caller: Caller,
  locale: 'zh' | 'en',
): Promise<InboxReply['refused']> {
  const refused: InboxReply['refused'] = [];
  for (const entry of await view.receipts.quarantined()) {
    const author = await view.accounts.get(entry.account);
    const collection = replicatedCollections.find((name) => name === entry.collection);
    if (author === undefined || collection === undefined || !isBelow(caller, author.orgUnitId)) continue;
    const document = documentIn(entry);
    refused.push({
      ...{ id: refusedId(entry), collection, type: document?.type ?? '', unitId: author.orgUnitId },
      ...{ occurredOn: document?.occurredOn ?? '', author: entry.account, at: entry.at, code: entry.code },
      ...{
        message: wordsOf(entry.code, locale),
        fields: [...entry.fields],
        acts: actsOn(deps, caller, collection, document, author.isDisabled),
      },
      authorName: author.name,
      ...(document === undefined ? {} : readableIn(deps, caller, collection, document)),
    });
  }
  return refused;
}

/** Put right is only what this server knows the form of. */
function actsOn(
  { registry }: Pick<InboxDeps, 'registry'>,
  { account, tree }: Caller,
  collection: InboxReply['refused'][number]['collection'],
  document: SyncedDocument | undefined,
  isAuthorDisabled: boolean,
): InboxAct[] {
  if (isAuthorDisabled) return ['layAside'];
  const mayPutRight =
    document !== undefined &&
    registry.get(document.type) !== undefined &&
    mayCorrect(account, collection, document, tree);
  return [...(mayPutRight ? ['correct' as const] : []), 'replay', 'layAside'];
}

async function nameOf(view: StoreView, account: string): Promise<string> {
  return (await view.accounts.get(account))?.name ?? '';
}

/** Absent where the caller may not read it; of people only in part: who asks for whole numbers says why (`audit`). */
function readableIn(
  { registry }: Pick<InboxDeps, 'registry'>,
  { account, tree }: Caller,
  collection: InboxReply['refused'][number]['collection'],
  document: SyncedDocument,
): { document?: SyncedDocument } {
  if (!mayRead(account, collection, document, tree)) return {};
  return { document: withoutNumbers(registry, collection, document) };
}

function wordsOf(code: string, locale: 'zh' | 'en'): string {
  const known = Object.entries(errorCodes).find(([name]) => name === code);
  return known === undefined ? '' : known[1][locale];
}

/** What was laid aside can still be taken in. */
async function actOnRecovered(
  deps: InboxDeps,
  { caller, request: { id, act }, locale }: InboxCall,
): Promise<InboxActReply> {
  const { store, clock } = deps;
  const entry = await store.read(async (view) => {
    const found = await view.recovered.get(id);
    const isHis = found !== undefined && isBelow(caller, found.document.orgUnitId);
    if (!isHis) throw new AppError('notFound');
    if (found.state === 'accepted') throw new AppError('alreadyDealtWith');
    return found;
  });
  if (act === 'layAside') {
    const at = clock.now().toISOString();
    const isMine = await store.write(async (tx) => {
      await stillAbove(tx, deps, caller, entry.document.orgUnitId);
      return tx.recovered.settle(id, 'laidAside', caller.account.id, at);
    });
    if (!isMine) throw new AppError('alreadyDealtWith');
    return { isSettled: true };
  }
  await store.write(async (tx) => {
    const { account, tree } = await stillAbove(tx, deps, caller, entry.document.orgUnitId);
    if (!mayAccept(account, await broughtOf(tx, entry), tree))
      throw new AppError('notAllowed', 'another account has to vouch for it');
    await tx.recovered.vouch(id);
  });
  const taken = await deps.recovery.accept(entry, caller, locale);
  if (taken.kind === 'dealtWith') throw new AppError('alreadyDealtWith');
  if (taken.kind === 'taken') return { isSettled: true };
  const code = taken.kind === 'waiting' ? taken.code : (taken.verdict.code ?? '');
  return { isSettled: false, code, message: wordsOf(code, locale) };
}
