// Lets a request through only with a valid access token from the device that it was given to.
import type { MiddlewareHandler } from 'hono';
import { AppError } from '../../shared/errors/app-error.ts';
import { protocolVersion } from '../../shared/sync/protocol-version.ts';
import type { Sessions } from '../access/sessions.ts';
import type { ServerContext, ServerEnv } from './server-env.ts';

export function requireSession(sessions: Sessions): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const [, token] = /^Bearer ([A-Za-z0-9_-]{20,100})$/.exec(c.req.header('authorization') ?? '') ?? [];
    if (token === undefined) throw new AppError('signInNeeded');
    c.set('caller', await sessions.authenticate(token, c.req.header('bbt-device') ?? ''));
    await next();
  };
}

/** Session and pull of an app too old for this server ask for an update; a push is always taken. */
export function checkProtocol(c: ServerContext): void {
  const version = c.req.header('bbt-protocol');
  if (version === undefined) return;
  if (!/^\d{1,4}$/.test(version)) throw new AppError('badRequest', 'Bbt-Protocol is not a number');
  if (Number(version) < protocolVersion) throw new AppError('updateNeeded');
}
