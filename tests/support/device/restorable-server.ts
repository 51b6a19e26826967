// The real server on one address, whose database can be put back to an earlier moment: by backup and restore, or by a copied file.
import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeBackup } from '../../../server/store/backup/make-backup.ts';
import { restoreBackup } from '../../../server/store/backup/restore-backup.ts';
import { readConfig } from '../../../server/config.ts';
import { createServer, type Server } from '../../../server/create-server.ts';
import { listen, type Listening } from '../../../server/listen.ts';
import { person } from '../../../shared/people/person.ts';
import { defineRegistry } from '../../../shared/record-types/define-registry.ts';
import { probeRecord, setUpProbeServer } from './real-server.ts';

export type RestorableServer = {
  readonly address: string;
  readonly server: () => Server;
  readonly backUp: () => Promise<void>;
  /** `isAnnounced`: with the command; else the files of then are copied back, and nobody is told. */
  readonly putBack: (isAnnounced: boolean) => Promise<void>;
  readonly close: () => Promise<void>;
};

export async function startRestorableServer(): Promise<RestorableServer> {
  const root = mkdtempSync(join(tmpdir(), 'banbiantian-restore-'));
  const [dataDir, copyDir, file] = [join(root, 'data'), join(root, 'copy'), join(root, 'a.backup')];
  mkdirSync(dataDir);
  let [port, backups, restores] = [0, 0, 0];
  let running: { readonly server: Server; readonly listening: Listening } | undefined;
  const start = async (): Promise<void> => {
    const config = { ...readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error' }), port };
    const server = await createServer(config, {
      registry: defineRegistry([probeRecord, person]),
      passwordCost: { memoryKib: 64, passes: 1 },
    });
    const listening = await listen(server, config);
    port = Number(new URL(listening.address).port);
    running = { server, listening };
  };
  const stop = async (): Promise<void> => {
    await running?.listening.close();
    running = undefined;
  };
  const places = { dataDir, blobDir: join(dataDir, 'blobs') };
  await start();
  const server = (): Server => {
    if (running === undefined) throw new Error('the server is stopped');
    return running.server;
  };
  await setUpProbeServer(server());
  return {
    address: `http://127.0.0.1:${port}`,
    server,
    backUp: async () => {
      backups += 1;
      await makeBackup(places, `${file}-${backups}`, new Date().toISOString());
      await stop();
      rmSync(copyDir, { recursive: true, force: true });
      cpSync(dataDir, copyDir, { recursive: true });
      await start();
    },
    putBack: async (isAnnounced) => {
      await stop();
      if (isAnnounced)
        await restoreBackup(places, `${file}-${backups}`, {
          now: new Date().toISOString(),
          newEpoch: () => `epoch-${(restores += 1)}`,
        });
      else {
        rmSync(dataDir, { recursive: true, force: true });
        cpSync(copyDir, dataDir, { recursive: true });
      }
      await start();
    },
    close: async () => {
      await stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
