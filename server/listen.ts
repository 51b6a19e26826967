// Opens the port and closes everything in order when the process is told to end.
import { createServer as createHttpServer, type Server as HttpServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Config } from './config.ts';
import type { Server } from './create-server.ts';
import { createTryToday, startDailyPurge } from './retention/daily-purge.ts';
import { startCommitWatch } from './sync/commit-watch.ts';

export type Listening = { readonly address: string; readonly close: () => Promise<void> };

/** How late a phone hears of what another process wrote, at most, where the database does not tell by itself. */
const lookEveryMs = 2_000;

/** Listens; a port in use or a host that is not ours is an error with one clear line. */
export async function listen(server: Server, config: Config): Promise<Listening> {
  const listener = getRequestListener(server.app.fetch);
  const http = createHttpServer(
    { headersTimeout: 20_000, requestTimeout: 120_000, keepAliveTimeout: 10_000 },
    (request, response) => void listener(request, response),
  );
  const port = await open(http, config);
  const watch = startCommitWatch(server, { everyMs: lookEveryMs });
  const purging = startDailyPurge(createTryToday(server));
  const host = config.host.includes(':') ? `[${config.host}]` : config.host;
  return {
    address: `http://${host}:${port}`,
    close: async () => {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeAllConnections();
      await closed;
      await watch.close();
      await purging.close();
      await server.store.close();
    },
  };
}

function open(http: HttpServer, config: Config): Promise<number> {
  return new Promise((resolve, reject) => {
    http.once('error', (error) => reject(inWords(error, config)));
    http.listen(config.port, config.host, () => {
      const address = http.address();
      resolve(typeof address === 'object' && address !== null ? address.port : config.port);
    });
  });
}

function inWords(error: Error, config: Config): Error {
  const code = 'code' in error ? String(error.code) : '';
  if (code === 'EADDRINUSE')
    return new Error(
      `Port ${config.port} on ${config.host} is in use by another program: stop it, or set PORT.`,
    );
  if (code === 'EADDRNOTAVAIL')
    return new Error(`HOST is "${config.host}", but this machine has no such address.`);
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EINVAL')
    return new Error(
      `HOST is "${config.host}", but no address is known under that name: set it to an address of this machine, or to 0.0.0.0 for all.`,
    );
  if (code === 'EACCES')
    return new Error(`Port ${config.port} may not be opened by this user: set PORT to a number above 1024.`);
  return error;
}
