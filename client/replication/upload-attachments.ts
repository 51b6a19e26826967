// Photos travel beside their record, never in its way: announced, sent in chunks that are missing, committed.
import type { ApiClient } from '../api-client.ts';
import type { Outcome } from '../api-outcome.ts';
import type { PhotoEntry } from '../database/local-documents.ts';
import type { PhotosRepository } from '../database/photos-repository.ts';
import { blobChunkBytes } from '../../shared/sync/protocol-version.ts';
import { ReplicationStopped, type Pause } from './pause.ts';
import type { SyncConditions } from './sync-conditions.ts';

export type UploadDeps = {
  readonly photos: PhotosRepository;
  readonly api: Pick<ApiClient, 'announceBlob' | 'putChunk' | 'commitBlob'>;
  readonly conditions: SyncConditions;
  readonly pause: Pause;
};

/** Uploads whatever waits, one photo after the other, until it is stopped; resolves then. */
export async function uploadAttachments(deps: UploadDeps): Promise<void> {
  let failures = 0;
  try {
    for (;;) {
      await deps.pause.until(deps.photos.watchWaiting(), (count) => count > 0);
      const isWell = await uploadWaiting(deps).catch(asLater);
      failures = isWell ? 0 : failures + 1;
      if (deps.conditions.signInNeeded.get())
        await deps.pause.until(deps.conditions.signInNeeded, (isNeeded) => !isNeeded);
      else if (!isWell) await deps.pause.wait(failures);
    }
  } catch (error) {
    if (!(error instanceof ReplicationStopped)) throw error;
  }
}

/** False as soon as one could not be sent: the next round begins where this one ended. */
async function uploadWaiting(deps: UploadDeps): Promise<boolean> {
  for (const photo of await deps.photos.inState('waiting')) {
    deps.pause.throwIfStopped();
    const bytes = await deps.photos.readOwn(photo.id);
    const outcome = bytes === undefined ? 'refused' : await uploadOne(deps, photo, bytes);
    if (outcome === 'later') return false;
    await deps.photos.mark(photo.id, outcome);
  }
  return true;
}

type UploadOutcome = 'uploaded' | 'refused' | 'later';

async function uploadOne(deps: UploadDeps, photo: PhotoEntry, bytes: Uint8Array): Promise<UploadOutcome> {
  const announced = await deps.api.announceBlob({ sha256: photo.id, bytes: photo.bytes, mime: photo.mime });
  if (announced.kind !== 'ok') return meaningOf(announced);
  if (announced.body.done) return 'uploaded';
  for (const index of announced.body.missing) {
    deps.pause.throwIfStopped();
    const chunk = new Uint8Array(bytes.slice(index * blobChunkBytes, (index + 1) * blobChunkBytes));
    const sent = await deps.api.putChunk(photo.id, index, chunk);
    if (sent.kind !== 'ok') return meaningOf(sent);
  }
  const committed = await deps.api.commitBlob(photo.id);
  return committed.kind === 'ok' ? 'uploaded' : meaningOf(committed);
}

/** A photo that the server will never take is shown as such; everything else is tried again. */
function meaningOf(outcome: Exclude<Outcome<unknown>, { kind: 'ok' }>): UploadOutcome {
  const isForGood = outcome.kind === 'refused' && [400, 413, 415, 422].includes(outcome.status);
  return isForGood ? 'refused' : 'later';
}

/** The device's storage took nothing (a full disk, a lock): the same photo is tried again, or this comes to its end. */
function asLater(error: unknown): false {
  if (error instanceof ReplicationStopped) throw error;
  return false;
}
