// The address a request came from, for limits: the socket's, or what the trusted proxy in front of us says.
import { getConnInfo } from '@hono/node-server/conninfo';
import type { ServerContext } from './server-env.ts';

export function clientAddress(c: ServerContext, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded ?? socketAddress(c) ?? 'unknown';
}

/** What a proxy adds to a request that it hands on. */
const ofProxies = ['x-forwarded-for', 'forwarded', 'x-real-ip', 'via'] as const;

/** From this machine, and not handed on by a proxy on it, as far as a request shows. */
export function isFromHere(c: ServerContext): boolean {
  const address = socketAddress(c)?.replace(/^::ffff:/i, '') ?? '';
  const isLoopback = address === '::1' || /^127\.\d+\.\d+\.\d+$/.test(address);
  return isLoopback && ofProxies.every((name) => c.req.header(name) === undefined);
}

/** Requests that tests hand to the app directly come without a socket. */
function socketAddress(c: ServerContext): string | undefined {
  return typeof c.env === 'object' && c.env !== null && 'incoming' in c.env
    ? getConnInfo(c).remote.address
    : undefined;
}
