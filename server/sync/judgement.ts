// What the server says to one row, before it becomes a line of the reply.
import { mayRead } from '../../shared/access/feed-keys.ts';
import { errorCodes, type ErrorCode } from '../../shared/errors/error-codes.ts';
import type { SyncedDocument } from '../../shared/records/record.ts';
import type { RowVerdict } from '../../shared/sync/protocol.ts';
import type { RowContext } from './row-context.ts';

/** `isApplied`: the edit took part in the master, so a seq at or below it is no news. */
export type Judgement = Pick<RowVerdict, 'status' | 'code' | 'message' | 'fields' | 'rev' | 'conflicts'> & {
  readonly master?: SyncedDocument;
  readonly isApplied: boolean;
};

/** A quarantine in words. The master goes with it only if the caller may read it. */
export function quarantined(
  context: RowContext,
  code: ErrorCode,
  fields: readonly string[] = [],
  master?: SyncedDocument,
  words?: string,
): Judgement {
  const message = words ?? errorCodes[code][context.locale];
  return {
    status: 'quarantined',
    code,
    message,
    ...(fields.length > 0 ? { fields: [...fields] } : {}),
    ...masterFor(context, master),
    isApplied: false,
  };
}

/**
 * The same content saved again changes nothing, so what stands is not what was sent: it has another stamp. Only with the
 * master does the device hold what the server holds.
 */
export function asItStands(context: RowContext, master: SyncedDocument): Judgement {
  return { status: 'merged', ...masterFor(context, master), isApplied: true };
}

/** The master and its revision when the caller may read it, else nothing at all. */
export function masterFor(
  context: RowContext,
  master: SyncedDocument | undefined,
): { master?: SyncedDocument; rev?: number } {
  const { account, tree } = context.caller;
  return master !== undefined && mayRead(account, context.collection, master, tree)
    ? { master, rev: master.rev }
    : {};
}
