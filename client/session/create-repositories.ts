// The only doors from screens to data, of one account, over its two databases.
import { blobHashesOf } from '../../shared/records/blob-hashes.ts';
import type { ApiClient } from '../api-client.ts';
import type { WriterDeps } from '../database/author.ts';
import type { Clock } from '../database/clock.ts';
import { createDecisionsRepository } from '../database/decisions-repository.ts';
import { createDelegationsRepository } from '../database/delegations-repository.ts';
import { createDraftsRepository } from '../database/drafts-repository.ts';
import { createLazyConflicts } from '../database/lazy-conflicts.ts';
import { createLazyImports } from '../database/lazy-imports.ts';
import { createOrgUnitsRepository } from '../database/org-units-repository.ts';
import { createPeopleRepository } from '../database/people-repository.ts';
import { createPeriodsRepository } from '../database/periods-repository.ts';
import { readChineseName } from '../database/read-name.ts';
import { createPhotosRepository } from '../database/photos-repository.ts';
import { createQuarantineRepository } from '../database/quarantine-repository.ts';
import { createReceiptsRepository } from '../database/receipts-repository.ts';
import { createRecordsRepository } from '../database/records-repository.ts';
import { createReportTextsRepository } from '../database/report-texts-repository.ts';
import type { HeldDecisions } from '../database/held-decisions.ts';
import type { LocalDatabase, SyncedDatabase } from '../database/open-database.ts';
import type { Repositories } from '../database/repositories.ts';
import type { Settings } from '../database/settings.ts';
import { firstValue } from '../database/watchable.ts';
import type { OpenedStorage } from './account-vault.ts';

export type RepositoryParts = {
  readonly deps: { readonly clock: Clock; readonly newId: () => string };
  readonly local: LocalDatabase;
  readonly database: SyncedDatabase;
  readonly storage: OpenedStorage;
  readonly settings: Settings;
};

/** What screens read and write of an account that is open. */
export async function createRepositories(
  { deps, local, database, storage, settings }: RepositoryParts,
  writer: WriterDeps,
  held: HeldDecisions,
  api: ApiClient,
): Promise<Repositories> {
  const fetchBlob = async (hash: string): Promise<Uint8Array | undefined> => {
    const outcome = await api.getBlob(hash);
    return outcome.kind === 'ok' ? outcome.body : undefined;
  };
  const { collections } = database;
  const photos = createPhotosRepository(local.photos, {
    store: storage.photoStore,
    clock: deps.clock,
    newId: deps.newId,
    fetchBlob,
  });
  const receipts = await createReceiptsRepository(local.receipts);
  const records = createRecordsRepository(collections.records, { ...writer, photos, settings });
  const people = createPeopleRepository(collections.people, {
    ...writer,
    settings,
    readName: readChineseName,
  });
  return {
    ...{ records, people },
    decisions: createDecisionsRepository(collections.decisions, writer, held),
    conflicts: createLazyConflicts({ ...writer, collections }),
    periods: createPeriodsRepository(collections.decisions, writer),
    delegations: createDelegationsRepository(collections.decisions, writer),
    orgUnits: createOrgUnitsRepository(collections.orgUnits),
    drafts: createDraftsRepository(local.drafts, deps),
    quarantine: createQuarantineRepository(local.quarantine),
    receipts,
    photos,
    imports: createLazyImports({
      ...{ ...writer, collections, settings },
      save: { records: records.save, people: people.save },
    }),
    reportTexts: createReportTextsRepository(settings),
  };
}

/** Before any form is open. What cannot go now goes next time. */
export async function tidyPhotos({
  drafts,
  photos,
  quarantine,
}: Pick<Repositories, 'drafts' | 'photos' | 'quarantine'>): Promise<void> {
  const held = await firstValue(drafts.watchList());
  const used = new Set(held.flatMap((draft) => blobHashesOf(draft.entry)));
  await photos.forgetUnused(used).catch(() => undefined);
  // The server shows a photo through a record alone: what was refused has none there.
  const [open, aside] = [await firstValue(quarantine.watchOpen()), await firstValue(quarantine.watchAside())];
  const refused = [...open, ...aside].flatMap(({ document }) => blobHashesOf(document));
  await photos.dropUploaded(new Set([...used, ...refused])).catch(() => undefined);
}
