// The server process: `node server/main.ts`.
import { runServer } from './run-server.ts';

await runServer({ dataDir: 'data', announce: (address) => `半边天 is at ${address}` });
