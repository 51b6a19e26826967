// The address a request came from, for limits: the socket's, or what the trusted proxy in front of us says.
import { getConnInfo } from '@hono/node-server/conninfo';
import type { ServerContext } from './server-env.ts';

export function clientAddress(c: ServerContext, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded ?? socketAddress(c) ?? 'unknown';
}

/** Requests that tests hand to the app directly come without a socket. */
function socketAddress(c: ServerContext): string | undefined {
  return typeof c.env === 'object' && c.env !== null && 'incoming' in c.env
    ? getConnInfo(c).remote.address
    : undefined;
}
