// Ledgers: the records of a screen, and workbooks by an address of their own.
import { Hono } from 'hono';
import { AppError } from '../../shared/errors/app-error.ts';
import {
  ledgerFileRequestSchema,
  ledgerQuestionSchema,
  mostOnScreen,
} from '../../shared/ledgers/ledger-protocol.ts';
import { accountById } from '../access/sessions.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerEnv, Services } from './server-env.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export function ledgerRoutes(services: Services): Hono<ServerEnv> {
  const { sessions, readLedger, makeWorkbook, downloads, store, trees } = services;
  const routes = new Hono<ServerEnv>();
  routes.get('/file/:token', async (c) => {
    const download = downloads.read(c.req.param('token'));
    if (download === undefined) throw new AppError('notFound');
    const { locale, ...question } = ledgerFileRequestSchema.parse(download.asked);
    const reader = await store.read(async (view) => {
      const account = await accountById(view, trees, download.account);
      return account === undefined ? undefined : { account, tree: (await trees.at(view)).tree };
    });
    if (reader === undefined) throw new AppError('notFound');
    const { name, bytes } = await makeWorkbook(reader, question, locale);
    return c.body(Uint8Array.from(bytes), 200, {
      'content-type': xlsx,
      'content-disposition': `attachment; filename="ledger.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  });
  routes.use(requireSession(sessions));
  routes.post('/', async (c) =>
    c.json(await readLedger(c.get('caller'), await readJson(c, ledgerQuestionSchema), mostOnScreen)),
  );
  routes.post('/file', async (c) => {
    const asked = await readJson(c, ledgerFileRequestSchema);
    const token = downloads.make({ account: c.get('caller').account.id, asked });
    return c.json({ path: `/api/ledgers/file/${token}` });
  });
  return routes;
}
