// 查数 and 数据统计 asked of the server: figures, months, the records behind a number, the table as a file; outcomes of tasks.
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { AppError } from '../../shared/errors/app-error.ts';
import { figureQuestionSchema } from '../../shared/indicators/figures-protocol.ts';
import { outcomeQuestionsSchema } from '../../shared/indicators/outcomes-protocol.ts';
import {
  figureRecordsQuestionSchema,
  statisticsFileRequestSchema,
  statisticsQuestionSchema,
} from '../../shared/indicators/statistics-protocol.ts';
import { accountById } from '../access/sessions.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerContext, ServerEnv, Services } from './server-env.ts';

export function figureRoutes(services: Services): Hono<ServerEnv> {
  const { sessions, answerFigures, answerOutcomes, downloads } = services;
  const routes = new Hono<ServerEnv>();
  routes.get('/file/:token', (c) => sendFile(services, c, c.req.param('token')));
  routes.use(requireSession(sessions));
  routes.post('/', async (c) =>
    c.json(await answerFigures(c.get('caller'), await readJson(c, figureQuestionSchema))),
  );
  routes.post('/outcomes', async (c) => {
    const { questions } = await readJson(c, outcomeQuestionsSchema);
    return c.json(await answerOutcomes(c.get('caller'), questions));
  });
  routes.post('/statistics', async (c) =>
    c.json(await services.answerStatistics(c.get('caller'), await readJson(c, statisticsQuestionSchema))),
  );
  routes.post('/months', async (c) =>
    c.json(await services.answerMonths(c.get('caller'), await readJson(c, figureQuestionSchema))),
  );
  routes.post('/records', async (c) =>
    c.json(
      await services.answerFigureRecords(c.get('caller'), await readJson(c, figureRecordsQuestionSchema)),
    ),
  );
  routes.post('/file', async (c) => {
    const asked = await readJson(c, statisticsFileRequestSchema);
    const token = downloads.make({ account: c.get('caller').account.id, asked: { statistics: asked } });
    return c.json({ path: `/api/figures/file/${token}` });
  });
  return routes;
}

const askedSchema = z.object({ statistics: statisticsFileRequestSchema });

/** Scope is asked again: the account may have moved since. */
async function sendFile(services: Services, c: ServerContext, token: string): Promise<Response> {
  const { downloads, exportStatistics, store, trees } = services;
  const download = downloads.read(token);
  if (download === undefined) throw new AppError('notFound');
  const asked = askedSchema.safeParse(download.asked);
  if (!asked.success) throw new AppError('notFound');
  const { locale, ...question } = asked.data.statistics;
  const caller = await store.read(async (view) => {
    const account = await accountById(view, trees, download.account);
    return account === undefined ? undefined : { account, tree: (await trees.at(view)).tree };
  });
  if (caller === undefined) throw new AppError('notFound');
  const { name, bytes } = await exportStatistics(caller, question, locale);
  return c.body(bytes, 200, {
    'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'content-disposition': `attachment; filename="statistics.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
  });
}
