// Pulling, page by page, whatever is committed meanwhile: at each end of the feed the device holds exactly what it may hold.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '../../server/access/caller.ts';
import { openSqliteStore } from '../../server/store/sqlite-store.ts';
import { withHash } from '../../server/store/stored-document.ts';
import type { Store } from '../../server/store/store.ts';
import { formatPullToken, parsePullToken } from '../../server/sync/pull-token.ts';
import { createReadPull, type ReadPull } from '../../server/sync/read-pull.ts';
import { inWindow } from '../../shared/access/device-window.ts';
import { feedKeysOf } from '../../shared/access/feed-keys.ts';
import { canonicalJson } from '../../shared/records/content-hash.ts';
import { reviewStates, type CollectionName, type SyncedDocument } from '../../shared/records/record.ts';
import { pullReplySchema, type PullReply } from '../../shared/sync/protocol.ts';
import {
  accountAt,
  mayReadPlainly,
  parentPicks,
  placedAt,
  placing,
  treeFrom,
  unitPick,
  type RandomTree,
} from '../support/property/random-tree.ts';
import { casesOf } from '../support/scale.ts';

const settings = casesOf(20261202);
const today = '2026-11-28';
const now = `${today}T02:00:00.000Z`;
const dataDir = mkdtempSync(join(tmpdir(), 'bbt-tokens-'));
let store: Store;
let readPull: ReadPull;
let cases = 0;
beforeAll(async () => {
  store = await openSqliteStore({ dataDir, now, newEpoch: () => 'epoch' });
  readPull = createReadPull({ store, clock: { now: () => new Date(now) } });
});
afterAll(async () => {
  await store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const commit = fc.record({
  number: fc.nat(5),
  place: placing,
  occurredOn: fc.constantFrom('2023-05-01', '2025-06-01', '2026-03-01', today),
  reviewState: fc.constantFrom(...reviewStates),
  isDeleted: fc.integer({ min: 0, max: 7 }).map((n) => n === 0),
});
const step = fc.oneof(
  fc.record({ commits: fc.array(commit, { minLength: 1, maxLength: 3 }) }),
  fc.record({ limit: fc.integer({ min: 1, max: 5 }) }),
);
type Commit = typeof commit extends fc.Arbitrary<infer T> ? T : never;

/** The units of a case are its own, so that all cases share one database and one counter. */
function startCase(at: RandomTree, who: number, collection: CollectionName) {
  const account = accountAt(at, who);
  const caller: Caller = {
    ...{ account, deviceId: 'd', tree: at.tree, scopeVersion: 'scope', epoch: 'epoch' },
    ...{ expiresAt: '2027-01-01T00:00:00.000Z', familyId: 'family' },
  };
  const [stored, held] = [new Map<string, SyncedDocument>(), new Map<string, string>()];
  let since = '0';
  const isVisible = (document: SyncedDocument): boolean =>
    mayReadPlainly(at, account, collection, document) &&
    inWindow(document, collection, account, at.tree, today);
  const write = (commits: readonly Commit[]): Promise<unknown> =>
    store.write(async (tx) => {
      const changed = new Map<string, SyncedDocument>();
      for (const { number, place, occurredOn, reviewState, isDeleted } of commits) {
        const id = `case-${cases}-${number}`;
        if (changed.has(id)) continue;
        const rev = (stored.get(id)?.rev ?? 0) + 1;
        const document = placedAt(at, id, place, { occurredOn, reviewState, _deleted: isDeleted, rev });
        await tx.documents.put(collection, withHash(document), {
          account: 'a',
          deviceId: 'd',
          seq: rev,
          at: now,
        });
        changed.set(id, document);
        stored.set(id, document);
      }
      const changes = [...changed.values()].map((each) => ({
        collection,
        id: each.id,
        keys: feedKeysOf(each, at.tree),
      }));
      await tx.feed.publish(changes, `stamp-${cases}`, now);
    });
  const ask = async (from: string, limit: number): Promise<PullReply> =>
    pullReplySchema.parse(JSON.parse(await readPull.page({ caller, collection, since: from, limit })));
  const checkPage = (page: PullReply, limit: number): void => {
    const ids = [...page.documents, ...page.leaves].map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBeLessThanOrEqual(limit);
    for (const document of page.documents) {
      expect(canonicalJson(document)).toBe(canonicalJson(stored.get(document.id)));
      expect(isVisible(document)).toBe(true);
    }
    for (const { id } of page.leaves)
      expect(stored.has(id) && isVisible(stored.get(id) ?? placeless)).toBe(false);
  };
  const pull = async (limit: number): Promise<boolean> => {
    const page = await ask(since, limit);
    checkPage(page, limit);
    for (const document of page.documents) held.set(document.id, canonicalJson(document));
    for (const { id } of page.leaves) held.delete(id);
    since = page.checkpoint.since;
    if (!page.more) {
      const visible = [...stored.values()]
        .filter(isVisible)
        .map((each) => [each.id, canonicalJson(each)] as const);
      expect(Object.fromEntries(held)).toEqual(Object.fromEntries(visible));
    }
    return page.more;
  };
  return { write, pull, ask, checkPage, isAnythingHeld: () => held.size > 0 };
}
const placeless = placedAt(treeFrom([0]), 'none', { own: 40, host: 40, partners: [], audience: [] });

describe('a pull', () => {
  it('brings every document that may be held, and takes every other one away, at any sizes of pages', async () => {
    let withDocuments = 0;
    await fc.assert(
      fc.asyncProperty(
        ...([parentPicks, unitPick] as const),
        fc.constantFrom<CollectionName>('records', 'people', 'decisions', 'conflicts'),
        fc.array(step, { minLength: 2, maxLength: 8 }),
        fc.integer({ min: 1, max: 5 }),
        fc.nat(),
        async (parents, who, collection, steps, lastLimit, forged) => {
          cases += 1;
          const one = startCase(treeFrom(parents, `C${cases}-`), who, collection);
          for (const each of steps) await ('limit' in each ? one.pull(each.limit) : one.write(each.commits));
          for (let [more, pages] = [true, 0]; more; pages += 1) {
            more = await one.pull(lastLimit);
            expect(pages).toBeLessThan(200);
          }
          if (one.isAnythingHeld()) withDocuments += 1;
          // A place that the device made up brings nothing that it may not have, and never more than a page.
          const { position } = await store.read((view) => view.feed.committed());
          one.checkPage(await one.ask(String(forged % (position + 1)), lastLimit), lastLimit);
          await expect(one.ask(String(position + 1 + (forged % 1_000)), 1)).rejects.toMatchObject({
            code: 'epochChanged',
          });
        },
      ),
      settings,
    );
    expect(withDocuments).toBeGreaterThan(settings.numRuns / 10);
  }, 900_000);
});

describe('a token', () => {
  const number = fc.oneof(fc.nat(20), fc.maxSafeNat());
  it('comes back as what it was', () => {
    fc.assert(
      fc.property(number, number, (position, swept) => {
        const sweptTo = swept > position && position <= 1e15 && swept <= 1e15 ? swept : 0;
        const token = { position: Math.min(position, 1e15), sweptTo };
        expect(parsePullToken(formatPullToken(token))).toEqual(token);
      }),
      settings,
    );
  });

  it('that no server can have said is refused', () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(/^[0-9.+-]{1,20}$/),
      fc.tuple(number, number).map((pair) => pair.join('.')),
      fc.constantFrom(
        '',
        '-1',
        '1e3',
        '9007199254740993',
        '00',
        '0.0',
        ' 1',
        '1\n',
        '٣',
        '5.5',
        '0x1',
        'NaN',
      ),
    );
    fc.assert(
      fc.property(text, (forged) => {
        let parsed: ReturnType<typeof parsePullToken> | undefined;
        try {
          parsed = parsePullToken(forged);
        } catch (error) {
          expect(error).toMatchObject({ code: 'badCheckpoint' });
          return;
        }
        expect(formatPullToken(parsed)).toBe(forged);
      }),
      settings,
    );
  });
});
