// One page of what an account's device should hold, out of the feed, in the server's order (`sync.md` §3, §4).
import { grantedKeys, type FeedKey } from '../../shared/access/feed-keys.ts';
import { inWindow, type WindowFields } from '../../shared/access/device-window.ts';
import * as z from 'zod/mini';
import { AppError } from '../../shared/errors/app-error.ts';
import { audienceSchema, type CollectionName } from '../../shared/records/record.ts';
import type { Committed } from '../../shared/sync/protocol.ts';
import type { Caller } from '../access/caller.ts';
import { localDateOf, type Clock } from '../clock.ts';
import type { FeedEntry } from '../store/feed.ts';
import type { Store, StoreView } from '../store/store.ts';
import { parseStored } from '../store/stored-document.ts';
import { formatPullToken, parsePullToken, type PullToken } from './pull-token.ts';
import { isHistoryKnown, type Seen } from './seen.ts';

export type PullCall = {
  readonly caller: Caller;
  readonly collection: CollectionName;
  readonly since: string;
  readonly limit: number;
  readonly epoch?: string;
  readonly scope?: string;
  readonly seen?: Seen;
};
export type PullByIds = Omit<PullCall, 'limit'> & { readonly ids: readonly string[] };

/** Both answers are JSON text of a `pullReply`, put together from the stored text without parsing it. */
export type ReadPull = {
  readonly page: (call: PullCall) => Promise<string>;
  readonly byIds: (call: PullByIds) => Promise<string>;
};

const audienceListSchema = z.array(audienceSchema);

type Page = { readonly documents: string[]; readonly leaves: string[] };

/** A page scans at most so many times its limit, so that a request stays short when the window drops nearly all. */
const scanFactor = 8;

export function createReadPull(deps: { readonly store: Store; readonly clock: Clock }): ReadPull {
  return {
    page: (call) => deps.store.read((view) => readPage(view, call, localDateOf(deps.clock.now()))),
    byIds: (call) => deps.store.read((view) => readByIds(view, call, localDateOf(deps.clock.now()))),
  };
}

async function readPage(view: StoreView, call: PullCall, today: string): Promise<string> {
  const committed = await checkHistory(view, call);
  const start = startToken(call.since, committed.position);
  const keys = grantedKeys(call.caller.account, call.collection, call.caller.tree);
  await checkAge(view, call, keys);
  const page: Page = { documents: [], leaves: [] };
  let { position } = start;
  for (let round = 0; round < scanFactor; round += 1) {
    const room = call.limit - page.documents.length - page.leaves.length;
    const entries = await view.feed.page(call.collection, keys, position, room);
    for (const entry of entries) addEntry(page, entry, call, today, entry.position <= start.sweptTo);
    const isDrained = entries.length < room;
    position = isDrained ? committed.position : (entries.at(-1)?.position ?? position);
    if (isDrained) return reply(call, page, { position, sweptTo: 0 }, committed, false);
    if (page.documents.length + page.leaves.length >= call.limit) break;
  }
  return reply(call, page, { position, sweptTo: start.sweptTo }, committed, true);
}

async function readByIds(view: StoreView, call: PullByIds, today: string): Promise<string> {
  const committed = await checkHistory(view, call);
  const keys = grantedKeys(call.caller.account, call.collection, call.caller.tree);
  const entries = await view.feed.entriesOf(call.collection, keys, call.ids);
  const page: Page = { documents: [], leaves: [] };
  for (const entry of entries) addEntry(page, entry, call, today, false);
  const answered = new Set(entries.map((entry) => entry.id));
  page.leaves.push(...call.ids.filter((id) => !answered.has(id)));
  return reply(call, page, parsePullToken(call.since), committed, false);
}

/** A device that has seen what we have not, or whose scope has changed, must not go on from where it was. */
async function checkHistory(
  view: StoreView,
  call: Pick<PullCall, 'caller' | 'since' | 'epoch' | 'scope' | 'seen'>,
): Promise<Committed> {
  const committed = await view.feed.committed();
  const isOtherEpoch = call.epoch !== undefined && call.epoch !== call.caller.epoch;
  if (isOtherEpoch || parsePullToken(call.since).position > committed.position)
    throw new AppError('epochChanged');
  if (!(await isHistoryKnown(view, call.seen))) throw new AppError('epochChanged');
  if (call.scope !== undefined && call.scope !== call.caller.scopeVersion) throw new AppError('scopeChanged');
  return committed;
}

/**
 * Tombstones are not kept for ever: a device that read less far than one that was removed would never hear of it, and begins afresh as
 * after a change of its scope. A download that is under way read nothing that was deleted before it began.
 */
async function checkAge(view: StoreView, call: PullCall, keys: readonly FeedKey[]): Promise<void> {
  const { position, sweptTo } = parsePullToken(call.since);
  const heardTo = Math.max(position, sweptTo);
  if (heardTo > 0 && (await view.retention.isPurgedAfter(call.collection, keys, heardTo)))
    throw new AppError('scopeChanged');
}

function startToken(since: string, counter: number): PullToken {
  const token = parsePullToken(since);
  return token.position === 0 && token.sweptTo === 0 ? { position: 0, sweptTo: counter } : token;
}

function addEntry(
  page: Page,
  entry: FeedEntry,
  call: Pick<PullCall, 'caller' | 'collection'>,
  today: string,
  isFirstSweep: boolean,
): void {
  if (entry.isCurrent && isHeld(entry, call, today)) page.documents.push(entry.json);
  else if (!isFirstSweep) page.leaves.push(entry.id);
}

/** Only a decision whose columns say that it is not held is parsed: when it arrived stands in its text alone. */
function isHeld(
  entry: FeedEntry,
  { caller: { account, tree }, collection }: Pick<PullCall, 'caller' | 'collection'>,
  today: string,
): boolean {
  const fields = windowFieldsOf(entry);
  if (inWindow(fields, collection, account, tree, today)) return true;
  if (collection !== 'decisions') return false;
  const { receivedAt } = parseStored(entry.json);
  return inWindow({ ...fields, receivedAt }, collection, account, tree, today);
}

function windowFieldsOf(entry: FeedEntry): WindowFields {
  const audience = entry.audience === '[]' ? [] : audienceListSchema.parse(JSON.parse(entry.audience));
  return {
    orgUnitId: entry.orgUnitId,
    occurredOn: entry.occurredOn,
    reviewState: entry.reviewState,
    audience,
  };
}

function reply(
  call: Pick<PullCall, 'caller'>,
  page: Page,
  token: PullToken,
  committed: Committed,
  more: boolean,
): string {
  const { epoch, scopeVersion } = call.caller;
  const rest = JSON.stringify({
    leaves: page.leaves.map((id) => ({ id })),
    checkpoint: { epoch, scope: scopeVersion, since: formatPullToken(token) },
    more,
    epoch,
    scopeVersion,
    committed,
  });
  return `{"documents":[${page.documents.join(',')}],${rest.slice(1)}`;
}
