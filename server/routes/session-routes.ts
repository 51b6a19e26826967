// Sign in, keep signed in, sign out.
import { Hono } from 'hono';
import { refreshRequestSchema, sessionRequestSchema } from '../../shared/sync/protocol.ts';
import { clientAddress } from './client-address.ts';
import { readJson } from './read-body.ts';
import { checkProtocol, requireSession } from './require-session.ts';
import type { ServerEnv, Services } from './server-env.ts';

export function sessionRoutes({ sessions, config }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.post('/', async (c) => {
    checkProtocol(c);
    const request = await readJson(c, sessionRequestSchema);
    return c.json(await sessions.signIn({ ...request, address: clientAddress(c, config.trustProxy) }));
  });
  routes.post('/refresh', async (c) => {
    checkProtocol(c);
    const { refreshToken } = await readJson(c, refreshRequestSchema);
    return c.json(await sessions.refresh(refreshToken, c.req.header('bbt-device') ?? ''));
  });
  routes.delete('/', requireSession(sessions), async (c) => {
    await sessions.end(c.get('caller'));
    return c.body(null, 204);
  });
  return routes;
}
