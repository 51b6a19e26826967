// A person's whole numbers, asked for with a reason.
import { Hono } from 'hono';
import { unmaskRequestSchema } from '../../shared/people/unmask-protocol.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerEnv, Services } from './server-env.ts';

export function unmaskRoutes({ sessions, unmaskPerson }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.use(requireSession(sessions));
  routes.post('/', async (c) =>
    c.json(await unmaskPerson(c.get('caller'), await readJson(c, unmaskRequestSchema))),
  );
  return routes;
}
