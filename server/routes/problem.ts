// Errors as RFC 9457 problem details with our code; a defect says nothing of itself.
import { AppError } from '../../shared/errors/app-error.ts';
import { errorCodes } from '../../shared/errors/error-codes.ts';
import type { Problem } from '../../shared/sync/protocol.ts';
import type { Logger } from '../logger.ts';
import { storageFaultOf } from '../store/storage-fault.ts';
import { localeOf } from './locale.ts';
import type { ServerContext } from './server-env.ts';

/** The answer to a failed request. Known failures keep their code, everything else is logged and becomes a defect. */
export function problemResponse(c: ServerContext, error: unknown, log: Logger): Response {
  const known = error instanceof AppError ? error : unexpected(c, error, log);
  const entry = errorCodes[known.code];
  const title = entry[localeOf(c)];
  const detail = known.code !== 'defect' && known.message !== entry.en ? { detail: known.message } : {};
  const problem: Problem = {
    type: `urn:banbiantian:error:${known.code}`,
    title,
    status: entry.status,
    code: known.code,
    ...detail,
  };
  const headers = new Headers({ 'content-type': 'application/problem+json; charset=utf-8' });
  const retryAfter = known.retryAfterSeconds ?? (entry.retryable ? 5 : undefined);
  if (retryAfter !== undefined) headers.set('retry-after', String(retryAfter));
  return new Response(JSON.stringify(problem), { status: entry.status, headers });
}

const storageRetrySeconds = 30;

/** A storage that cannot be used now is named in the log and tried again; the rest are defects. */
function unexpected(c: ServerContext, error: unknown, log: Logger): AppError {
  const request = { requestId: c.get('requestId'), path: c.req.path };
  const fault = storageFaultOf(error);
  log.defect(fault === undefined ? 'requestFailed' : 'storageUnavailable', error, { ...request, fault });
  return fault === undefined
    ? new AppError('defect')
    : new AppError('storageUnavailable', undefined, storageRetrySeconds);
}
