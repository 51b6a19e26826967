// The history of a record, for its reviewer.
import { Hono } from 'hono';
import { historyRequestSchema } from '../../shared/review/history-protocol.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerEnv, Services } from './server-env.ts';

export function historyRoutes({ sessions, readHistory }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.use(requireSession(sessions));
  routes.post('/', async (c) => {
    const { id } = await readJson(c, historyRequestSchema);
    return c.json(await readHistory(c.get('caller'), id));
  });
  return routes;
}
