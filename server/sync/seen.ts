// `Bbt-Seen`: the newest commit a device ever saw. If our history does not hold it, our history was rewound.
import { AppError } from '../../shared/errors/app-error.ts';
import type { StoreView } from '../store/store.ts';

export type Seen = { readonly position: number; readonly stamp: string };

/** Parses the header; anything that is not `position,stamp` is no protocol. */
export function parseSeen(header: string | undefined): Seen | undefined {
  if (header === undefined || header === '') return undefined;
  const [, position = '', stamp = ''] = /^(0|[1-9]\d{0,15}),([A-Za-z0-9_-]{0,40})$/.exec(header) ?? [];
  if (position === '' || !Number.isSafeInteger(Number(position)))
    throw new AppError('badRequest', 'Bbt-Seen is not position,stamp');
  return { position: Number(position), stamp };
}

/** False when the position lies beyond our counter or another commit stands there; a commit too old to be kept passes. */
export async function isHistoryKnown(
  view: Pick<StoreView, 'feed'>,
  seen: Seen | undefined,
): Promise<boolean> {
  if (seen === undefined || seen.position === 0) return true;
  const committed = await view.feed.committed();
  if (seen.position > committed.position) return false;
  const stamp =
    seen.position === committed.position ? committed.stamp : await view.feed.stampAt(seen.position);
  return stamp === 'oldest' || stamp === seen.stamp;
}
