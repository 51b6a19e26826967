// Erases a person on request, in place: her document, its history, what was refused or recovered of it, and her name elsewhere.
import { feedKeysOf } from '../../shared/access/feed-keys.ts';
import type { OrgTree } from '../../shared/org/org-unit.ts';
import type { DocumentId, SyncedDocument } from '../../shared/records/record.ts';
import { mergedIntoOf, nameOf } from '../../shared/people/person-values.ts';
import type { OrgTrees } from '../access/org-trees.ts';
import type { Clock } from '../clock.ts';
import type { Random } from '../random.ts';
import { ownerOf, type BlobStore } from '../store/blob-store.ts';
import type { DroppedPhoto, Erasure } from '../store/erasures.ts';
import type { Change } from '../store/feed.ts';
import type { NamedDocument } from '../store/retention.ts';
import { withHash } from '../store/stored-document.ts';
import type { Store, StoreTransaction } from '../store/store.ts';
import { publishChanges } from '../sync/publish-changes.ts';
import type { ErasureList } from './erasure-list.ts';
import { scrubText, withoutContent, withoutErasedNames } from './scrub-names.ts';

export type ErasePersonDeps = {
  readonly store: Store;
  readonly trees: OrgTrees;
  readonly clock: Clock;
  readonly random: Random;
  readonly files: Pick<BlobStore, 'drop' | 'dropChunks'>;
  readonly list: ErasureList;
};

/**
 * How many photos went, and in how many documents her name was taken out. `saying`: documents in whose free text her name stands, fifty at
 * most: another may have the same, so a person looks. `merged`: those that say that they are the same person. `oldDatabases`:
 * files that still hold her.
 */
export type Erased = {
  readonly photos: number;
  readonly named: number;
  readonly saying: readonly NamedDocument[];
  readonly merged: readonly DocumentId[];
  readonly oldDatabases: readonly string[];
};

export type ErasePerson = {
  /** Undefined when no person of this id is or was there. Said again, it finishes what was broken off. */
  readonly erase: (id: DocumentId, reason: string) => Promise<Erased | undefined>;
  /**
   * Erases again whoever is in the file and not in the database: an older copy took its place. Returns how many. And the other way round:
   * the file learns whom another process on the database erased.
   */
  readonly eraseAgain: () => Promise<number>;
};

const [atOnce, mostSaying] = [20, 50];

/** What is asked of her before it is gone. */
async function whoIs(store: Store, id: DocumentId): Promise<{ name: string; merged: readonly DocumentId[] }> {
  return store.survey(async (view) => {
    const person = (await view.documents.get('people', id))?.document;
    const into = person === undefined ? undefined : mergedIntoOf(person);
    const others = await view.people.mergedInto(id);
    return {
      name: person === undefined ? '' : nameOf(person),
      merged: [...others, ...(into === undefined ? [] : [into])],
    };
  });
}

export function createErasePerson(deps: ErasePersonDeps): ErasePerson {
  const erase = async (erasure: Erasure, reason: string): Promise<Erased> => {
    const { name, merged } = await whoIs(deps.store, erasure.id);
    // First, so that a copy of a moment ago cannot bring back what the next line takes away.
    await deps.list.append([erasure]);
    const photos = await deps.store.write((tx) => eraseIn(tx, deps, erasure, reason));
    const named = await eraseName(deps, erasure);
    const saying =
      name === '' ? [] : await deps.store.survey((view) => view.erasures.saying(name, mostSaying));
    return { photos, named, saying, merged, oldDatabases: await deps.list.oldDatabases() };
  };
  return {
    erase: async (id, reason) => {
      const isKnown = await deps.store.read(
        async (view) =>
          (await view.documents.get('people', id)) !== undefined || (await view.erasures.ids()).has(id),
      );
      return isKnown ? erase({ id, at: deps.clock.now().toISOString() }, reason) : undefined;
    },
    eraseAgain: async () => {
      const [listed, stored] = [
        await deps.list.read(),
        await deps.store.read((view) => view.erasures.list()),
      ];
      const [inFile, inStore] = [new Set(listed.map(({ id }) => id)), new Set(stored.map(({ id }) => id))];
      await deps.list.append(stored.filter(({ id }) => !inFile.has(id)));
      const missing = new Map(listed.filter(({ id }) => !inStore.has(id)).map((each) => [each.id, each]));
      for (const erasure of missing.values()) {
        await deps.store.write((tx) => eraseIn(tx, deps, erasure, 'restored copy'));
        await eraseName(deps, erasure);
      }
      return missing.size;
    },
  };
}

/** All that is of the person herself, in one transaction. Returns how many photos went. */
async function eraseIn(
  tx: StoreTransaction,
  { clock, random, trees, files }: ErasePersonDeps,
  { id, at }: Erasure,
  reason: string,
): Promise<number> {
  await tx.deployment.holdTree('share');
  await tx.hold([{ collection: 'people', id }]);
  await tx.erasures.overwriteFreed();
  // Waits for whoever began before she was in the list; who begins later knows of it.
  await tx.erasures.add({ id, at });
  const conflicts = await tx.documents.about('conflicts', id);
  await tx.hold(conflicts.map((conflict) => ({ collection: 'conflicts', id: conflict.id })));
  const settlements: SyncedDocument[] = [];
  for (const conflict of conflicts) settlements.push(...(await tx.documents.about('decisions', conflict.id)));
  await tx.hold(settlements.map((settlement) => ({ collection: 'decisions', id: settlement.id })));
  const now = clock.now().toISOString();
  const { tree } = await trees.at(tx);
  const person = (await tx.documents.get('people', id))?.document;
  const changes: Change[] = [];
  for (const [collection, document] of [
    ...(person === undefined ? [] : [['people', person] as const]),
    ...conflicts.map((conflict) => ['conflicts', conflict] as const),
    ...settlements.map((settlement) => ['decisions', settlement] as const),
  ]) {
    const emptied = withoutContent(document, document.rev + 1);
    changes.push(await put(tx, { collection, id: document.id }, emptied, tree, now));
    await tx.erasures.dropVersionsBefore({ collection, id: document.id }, emptied.rev);
  }
  await tx.erasures.emptyQuarantine(id, now);
  await tx.erasures.dropRecovered(id);
  const photos = await dropPhotos(files, await tx.erasures.dropPhotosOf(id));
  await tx.audit.append({
    ...{ at: now, account: 'operator', accountUnit: '', act: 'erase', subject: id, reason },
    ...{ unit: person?.orgUnitId ?? '', from: '', until: '', lines: 0, format: '' },
  });
  await publishChanges(tx, changes, random, now);
  return photos;
}

/** Before the transaction ends: what somebody sends of the same meanwhile comes after it. */
async function dropPhotos(files: ErasePersonDeps['files'], photos: readonly DroppedPhoto[]): Promise<number> {
  for (const { sha256, accounts, isOthers } of photos) {
    for (const account of accounts) await files.dropChunks(sha256, ownerOf(account));
    if (!isOthers) await files.drop(sha256);
  }
  return photos.filter(({ isOthers }) => !isOthers).length;
}

async function put(
  tx: StoreTransaction,
  { collection }: NamedDocument,
  document: SyncedDocument,
  tree: OrgTree,
  at: string,
): Promise<Change> {
  // What others wrote stays their words: nobody becomes their author by taking a name out.
  const account = (await tx.documents.lastWriter(collection, document.id)) ?? document.createdBy;
  const { deviceId, seq } = document.edit;
  await tx.documents.put(collection, withHash(document), { account, deviceId, seq, at });
  return { collection, id: document.id, keys: feedKeysOf(document, tree) };
}

/** Elsewhere, a little at a time; and once more, for what was on its way meanwhile. */
async function eraseName(deps: ErasePersonDeps, erasure: Erasure): Promise<number> {
  const erased = new Set([erasure.id]);
  const first = await eraseNameOnce(deps, erasure, erased);
  const again = await eraseNameOnce(deps, erasure, erased);
  await deps.store.emptyLog();
  return first + again;
}

async function eraseNameOnce(
  deps: ErasePersonDeps,
  { id }: Erasure,
  erased: ReadonlySet<DocumentId>,
): Promise<number> {
  await deps.store.write((tx) => tx.erasures.scrubKept(id, (json) => scrubText(json, erased)));
  let changed = 0;
  for (let last: NamedDocument | undefined; ;) {
    const found = await deps.store.survey((view) => view.erasures.naming(id, last, atOnce));
    if (found.length > 0) changed += await deps.store.write((tx) => eraseNameIn(tx, deps, found, erased));
    last = found.at(-1);
    if (found.length < atOnce) return changed;
  }
}

/** A new version without the name, which devices receive, and the versions before it without it. Returns how many changed. */
async function eraseNameIn(
  tx: StoreTransaction,
  { clock, random, trees }: ErasePersonDeps,
  found: readonly NamedDocument[],
  erased: ReadonlySet<DocumentId>,
): Promise<number> {
  await tx.deployment.holdTree('share');
  await tx.hold(found);
  await tx.erasures.overwriteFreed();
  const [{ tree }, now] = [await trees.at(tx), clock.now().toISOString()];
  const changes: Change[] = [];
  for (const named of found) {
    const stored = (await tx.documents.get(named.collection, named.id))?.document;
    if (stored === undefined) continue;
    const next = withoutErasedNames(stored, erased);
    if (next !== stored) changes.push(await put(tx, named, { ...next, rev: stored.rev + 1 }, tree, now));
    await tx.erasures.scrubVersions(named, (json) => scrubText(json, erased));
  }
  await publishChanges(tx, changes, random, now);
  return changes.length;
}
