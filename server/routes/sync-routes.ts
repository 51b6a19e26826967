// Push, pull and the stream of pokes.
import { Hono } from 'hono';
import { AppError } from '../../shared/errors/app-error.ts';
import { replicatedCollections, type CollectionName } from '../../shared/records/record.ts';
import { pushRequestSchema } from '../../shared/sync/protocol.ts';
import { pullLimits } from '../../shared/sync/protocol-version.ts';
import { isHistoryKnown, parseSeen } from '../sync/seen.ts';
import { localeOf } from './locale.ts';
import { pokeStream } from './poke-stream.ts';
import { readPushBody } from './read-body.ts';
import { checkProtocol, requireSession } from './require-session.ts';
import type { ServerContext, ServerEnv, Services } from './server-env.ts';

export function syncRoutes(services: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.use(requireSession(services.sessions));
  routes.get('/stream', async (c) => {
    const { seen } = seenOf(c);
    if (!(await services.store.read((view) => isHistoryKnown(view, seen))))
      throw new AppError('epochChanged');
    return pokeStream(c, services);
  });
  routes.get('/:collection/pull', async (c) =>
    c.body(await pull(c, services), 200, { 'content-type': 'application/json; charset=utf-8' }),
  );
  routes.post('/:collection/push', async (c) => {
    const collection = collectionOf(c);
    const request = await readPushBody(c, pushRequestSchema);
    const reply = await services.acceptPush({
      ...{ caller: c.get('caller'), collection, request },
      ...{ locale: localeOf(c), ...seenOf(c) },
    });
    services.metrics.judged(
      collection,
      reply.rows.map(({ status }) => status),
    );
    return c.json(reply);
  });
  return routes;
}

function pull(c: ServerContext, services: Services): Promise<string> {
  checkProtocol(c);
  const { since = '0', limit, epoch, scope, ids } = c.req.query();
  const call = {
    caller: c.get('caller'),
    collection: collectionOf(c),
    since,
    ...(epoch ? { epoch } : {}),
    ...(scope ? { scope } : {}),
    ...seenOf(c),
  };
  return ids === undefined
    ? services.readPull.page({ ...call, limit: limitOf(limit) })
    : services.readPull.byIds({ ...call, ids: idsOf(ids) });
}

/** The collection named in the path; any other word is no route. */
export function collectionOf(c: ServerContext): CollectionName {
  const name = c.req.param('collection');
  const collection = replicatedCollections.find((known) => known === name);
  if (collection === undefined) throw new AppError('notFound');
  return collection;
}

function seenOf(c: ServerContext): { seen?: NonNullable<ReturnType<typeof parseSeen>> } {
  const seen = parseSeen(c.req.header('bbt-seen'));
  return seen === undefined ? {} : { seen };
}

function limitOf(text: string | undefined): number {
  if (text === undefined) return pullLimits.default;
  const limit = /^[1-9]\d{0,3}$/.test(text) ? Number(text) : 0;
  if (limit < 1 || limit > pullLimits.max)
    throw new AppError('badRequest', `limit is a number from 1 to ${pullLimits.max}`);
  return limit;
}

function idsOf(text: string): readonly string[] {
  const ids = [...new Set(text.split(','))];
  if (ids.length > pullLimits.default || ids.some((id) => !/^[A-Za-z0-9-]{1,64}$/.test(id)))
    throw new AppError('badRequest', 'ids is a list of at most 500 ids');
  return ids;
}
