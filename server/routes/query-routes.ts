// Office questions beyond the device window.
import { Hono } from 'hono';
import { queryRequestSchema } from '../../shared/sync/protocol.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerEnv, Services } from './server-env.ts';
import { collectionOf } from './sync-routes.ts';

export function queryRoutes({ sessions, runQuery }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.use(requireSession(sessions));
  routes.post('/:collection', async (c) => {
    const request = await readJson(c, queryRequestSchema);
    const body = await runQuery(c.get('caller'), collectionOf(c), request);
    return c.body(body, 200, { 'content-type': 'application/json; charset=utf-8' });
  });
  return routes;
}
