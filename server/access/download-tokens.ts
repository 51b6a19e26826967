// Addresses that give one file to whoever holds them, for a minute: phones and office programs fetch without our headers.
import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod/mini';
import type { Clock } from '../clock.ts';

/** What is given, and in whose name: scope is asked again when it is fetched. */
export type Download = { readonly account: string; readonly asked: unknown };

export type DownloadTokens = {
  readonly make: (download: Download) => string;
  /** Undefined when it is not one of ours, or too old. */
  readonly read: (token: string) => Download | undefined;
};

const lifeSeconds = 60;
const downloadSchema = z.object({ account: z.string(), asked: z.unknown(), until: z.number() });

/** Nothing is stored: any process that knows the server's key can read what another has made. */
export function createDownloadTokens(deps: {
  readonly serverKey: Uint8Array;
  readonly clock: Clock;
}): DownloadTokens {
  const sign = (body: string): string =>
    createHmac('sha256', deps.serverKey).update(`download:${body}`).digest('base64url');
  return {
    make: (download) => {
      const until = deps.clock.now().getTime() + lifeSeconds * 1000;
      const body = Buffer.from(JSON.stringify({ ...download, until })).toString('base64url');
      return `${body}.${sign(body)}`;
    },
    read: (token) => {
      const [body = '', signature = ''] = token.split('.');
      const [given, right] = [Buffer.from(signature), Buffer.from(sign(body))];
      if (given.length !== right.length || !timingSafeEqual(given, right)) return undefined;
      const { account, asked, until } = downloadSchema.parse(
        JSON.parse(Buffer.from(body, 'base64url').toString('utf8')),
      );
      return until < deps.clock.now().getTime() ? undefined : { account, asked };
    },
  };
}
