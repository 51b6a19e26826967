// A load balancer as simple as there is: each request goes to the next server, whole and unchanged.
import { createServer, request as ask } from 'node:http';
import { freePort } from '../free-port.ts';

export type RoundRobin = {
  readonly origin: string;
  /** How many requests each server got. */
  readonly answered: () => readonly number[];
  readonly close: () => Promise<void>;
};

export async function startRoundRobin(origins: readonly string[]): Promise<RoundRobin> {
  const counts = origins.map(() => 0);
  let turn = 0;
  const server = createServer((incoming, outgoing) => {
    const index = turn % origins.length;
    turn += 1;
    counts[index] = (counts[index] ?? 0) + 1;
    const url = new URL(incoming.url ?? '/', origins[index]);
    const { method, headers } = incoming;
    const passed = ask(url, { ...(method === undefined ? {} : { method }), headers }, (reply) => {
      outgoing.writeHead(reply.statusCode ?? 502, reply.headers);
      reply.pipe(outgoing);
    });
    passed.on('error', () => outgoing.destroy());
    incoming.pipe(passed);
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${port}`,
    answered: () => [...counts],
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
