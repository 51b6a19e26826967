// The app's files: hashed assets for ever, everything that can change asked for each time, one page for all addresses.
import { readFile, stat } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';
import { Hono } from 'hono';
import type { ServerContext, ServerEnv } from './server-env.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
  '.txt': 'text/plain; charset=utf-8',
};

const notBuilt =
  '<!doctype html><meta charset="utf-8"><title>半边天</title><p>应用还没有构建，请运行 npm start。 The app is not built yet: run npm start.</p>';

export function staticRoutes(clientDir: string): Hono<ServerEnv> {
  const routes = new Hono<ServerEnv>();
  routes.on(
    ['GET', 'HEAD'],
    '*',
    async (c) => (await fileResponse(c, clientDir, c.req.path)) ?? pageResponse(c, clientDir),
  );
  return routes;
}

/** A file under the client's directory, or undefined; no path leads out of it. */
async function fileResponse(
  c: ServerContext,
  clientDir: string,
  path: string,
): Promise<Response | undefined> {
  const decoded = decodePath(path);
  if (decoded === undefined || decoded.includes('\u0000') || decoded.includes('\\')) return undefined;
  const full = normalize(join(clientDir, decoded));
  const type = types[extname(full)];
  if (type === undefined || !full.startsWith(clientDir + sep)) return undefined;
  const found = await stat(full).catch(() => undefined);
  if (found?.isFile() !== true) return undefined;
  const cacheControl = /^\/assets\/[^/]+-[A-Za-z0-9_-]{8,}\.\w+$/.test(decoded)
    ? 'public, max-age=31536000, immutable'
    : 'no-cache';
  return c.body(Uint8Array.from(await readFile(full)), 200, {
    'content-type': type,
    'cache-control': cacheControl,
  });
}

function decodePath(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** Any address of the app is the same page; a missing file with an ending is missing. */
async function pageResponse(c: ServerContext, clientDir: string): Promise<Response> {
  if (extname(c.req.path) !== '' && extname(c.req.path) !== '.html') return c.text('Not found', 404);
  const page = await fileResponse(c, clientDir, '/index.html');
  return page ?? c.html(notBuilt, 503);
}
