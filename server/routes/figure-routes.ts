// 查数 asked of the server.
import { Hono } from 'hono';
import { figureQuestionSchema } from '../../shared/indicators/figures-protocol.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerEnv, Services } from './server-env.ts';

export function figureRoutes({ sessions, answerFigures }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.use(requireSession(sessions));
  routes.post('/', async (c) =>
    c.json(await answerFigures(c.get('caller'), await readJson(c, figureQuestionSchema))),
  );
  return routes;
}
