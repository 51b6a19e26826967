// The address a request came from, for limits: the socket's, or what the trusted proxy in front of us says.
import { BlockList, isIP } from 'node:net';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { ServerContext } from './server-env.ts';

export function clientAddress(c: ServerContext, trustProxy: boolean): string {
  const forwarded = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined;
  return forwarded ?? socketAddress(c) ?? 'unknown';
}

/** Addresses of this machine and of private networks (RFC 1918, RFC 4193). */
const nearSubnets = [
  ['127.0.0.0', 8],
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['::1', 128],
  ['fc00::', 7],
] as const;

/** False for what is no address. */
export function isNear(address: string): boolean {
  const plain = address.replace(/^::ffff:/i, '');
  if (isIP(plain) === 0) return false;
  const list = new BlockList();
  for (const [net, prefix] of nearSubnets) list.addSubnet(net, prefix, familyOf(net));
  return list.check(plain, familyOf(plain));
}

function familyOf(address: string): 'ipv4' | 'ipv6' {
  return isIP(address) === 4 ? 'ipv4' : 'ipv6';
}

/** Requests that tests hand to the app directly come without a socket. */
function socketAddress(c: ServerContext): string | undefined {
  return typeof c.env === 'object' && c.env !== null && 'incoming' in c.env
    ? getConnInfo(c).remote.address
    : undefined;
}
