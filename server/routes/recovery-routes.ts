// After a restore devices say what they hold and bring what is missing; superiors see what waits and what was refused.
import { Hono } from 'hono';
import { AppError } from '../../shared/errors/app-error.ts';
import {
  bringSchema,
  dealtWithQuestionSchema,
  inboxActSchema,
  offerSchema,
  recoveredCollections,
  type RecoveredCollection,
} from '../../shared/recovery/recovery-protocol.ts';
import { localeOf } from './locale.ts';
import { readJson, readPushBody } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerContext, ServerEnv, Services } from './server-env.ts';

/** A thousand ids with their hashes, and room. */
const offerBytes = 256 * 1024;
/** A record may have a megabyte. */
const correctionBytes = 1024 * 1024;

export function recoveryRoutes({ sessions, recovery, store }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.use(requireSession(sessions));
  routes.get('/place', async (c) => {
    const { deviceId } = c.get('caller');
    return c.json({ lastSeq: await store.read((view) => view.receipts.lastSeqOf(deviceId)) });
  });
  routes.post('/:collection/offer', async (c) => {
    const offer = await readJson(c, offerSchema, offerBytes);
    return c.json({ wanted: await recovery.wanted(c.get('caller'), collectionOf(c), offer) });
  });
  routes.post('/:collection/bring', async (c) => {
    const { epoch, rows } = await readPushBody(c, bringSchema);
    const call = { caller: c.get('caller'), collection: collectionOf(c), epoch, rows, locale: localeOf(c) };
    return c.json({ results: await recovery.bring(call) });
  });
  return routes;
}

export function inboxRoutes({ sessions, inbox }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.use(requireSession(sessions));
  routes.get('/', async (c) => c.json(await inbox.list(c.get('caller'), localeOf(c))));
  routes.post('/', async (c) => {
    const request = await readJson(c, inboxActSchema, correctionBytes);
    return c.json(await inbox.act({ caller: c.get('caller'), request, locale: localeOf(c) }));
  });
  routes.post('/dealt-with', async (c) => {
    const { mutationIds } = await readJson(c, dealtWithQuestionSchema);
    return c.json(await inbox.dealtWith(c.get('caller'), mutationIds));
  });
  return routes;
}

function collectionOf(c: ServerContext): RecoveredCollection {
  const name = c.req.param('collection');
  const collection = recoveredCollections.find((known) => known === name);
  if (collection === undefined) throw new AppError('notFound');
  return collection;
}
