// The server's own parts on the database of a race, without HTTP: what commits, reads and orders is the real thing.
import { createServer, type Server } from '../../../server/create-server.ts';
import { readConfig } from '../../../server/config.ts';
import { createTestClock } from '../server/test-server.ts';
import { testRegistry } from '../server/test-registry.ts';
import type { WriterOrder } from './commit-plan.ts';

export function serverOn({
  dataDir,
  databaseUrl,
}: Pick<WriterOrder, 'dataDir' | 'databaseUrl'>): Promise<Server> {
  const url = databaseUrl === undefined ? {} : { DATABASE_URL: databaseUrl };
  const config = readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'warn', PORT: '0', ...url });
  return createServer(config, { registry: testRegistry, clock: createTestClock('2026-10-20T02:00:00.000Z') });
}
