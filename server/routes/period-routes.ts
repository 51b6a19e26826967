// Months to confirm: their table, and the sample of one.
import { Hono } from 'hono';
import { periodSampleQuestionSchema, periodsQuestionSchema } from '../../shared/review/periods-protocol.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerEnv, Services } from './server-env.ts';

export function periodRoutes({ sessions, readPeriods }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.use(requireSession(sessions));
  routes.post('/', async (c) =>
    c.json(await readPeriods.table(c.get('caller'), await readJson(c, periodsQuestionSchema))),
  );
  routes.post('/sample', async (c) =>
    c.json(await readPeriods.sample(c.get('caller'), await readJson(c, periodSampleQuestionSchema))),
  );
  return routes;
}
