// `npm start`: builds the app if it is out of date, migrates, serves app and API on one port.
import { runServer } from '../run-server.ts';
import { buildClientIfStale } from './build-client.ts';

await runServer({
  dataDir: 'data',
  build: buildClientIfStale,
  announce: (address) => `半边天 is at ${address}`,
});
