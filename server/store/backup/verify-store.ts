// Reads everything through: each document, its history and its feed, the counter, each photo's file, the chain of the audit.
import { feedKeysOf } from '../../../shared/access/feed-keys.ts';
import { contentHash } from '../../../shared/records/content-hash.ts';
import {
  replicatedCollections,
  syncedDocumentSchema,
  type CollectionName,
  type SyncedDocument,
} from '../../../shared/records/record.ts';
import type { OrgTree } from '../../../shared/org/org-unit.ts';
import { createOrgTrees } from '../../access/org-trees.ts';
import type { BlobStore } from '../blob-store.ts';
import type { RawDocument } from '../documents.ts';
import type { Store, StoreView } from '../store.ts';

export type Verified = {
  readonly documents: number;
  readonly photos: number;
  /** One line each: what is wrong with which document or photo; never what stands in it. */
  readonly problems: readonly string[];
};

const atOnce = 500;

/** One snapshot; changes nothing. */
export async function verifyStore(store: Store, files: Pick<BlobStore, 'sizeOf'>): Promise<Verified> {
  return store.survey(async (view) => {
    const problems: string[] = [];
    // A tree that cannot be read is one of the problems, not the end of the search.
    const tree = await createOrgTrees()
      .at(view)
      .then((at) => at.tree)
      .catch(() => undefined);
    let documents = 0;
    for (const collection of replicatedCollections)
      for (let last = ''; ;) {
        const page = await view.documents.rawAfter(collection, last, atOnce);
        for (const raw of page)
          for (const problem of await problemsOf(view, collection, raw, tree))
            problems.push(`${collection}/${raw.id}: ${problem}`);
        documents += page.length;
        const end = page.at(-1);
        if (end === undefined) break;
        last = end.id;
      }
    const photos = await view.blobs.finished();
    for (const photo of photos) problems.push(...(await problemsOfPhoto(files, photo)));
    problems.push(...(await problemsOfOrder(view)));
    return { documents, photos: photos.length, problems };
  });
}

async function problemsOf(
  view: StoreView,
  collection: CollectionName,
  raw: RawDocument,
  tree: OrgTree | undefined,
): Promise<readonly string[]> {
  const document = readDocument(raw);
  if (document === undefined) return ['it cannot be read as a document'];
  const hash = contentHash(document);
  const rev = await view.documents.revisionWithHash(collection, raw.id, hash);
  const keys = tree === undefined ? [] : feedKeysOf(document, tree);
  const [entry] = await view.feed.entriesOf(collection, keys, [raw.id]);
  return [
    ...(document.id === raw.id && document.rev === raw.rev && hash === raw.hash
      ? []
      : ['what stands beside it is of another document or version']),
    ...(rev !== raw.rev ? ['its history does not hold what stands now'] : []),
    ...(keys.length > 0 && entry?.isCurrent !== true ? ['it stands in no feed'] : []),
  ];
}

function readDocument({ json }: RawDocument): SyncedDocument | undefined {
  try {
    const parsed = syncedDocumentSchema.safeParse(JSON.parse(json));
    return parsed.success ? parsed.data : undefined;
  } catch {
    return undefined;
  }
}

async function problemsOfPhoto(
  files: Pick<BlobStore, 'sizeOf'>,
  { sha256, fileBytes }: { readonly sha256: string; readonly fileBytes: number },
): Promise<readonly string[]> {
  const size = await files.sizeOf(sha256);
  if (size === undefined) return [`photo ${sha256}: its file is gone`];
  return size === fileBytes ? [] : [`photo ${sha256}: its file has ${size} bytes instead of ${fileBytes}`];
}

async function problemsOfOrder(view: StoreView): Promise<readonly string[]> {
  const [{ position }, published] = [await view.feed.committed(), await view.feed.lastPublished()];
  const { brokenAt } = await view.audit.verify();
  return [
    ...(published > position
      ? [`the counter (${position}) is behind what was published (${published})`]
      : []),
    ...(brokenAt === undefined ? [] : [`audit: row ${brokenAt} does not follow from the one before`]),
  ];
}
