// Reads everything through: each document against its schema, its history and its feed, each photo's file, the chain of the audit.
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
import type { Store, StoreView } from '../store.ts';

export type Verified = {
  readonly documents: number;
  readonly photos: number;
  /** One line each: what is wrong with which document or photo; never what stands in it. */
  readonly problems: readonly string[];
};

/** One snapshot; changes nothing. */
export async function verifyStore(store: Store, files: BlobStore): Promise<Verified> {
  return store.survey(async (view) => {
    const { tree } = await createOrgTrees().at(view);
    const problems: string[] = [];
    let documents = 0;
    for (const collection of replicatedCollections)
      for (const document of await view.documents.all(collection)) {
        documents += 1;
        for (const problem of await problemsOf(view, collection, document, tree))
          problems.push(`${collection}/${document.id}: ${problem}`);
      }
    const photos = await view.blobs.names();
    for (const name of photos)
      if ((await files.derivative(name).catch(() => undefined)) === undefined)
        problems.push(`photo ${name}: its file is gone`);
    const { brokenAt } = await view.audit.verify();
    if (brokenAt !== undefined) problems.push(`audit: row ${brokenAt} does not follow from the one before`);
    return { documents, photos: photos.length, problems };
  });
}

async function problemsOf(
  view: StoreView,
  collection: CollectionName,
  document: SyncedDocument,
  tree: OrgTree,
): Promise<readonly string[]> {
  const keys = feedKeysOf(document, tree);
  const revision = await view.documents.revision(collection, document.id, document.rev);
  const [entry] = await view.feed.entriesOf(collection, keys, [document.id]);
  const isSame = revision !== undefined && contentHash(revision.document) === contentHash(document);
  return [
    ...(syncedDocumentSchema.safeParse(document).success ? [] : ['it is not of the form of a document']),
    ...(isSame ? [] : ['its history does not hold what stands now']),
    ...(keys.length > 0 && entry?.isCurrent !== true ? ['it stands in no feed'] : []),
  ];
}
