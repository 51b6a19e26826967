// Ledgers: the records of a screen, and files by an address of their own.
import { Hono } from 'hono';
import { AppError } from '../../shared/errors/app-error.ts';
import {
  ledgerFileRequestSchema,
  ledgerQuestionSchema,
  type LedgerFormat,
} from '../../shared/ledgers/ledger-protocol.ts';
import { accountById } from '../access/sessions.ts';
import { readerOf } from '../ledgers/read-ledger.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerEnv, Services } from './server-env.ts';

const contentTypes: Readonly<Record<LedgerFormat, string>> = {
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
};

export function ledgerRoutes(services: Services): Hono<ServerEnv> {
  const { sessions, answerLedger, exportLedger, downloads, store, trees } = services;
  const routes = new Hono<ServerEnv>();
  routes.get('/file/:token', async (c) => {
    const download = downloads.read(c.req.param('token'));
    if (download === undefined) throw new AppError('notFound');
    const { locale, format = 'xlsx', ...question } = ledgerFileRequestSchema.parse(download.asked);
    const caller = await store.read(async (view) => {
      const account = await accountById(view, trees, download.account);
      return account === undefined ? undefined : { account, tree: (await trees.at(view)).tree };
    });
    if (caller === undefined) throw new AppError('notFound');
    const reader = readerOf(caller.account, caller.tree, question);
    const { id, orgUnitId: unitId } = caller.account;
    const { name, bytes } = await exportLedger({ account: id, unitId }, reader, question, {
      locale,
      format,
    });
    return c.body(bytes, 200, {
      'content-type': contentTypes[format],
      'content-disposition': `attachment; filename="ledger.${format}"; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  });
  routes.use(requireSession(sessions));
  routes.post('/', async (c) => {
    const { locale = 'zh', ...question } = await readJson(c, ledgerQuestionSchema);
    const { account, tree } = c.get('caller');
    return c.json(await answerLedger(readerOf(account, tree, question), question, locale));
  });
  routes.post('/file', async (c) => {
    const asked = await readJson(c, ledgerFileRequestSchema);
    const token = downloads.make({ account: c.get('caller').account.id, asked });
    return c.json({ path: `/api/ledgers/file/${token}` });
  });
  return routes;
}
