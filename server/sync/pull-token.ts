// The opaque `since` of a pull: the last position scanned and, in a first download, where it began.
import { AppError } from '../../shared/errors/app-error.ts';

/**
 * `sweptTo`: the counter when a download from nothing began. What lies at or below it and does not belong to the device
 * was never given to it (a document that moved since has a higher position), so its leave need not be told.
 */
export type PullToken = { readonly position: number; readonly sweptTo: number };

export function formatPullToken(token: PullToken): string {
  return token.sweptTo > token.position ? `${token.position}.${token.sweptTo}` : String(token.position);
}

/** Strict: whatever this server cannot have said is refused. */
export function parsePullToken(text: string): PullToken {
  const [, position = '', swept = '0'] = /^(0|[1-9]\d{0,15})(?:\.([1-9]\d{0,15}))?$/.exec(text) ?? [];
  const token = { position: Number(position), sweptTo: Number(swept) };
  const isSafe = Number.isSafeInteger(token.position) && Number.isSafeInteger(token.sweptTo);
  if (position === '' || !isSafe || (token.sweptTo !== 0 && token.sweptTo <= token.position))
    throw new AppError('badCheckpoint');
  return token;
}
