// Without a session: sealed saves, and reports of devices. With one: the key with which a device signs.
import { Hono } from 'hono';
import {
  deviceKeySchema,
  sealedItemSchema,
  sealedLimits,
  signedReportSchema,
} from '../../shared/sealed/sealed-protocol.ts';
import { clientAddress } from './client-address.ts';
import { localeOf } from './locale.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerContext, ServerEnv, Services } from './server-env.ts';

/** The oldest app that still speaks this server's protocol. */
const minimumAppVersion = '0.1.0';

export function sealedRoutes({ takeSealed, sealedLimit, config }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.post('/', async (c) => {
    sealedLimit.address.count(addressOf(c, config));
    const item = await readJson(c, sealedItemSchema, sealedLimits.itemBytes);
    sealedLimit.device.count(item.deviceId);
    return c.json({ isHeld: true, status: await takeSealed({ item, locale: localeOf(c) }) });
  });
  return routes;
}

export function deviceRoutes({ deviceDesk, sessions, sealedLimit, config }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.post('/key', requireSession(sessions), async (c) => {
    const { publicKey } = await readJson(c, deviceKeySchema);
    return c.json(await deviceDesk.register(c.get('caller'), publicKey));
  });
  routes.post('/report', async (c) => {
    sealedLimit.address.count(addressOf(c, config));
    const signed = await readJson(c, signedReportSchema);
    sealedLimit.device.count(signed.deviceId);
    const { wipe, isCopied, serverTime } = await deviceDesk.report(signed);
    const told = { ...(wipe ? { wipe } : {}), ...(isCopied ? { isCopied } : {}) };
    return c.json({ ...told, minimumAppVersion, serverTime });
  });
  return routes;
}

function addressOf(c: ServerContext, { trustProxy }: Services['config']): string {
  return clientAddress(c, trustProxy);
}
