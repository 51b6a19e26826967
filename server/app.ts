// The HTTP application: headers, request ids, routes, errors. Takes its parts, so that tests build it with theirs.
import { Hono } from 'hono';
import { routePath } from 'hono/route';
import { compress } from 'hono/compress';
import { AppError } from '../shared/errors/app-error.ts';
import { blobRoutes } from './routes/blob-routes.ts';
import { figureRoutes } from './routes/figure-routes.ts';
import { gradingRoutes } from './routes/grading-routes.ts';
import { healthRoutes } from './routes/health-routes.ts';
import { historyRoutes } from './routes/history-routes.ts';
import { ledgerRoutes } from './routes/ledger-routes.ts';
import { periodRoutes } from './routes/period-routes.ts';
import { problemResponse } from './routes/problem.ts';
import { queryRoutes } from './routes/query-routes.ts';
import { inboxRoutes, recoveryRoutes } from './routes/recovery-routes.ts';
import { reportRoutes } from './routes/report-routes.ts';
import { securityHeaders } from './routes/security-headers.ts';
import { deviceRoutes, sealedRoutes } from './routes/sealed-routes.ts';
import type { ServerEnv, Services } from './routes/server-env.ts';
import { sessionRoutes } from './routes/session-routes.ts';
import { setupRoutes } from './routes/setup-routes.ts';
import { staticRoutes } from './routes/static-routes.ts';
import { syncRoutes } from './routes/sync-routes.ts';
import { unmaskRoutes } from './routes/unmask-routes.ts';

const compressible =
  /^(application\/(json|problem\+json|manifest\+json|wasm)|text\/(html|css|javascript|plain)|image\/svg\+xml)/;

export function createApp(services: Services, newRequestId: () => string): Hono<ServerEnv> {
  const app = new Hono<ServerEnv>();
  app.use(securityHeaders({ isBehindTls: services.config.publicUrl.startsWith('https:') }));
  app.use(async (c, next) => {
    c.set('requestId', newRequestId());
    const elapsed = services.metrics.stopwatch();
    await next();
    const took = elapsed();
    if (!c.req.path.startsWith('/api/')) return;
    services.metrics.answered({
      ...{ method: c.req.method, route: routePath(c), status: c.res.status, seconds: took / 1000 },
    });
    services.log.info('request', {
      requestId: c.get('requestId'),
      method: c.req.method,
      route: routeName(c.req.path),
      status: c.res.status,
      ms: Math.round(took),
    });
  });
  app.use(compress({ encoding: 'gzip', contentTypeFilter: compressible }));
  app.route('/api', healthRoutes(services));
  app.route('/api/setup', setupRoutes(services));
  app.route('/api/session', sessionRoutes(services));
  app.route('/api/sync', syncRoutes(services));
  app.route('/api/query', queryRoutes(services));
  app.route('/api/figures', figureRoutes(services));
  app.route('/api/grades', gradingRoutes(services));
  app.route('/api/ledgers', ledgerRoutes(services));
  app.route('/api/periods', periodRoutes(services));
  app.route('/api/reports', reportRoutes(services));
  app.route('/api/recovery', recoveryRoutes(services));
  app.route('/api/inbox', inboxRoutes(services));
  app.route('/api/history', historyRoutes(services));
  app.route('/api/unmask', unmaskRoutes(services));
  app.route('/api/blobs', blobRoutes(services));
  app.route('/api/sealed', sealedRoutes(services));
  app.route('/api/device', deviceRoutes(services));
  app.all('/api/*', () => {
    throw new AppError('notFound');
  });
  app.route('/', staticRoutes(services.config.clientDir));
  app.onError((error, c) => problemResponse(c, error, services.log));
  return app;
}

/** The path without hashes and the addresses of files, which are nobody's business in a log. */
function routeName(path: string): string {
  return path.replace(/\/[0-9a-f]{64}/g, '/:sha256').replace(/\/file\/.*/, '/file/:token');
}
