// Photos over HTTP: announce, chunk, commit, show.
import { Hono } from 'hono';
import { AppError } from '../../shared/errors/app-error.ts';
import { blobRequestSchema } from '../../shared/sync/protocol.ts';
import { blobChunkBytes } from '../../shared/sync/protocol-version.ts';
import { readBytes, readJson } from './read-body.ts';
import { requireSession } from './require-session.ts';
import type { ServerContext, ServerEnv, Services } from './server-env.ts';

export function blobRoutes({ sessions, photos }: Services): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.use(requireSession(sessions));
  routes.post('/', async (c) =>
    c.json(await photos.announce(c.get('caller'), await readJson(c, blobRequestSchema))),
  );
  routes.put('/:sha256/:index', async (c) => {
    const bytes = await readBytes(c, { bytes: blobChunkBytes, types: /^application\/octet-stream$/i });
    return c.json(await photos.putChunk(c.get('caller'), hashOf(c), indexOf(c), bytes));
  });
  routes.post('/:sha256/commit', async (c) => c.json(await photos.commit(c.get('caller'), hashOf(c))));
  routes.get('/:sha256', async (c) => {
    const { bytes, mime } = await photos.read(c.get('caller'), hashOf(c));
    return c.body(Uint8Array.from(bytes), 200, {
      'content-type': mime,
      'content-security-policy': "default-src 'none'; sandbox",
      'content-disposition': 'inline',
    });
  });
  return routes;
}

function hashOf(c: ServerContext): string {
  const hash = c.req.param('sha256') ?? '';
  if (!/^[0-9a-f]{64}$/.test(hash)) throw new AppError('notFound');
  return hash;
}

function indexOf(c: ServerContext): number {
  const index = c.req.param('index') ?? '';
  if (!/^(0|[1-9]\d{0,2})$/.test(index))
    throw new AppError('badRequest', 'the chunk has the wrong number or length');
  return Number(index);
}
