// How much of an account is on this device alone: asked before anything that could lose it.
import type { Repositories } from '../database/repositories.ts';
import { firstValue } from '../database/watchable.ts';
import type { UnsentDocuments } from '../replication/unsent-documents.ts';

/** How much of an account is on this device alone. */
export type Holdings = {
  /** Documents without a receipt, and photos on their way. */
  readonly unsent: number;
  /** Forms that are not finished, and texts of reports that the server does not have. */
  readonly drafts: number;
  /** Documents and photos that were refused. */
  readonly refused: number;
};

export async function holdingsOf(unsent: UnsentDocuments, repositories: Repositories): Promise<Holdings> {
  const { drafts, quarantine, photos, reportTexts } = repositories;
  const [waiting, refusedPhotos] = [await photos.inState('waiting'), await photos.inState('refused')];
  const [open, aside] = [await firstValue(quarantine.watchOpen()), await firstValue(quarantine.watchAside())];
  return {
    unsent: unsent.list().length + waiting.length,
    drafts: (await firstValue(drafts.watchList())).length + (await reportTexts.count()),
    refused: open.length + aside.length + refusedPhotos.length,
  };
}
