// Takes a document of before a restore in: as the edit of whoever wrote it, through the one write path.
import { contentHash } from '../../shared/records/content-hash.ts';
import { conflictOf, isLaterConflict } from '../../shared/conflicts/conflict.ts';
import { settlementOf } from '../../shared/conflicts/settlement.ts';
import type { CollectionName, SyncedDocument } from '../../shared/records/record.ts';
import type { Registry } from '../../shared/record-types/define-registry.ts';
import { decisionOf } from '../../shared/review/decision.ts';
import { mutationIdOf } from '../../shared/sync/mutation-id.ts';
import type { RowVerdict } from '../../shared/sync/protocol.ts';
import type { Caller } from '../access/caller.ts';
import type { OrgTrees } from '../access/org-trees.ts';
import { accountById } from '../access/sessions.ts';
import { localDateOf, type Clock } from '../clock.ts';
import { randomText, type Random } from '../random.ts';
import { withoutErasedNames } from '../retention/scrub-names.ts';
import type { Store, StoreView } from '../store/store.ts';
import type { AcceptPush, Alongside, PushCall } from '../sync/accept-push.ts';
import type { ChangeFeed } from '../sync/change-feed.ts';
import { placeOf } from '../sync/conflict-documents.ts';
import { publishChanges } from '../sync/publish-changes.ts';
import { writeDocument, type RowContext } from '../sync/row-context.ts';
import { baseOf, type Origin } from './base-of.ts';

export type TakeInDeps = {
  readonly store: Store;
  readonly trees: OrgTrees;
  readonly registry: Registry;
  readonly clock: Clock;
  readonly random: Random;
  readonly acceptPush: AcceptPush;
  readonly feed: ChangeFeed;
};

/** `taken`, with what the write path said · `waiting`: for its record · `refused`, with a code. */
export type TakenIn =
  | { readonly kind: 'taken' | 'refused'; readonly verdict: RowVerdict }
  | { readonly kind: 'waiting'; readonly code: 'recordNotBack' | 'authorUnknown' };

export type ToTakeIn = {
  readonly collection: CollectionName;
  readonly document: SyncedDocument;
  readonly origin: Origin;
};

/** `by`: whose edit it is, on the device that made it; `before`: as `Alongside` says. */
export async function takeIn(
  deps: TakeInDeps,
  by: Caller,
  { collection, document, origin }: ToTakeIn,
  locale: 'zh' | 'en',
  before?: Alongside['before'],
): Promise<TakenIn> {
  const prepared = await deps.store.read((view) => prepare(view, { collection, document, origin }));
  if (prepared === undefined) return { kind: 'waiting', code: 'recordNotBack' };
  const row = { mutationId: mutationIdOf(document), newDocumentState: prepared.document };
  const rows = [prepared.base === undefined ? row : { ...row, assumedMasterState: prepared.base }];
  const alongside = before === undefined ? undefined : { before, after: () => Promise.resolve() };
  const verdict = await pushOne(deps, by, collection, rows, locale, alongside);
  return { kind: verdict.status === 'quarantined' ? 'refused' : 'taken', verdict };
}

type Rows = Parameters<AcceptPush>[0]['request']['rows'];

/** One row through the one write path. What is no document at all is kept there too, as it came. */
export async function pushOne(
  deps: Pick<TakeInDeps, 'acceptPush' | 'random'>,
  caller: Caller,
  collection: CollectionName,
  rows: Rows,
  locale: 'zh' | 'en',
  alongside?: Alongside,
): Promise<RowVerdict> {
  const request = { pushId: `recovery-${randomText(deps.random, 9)}`, rows };
  const call: PushCall = {
    ...{ caller, collection, request, locale },
    disabledAs: 'accountDisabled',
    ...(alongside === undefined ? {} : { alongside }),
  };
  const [verdict] = (await deps.acceptPush(call)).rows;
  if (verdict === undefined) throw new Error('a row had no verdict');
  return verdict;
}

/** The author of a document as a caller; undefined when the account is not known any more. */
export async function authorOf(
  deps: Pick<TakeInDeps, 'store' | 'trees'>,
  document: SyncedDocument,
  asked: Caller,
): Promise<Caller | undefined> {
  const account = await deps.store.read((view) => accountById(view, deps.trees, document.createdBy));
  return account === undefined ? undefined : { ...asked, account, deviceId: document.edit.deviceId };
}

/**
 * What only the server writes comes back as it was, settled or not, where its document is now and nothing later stands in its place. False
 * while the document that it is about is not back.
 */
export async function takeInConflict(
  deps: TakeInDeps,
  caller: Caller,
  document: SyncedDocument,
  before: Alongside['before'],
): Promise<boolean> {
  const changes = await deps.store.write(async (tx) => {
    await tx.deployment.holdTree('share');
    await before(tx);
    const { tree } = await deps.trees.at(tx);
    // In the order in which a push holds the two.
    const concerned = await concernedBy(tx, document);
    const known = (await tx.documents.get('conflicts', document.id))?.document;
    // Perhaps since a moment ago.
    const erased = await tx.erasures.ids();
    if (erased.has(document.aboutId ?? '')) return [];
    if (concerned === undefined) return undefined;
    if (!isNews(document, known)) return [];
    const now = deps.clock.now();
    const [at, today] = [now.toISOString(), localDateOf(now)];
    const context: RowContext = {
      ...{ tx, caller: { ...caller, tree }, trees: deps.trees, registry: deps.registry },
      ...{ collection: 'conflicts', at, today, locale: 'zh', changes: [] },
    };
    const rev = (known?.rev ?? 0) + 1;
    const taken = { ...withoutErasedNames(document, erased), ...placeOf(concerned), rev };
    await writeDocument(context, 'conflicts', taken, document.createdBy);
    return (await publishChanges(tx, context.changes, deps.random, at)).changes;
  });
  deps.feed.announce(changes ?? []);
  return changes !== undefined;
}

/** The same conflict, or a later state of it, stands already. */
export async function isConflictKnown(view: StoreView, brought: SyncedDocument): Promise<boolean> {
  return !isNews(brought, (await view.documents.get('conflicts', brought.id))?.document);
}

function isNews(brought: SyncedDocument, known: SyncedDocument | undefined): boolean {
  if (known === undefined) return true;
  const [one, other] = [conflictOf(brought), conflictOf(known)];
  return one !== null && other !== null && isLaterConflict(one, other);
}

/** What says nothing of a document concerns only itself. */
async function concernedBy(view: StoreView, conflict: SyncedDocument): Promise<SyncedDocument | undefined> {
  const said = conflictOf(conflict);
  return said === null ? conflict : (await view.documents.get(said.collection, said.recordId))?.document;
}

type Prepared = { readonly document: SyncedDocument; readonly base: SyncedDocument | undefined };

/**
 * A decision applies to the version that its reviewer saw, whatever number that has now, and a settlement to its conflict; undefined while
 * that is not back.
 */
async function prepare(
  view: StoreView,
  { collection, document, origin }: ToTakeIn,
): Promise<Prepared | undefined> {
  if (settlementOf(document) !== null && !(await isSettledThere(view, document))) return undefined;
  const decided = collection === 'decisions' ? decisionOf(document) : null;
  if (decided === null || document.aboutId === undefined) {
    const version = { id: document.id, hash: contentHash(document) };
    return { document, base: await baseOf(view, collection, version, origin) };
  }
  // Brought by another device meanwhile: it stands as it was taken in then.
  const taken = await view.documents.get('decisions', document.id);
  if (taken !== undefined) return { document: taken.document, base: undefined };
  const record = await view.documents.get('records', document.aboutId);
  if (record?.hash !== decided.recordHash) return undefined;
  const values = { ...document.values, recordRev: record.document.rev };
  return { document: { ...document, values }, base: undefined };
}

async function isSettledThere(view: StoreView, { aboutId = '' }: SyncedDocument): Promise<boolean> {
  return (await view.documents.get('conflicts', aboutId)) !== undefined;
}
