// 对标定位 asked of the server.
import { Hono } from 'hono';
import { gradeQuestionSchema } from '../../shared/grading/grading-protocol.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerEnv, Services } from './server-env.ts';

export function gradingRoutes({ sessions, answerGrades }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.use(requireSession(sessions));
  routes.post('/', async (c) =>
    c.json(await answerGrades(c.get('caller'), await readJson(c, gradeQuestionSchema))),
  );
  return routes;
}
