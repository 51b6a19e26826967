// 查数 asked of the server, and what units reached of the outcomes that tasks are measured by.
import { Hono } from 'hono';
import { figureQuestionSchema } from '../../shared/indicators/figures-protocol.ts';
import { outcomeQuestionsSchema } from '../../shared/indicators/outcomes-protocol.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerEnv, Services } from './server-env.ts';

export function figureRoutes({ sessions, answerFigures, answerOutcomes }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.use(requireSession(sessions));
  routes.post('/', async (c) =>
    c.json(await answerFigures(c.get('caller'), await readJson(c, figureQuestionSchema))),
  );
  routes.post('/outcomes', async (c) => {
    const { questions } = await readJson(c, outcomeQuestionsSchema);
    return c.json(await answerOutcomes(c.get('caller'), questions));
  });
  return routes;
}
