// Reports of offices: their list, their text, their steps, and files by an address of their own.
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { AppError } from '../../shared/errors/app-error.ts';
import {
  newReportSchema,
  reportEditSchema,
  reportFileSchema,
  reportMoveSchema,
  reportRefreshSchema,
} from '../../shared/reports/report-protocol.ts';
import { accountById } from '../access/sessions.ts';
import { makeReportFile } from '../reports/report-file.ts';
import { readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerEnv, Services } from './server-env.ts';

const fileSchema = z.object({ report: z.string(), kind: z.enum(['docx', 'facts']) });

export function reportRoutes(services: Services): Hono<ServerEnv> {
  const { sessions, reportDesk, downloads, store, trees, registry } = services;
  const routes = new Hono<ServerEnv>();
  routes.get('/file/:token', async (c) => {
    const download = downloads.read(c.req.param('token'));
    const asked = fileSchema.safeParse(download?.asked);
    if (download === undefined || !asked.success) throw new AppError('notFound');
    const by = await store.read(async (view) => {
      const account = await accountById(view, trees, download.account);
      return account === undefined ? undefined : { account, tree: (await trees.at(view)).tree };
    });
    if (by === undefined) throw new AppError('notFound');
    const { report, kind } = asked.data;
    const row = await reportDesk.take(by, report, kind === 'docx' ? 'docx' : 'json');
    const file = await makeReportFile(row, kind, { registry, tree: by.tree });
    const plain = kind === 'docx' ? 'report.docx' : 'facts.json';
    return c.body(file.bytes, 200, {
      'content-type': file.contentType,
      'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    });
  });
  routes.use(requireSession(sessions));
  routes.get('/', async (c) => {
    const caller = c.get('caller');
    const unitId = c.req.query('unit') ?? caller.account.orgUnitId;
    return c.json({ reports: await reportDesk.list(caller, unitId) });
  });
  routes.post('/', async (c) =>
    c.json(await reportDesk.create(c.get('caller'), await readJson(c, newReportSchema))),
  );
  routes.get('/:id', async (c) => c.json(await reportDesk.read(c.get('caller'), c.req.param('id'))));
  routes.put('/:id', async (c) =>
    c.json(await reportDesk.save(c.get('caller'), c.req.param('id'), await readJson(c, reportEditSchema))),
  );
  routes.post('/:id/compare', async (c) =>
    c.json(await reportDesk.compare(c.get('caller'), c.req.param('id'))),
  );
  routes.post('/:id/refresh', async (c) =>
    c.json(
      await reportDesk.refresh(c.get('caller'), c.req.param('id'), await readJson(c, reportRefreshSchema)),
    ),
  );
  routes.post('/:id/move', async (c) =>
    c.json(await reportDesk.move(c.get('caller'), c.req.param('id'), await readJson(c, reportMoveSchema))),
  );
  routes.post('/:id/file', async (c) => {
    const [caller, report] = [c.get('caller'), c.req.param('id')];
    const { kind } = await readJson(c, reportFileSchema);
    // Whoever may not read it gets no address.
    await reportDesk.read(caller, report);
    const token = downloads.make({ account: caller.account.id, asked: { report, kind } });
    return c.json({ path: `/api/reports/file/${token}` });
  });
  return routes;
}
