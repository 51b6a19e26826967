// Bytes of photos go from the device once the server shows them: never those of which only this device can show anything.
import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { createClock } from '../../../../client/database/clock.ts';
import { createDraftsRepository } from '../../../../client/database/drafts-repository.ts';
import { createPhotosRepository } from '../../../../client/database/photos-repository.ts';
import { createQuarantineRepository } from '../../../../client/database/quarantine-repository.ts';
import { tidyPhotos } from '../../../../client/session/create-repositories.ts';
import type { Photo } from '../../../../shared/records/record.ts';
import { aDocument } from '../../../support/device/documents.ts';
import { aLocalDatabase } from '../../../support/device/local-database.ts';
import { createMemoryPhotoStore } from '../../../support/device/memory-photo-store.ts';

it('a photo of a refused record stays until somebody has dealt with that, open or laid aside, as does one of a draft', async () => {
  const local = await aLocalDatabase();
  let now = Date.now();
  const clock = createClock(() => now);
  const photos = createPhotosRepository(local.photos, {
    ...{ store: createMemoryPhotoStore(), clock, newId: randomUUID },
    fetchBlob: () => Promise.resolve(undefined),
  });
  const quarantine = createQuarantineRepository(local.quarantine);
  const drafts = createDraftsRepository(local.drafts, { clock, newId: randomUUID });
  const add = async (byte: number): Promise<Photo> => {
    const photo = await photos.add(new Uint8Array([byte]), 'image/jpeg');
    await photos.mark(photo.sha256, 'uploaded');
    return photo;
  };
  const [open, aside, inDraft, received] = [await add(1), await add(2), await add(3), await add(4)];
  const refuse = (id: string, photo: Photo) =>
    quarantine.keep([
      {
        ...{ id, collectionName: 'records', documentId: `of ${id}`, type: 'home-visit', seq: 1 },
        ...{ code: 'invalidValue', message: '', fields: [], keptBy: 'server', at: clock.instant() },
        ...{ document: aDocument(`of ${id}`, { photos: [photo] }), isOpen: true },
      },
    ]);
  await refuse('a', open);
  await refuse('b', aside);
  await quarantine.layAside('b');
  const { draftId, recordId } = drafts.newIds();
  const place = { hostUnitId: '420303001202', partnerUnitIds: [] };
  await drafts.saveDraft(draftId, {
    ...{ type: 'home-visit', definitionVersion: 1, recordId },
    entry: { values: {}, occurredOn: '2026-10-18', photos: [inDraft], ...place },
  });

  now += 8 * 86_400_000;
  await tidyPhotos({ drafts, photos, quarantine });
  const held = [open, aside, inDraft, received].map(({ sha256 }) => photos.readOwn(sha256));
  expect((await Promise.all(held)).map((bytes) => bytes?.[0])).toEqual([1, 2, 3, undefined]);
  await quarantine.resolve('a');
  await tidyPhotos({ drafts, photos, quarantine });
  expect(await photos.readOwn(open.sha256)).toBeUndefined();
  await local.close();
});
