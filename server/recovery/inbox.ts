// What was refused, and what came back after a restore: who wrote it, why it waits, and what a superior may do about it.
import * as z from 'zod/mini';
import { mayRead } from '../../shared/access/feed-keys.ts';
import { mayAccept } from '../../shared/access/recovery-policy.ts';
import { AppError } from '../../shared/errors/app-error.ts';
import { errorCodes } from '../../shared/errors/error-codes.ts';
import { masked } from '../../shared/people/mask-values.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import {
  replicatedCollections,
  syncedDocumentSchema,
  type SyncedDocument,
} from '../../shared/records/record.ts';
import type { InboxAct, InboxActReply, InboxReply } from '../../shared/recovery/recovery-protocol.ts';
import type { Caller } from '../access/caller.ts';
import { accountById } from '../access/sessions.ts';
import { randomText } from '../random.ts';
import type { QuarantineEntry } from '../store/receipts.ts';
import type { StoreView } from '../store/store.ts';
import type { Recovery } from './bring-documents.ts';
import { broughtOf } from './brought-of.ts';
import type { TakeInDeps } from './take-in.ts';

export type Inbox = {
  /** Refused (`notAllowed`) to whoever has nobody below her. */
  readonly list: (caller: Caller, locale: 'zh' | 'en') => Promise<InboxReply>;
  /** `notFound` for what is not there, not waiting, or not in the caller's scope. */
  readonly act: (call: InboxCall) => Promise<InboxActReply>;
};

export type InboxCall = {
  readonly caller: Caller;
  readonly id: string;
  readonly act: InboxAct;
  readonly locale: 'zh' | 'en';
};

type InboxDeps = TakeInDeps & { readonly recovery: Recovery; readonly registry: Registry };

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
      return call.act === 'replay' || call.id.includes('/')
        ? actOnRefused(deps, call)
        : actOnRecovered(deps, call);
    },
  };
}

function requireSuperior({ account }: Caller): void {
  if (account.role === 'villageCadre')
    throw new AppError('notAllowed', 'what was refused below is for whoever reviews there');
}

/** `account/mutationId`: what a refused row is called. */
export function refusedId({ account, mutationId }: Pick<QuarantineEntry, 'account' | 'mutationId'>): string {
  return `${account}/${mutationId}`;
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
        acts: author.isDisabled ? ['layAside'] : ['replay', 'layAside'],
      },
      authorName: author.name,
      ...(document === undefined ? {} : readableIn(deps, caller, collection, document)),
    });
  }
  return refused;
}

async function nameOf(view: StoreView, account: string): Promise<string> {
  return (await view.accounts.get(account))?.name ?? '';
}

const rawRowSchema = z.looseObject({ newDocumentState: syncedDocumentSchema });

function documentIn({ raw }: QuarantineEntry): SyncedDocument | undefined {
  const row = rawRowSchema.safeParse(JSON.parse(raw));
  return row.success ? row.data.newDocumentState : undefined;
}

/** Absent where the caller may not read it; of people only in part: who asks for whole numbers says why (`audit`). */
function readableIn(
  { registry }: Pick<InboxDeps, 'registry'>,
  { account, tree }: Caller,
  collection: InboxReply['refused'][number]['collection'],
  document: SyncedDocument,
): { document?: SyncedDocument } {
  if (!mayRead(account, collection, document, tree)) return {};
  if (collection !== 'people') return { document };
  const definition = registry.get(document.type);
  return { document: definition === undefined ? { ...document, values: {} } : masked(definition, document) };
}

function isBelow({ account, tree }: Caller, unitId: string): boolean {
  return isWithin(tree, unitId, account.orgUnitId);
}

function wordsOf(code: string, locale: 'zh' | 'en'): string {
  const known = Object.entries(errorCodes).find(([name]) => name === code);
  return known === undefined ? '' : known[1][locale];
}

/** What was laid aside can still be taken in. */
async function actOnRecovered(
  { store, clock, recovery }: InboxDeps,
  { caller, id, act, locale }: InboxCall,
): Promise<InboxActReply> {
  const [entry, may] = await store.read(async (view) => {
    const found = await view.recovered.get(id);
    const isHis = found !== undefined && isBelow(caller, found.document.orgUnitId);
    if (!isHis || found.state === 'accepted') throw new AppError('notFound');
    return [found, mayAccept(caller.account, await broughtOf(view, found), caller.tree)] as const;
  });
  if (act === 'layAside') {
    const at = clock.now().toISOString();
    await store.write((tx) => tx.recovered.settle(id, 'laidAside', caller.account.id, at));
    return { isSettled: true };
  }
  if (!may) throw new AppError('notAllowed', 'another account has to vouch for it');
  await store.write((tx) => tx.recovered.vouch(id));
  const taken = await recovery.accept(entry, caller, locale);
  if (taken.kind === 'taken') return { isSettled: true };
  const code = taken.kind === 'waiting' ? taken.code : (taken.verdict.code ?? '');
  return { isSettled: false, code, message: wordsOf(code, locale) };
}

/** Judged once more as it came: what was unknown then may be known now. */
async function actOnRefused(
  { store, trees, clock, acceptPush, random }: InboxDeps,
  { caller, id, act, locale }: InboxCall,
): Promise<InboxActReply> {
  const [entry, author] = await store.read(async (view) => {
    const found = (await view.receipts.quarantined()).find((each) => refusedId(each) === id);
    return [found, found === undefined ? undefined : await accountById(view, trees, found.account)] as const;
  });
  const collection = replicatedCollections.find((name) => name === entry?.collection);
  if (
    entry === undefined ||
    author === undefined ||
    collection === undefined ||
    !isBelow(caller, author.orgUnitId)
  )
    throw new AppError('notFound');
  const settle = (): Promise<void> =>
    store.write((tx) => tx.receipts.settleQuarantined(entry, caller.account.id, clock.now().toISOString()));
  if (act !== 'replay') {
    await settle();
    return { isSettled: true };
  }
  await store.write((tx) => tx.receipts.forget(entry));
  const row = { ...z.looseObject({}).parse(JSON.parse(entry.raw)), mutationId: entry.mutationId };
  const reply = await acceptPush({
    ...{ caller: { ...caller, account: author, deviceId: entry.deviceId }, collection, locale },
    request: { pushId: `replay-${randomText(random, 9)}`, rows: [rowOf(row)] },
  });
  const [verdict] = reply.rows;
  if (verdict?.status === 'quarantined' || verdict === undefined)
    return { isSettled: false, code: verdict?.code ?? '', message: verdict?.message ?? '' };
  await settle();
  return { isSettled: true };
}

function rowOf(row: { readonly mutationId: string; readonly [key: string]: unknown }) {
  const { mutationId, newDocumentState, assumedMasterState } = row;
  return {
    mutationId,
    newDocumentState,
    ...(assumedMasterState === undefined ? {} : { assumedMasterState }),
  };
}
