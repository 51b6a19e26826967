// `npm start`: builds the app if it is out of date, migrates, serves app and API on one port.
import { runServer, stopWithLine } from '../run-server.ts';
import { buildClientIfStale } from './build-client.ts';

try {
  await buildClientIfStale();
} catch (error) {
  stopWithLine(error);
}
await runServer({ dataDir: 'data', announce: (address) => `半边天 is at ${address}` });
