// The real server in this process, on loopback, over a temporary directory: one county's small tree and four accounts.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { defineRecordType, type RecordDefinition } from '../../../shared/forms/define-record-type.ts';
import type { OrgUnit } from '../../../shared/org/org-unit.ts';
import { defineRegistry } from '../../../shared/record-types/define-registry.ts';
import { systemClock, type Clock } from '../../../server/clock.ts';
import { readConfig } from '../../../server/config.ts';
import { createServer, type Server } from '../../../server/create-server.ts';
import { listen } from '../../../server/listen.ts';
import { createTestDatabase } from '../postgres/database-for-test.ts';

export type RealServer = {
  readonly address: string;
  readonly server: Server;
  readonly close: () => Promise<void>;
};

export const testPassword = 'a good password of ours';

/** A throw-away kind of work: the suite is about replication, not about a form. */
export const probeRecord = defineRecordType({
  id: 'probe-record',
  version: 1,
  label: { zh: '试记', en: 'Probe' },
  tile: '试',
  area: 'daily',
  collection: 'records',
  life: 'event',
  recordedBy: ['village', 'township', 'county', 'city'],
  fields: [{ id: 'note', kind: 'text', label: { zh: '内容', en: 'Note' }, required: true }],
  title: [{ field: 'note' }],
  summary: [],
  ledgerColumns: [],
  sample: { note: 'x' },
});

/** The same kind of work with a place, for what two people write in it. */
export const probeOfTwoFields = defineRecordType({
  ...probeRecord,
  fields: [...probeRecord.fields, { id: 'place', kind: 'text', label: { zh: '地点', en: 'Place' } }],
});

export const probeUnit = (id: string, level: OrgUnit['level'], parentId: string | null): OrgUnit => ({
  id,
  name: `单位${id}`,
  shortName: id,
  parentId,
  level,
});
export const probeUnits: readonly OrgUnit[] = [
  probeUnit('4203', 'city', null),
  probeUnit('420303', 'county', '4203'),
  probeUnit('420303001', 'township', '420303'),
  probeUnit('420303001202', 'village', '420303001'),
  probeUnit('420303001203', 'village', '420303001'),
];

/** `huaguo` and `caijia` are cadres of two villages, `township` and `city` are above both. */
export async function setUpProbeServer(server: Server): Promise<void> {
  await server.importOrgUnits(probeUnits);
  const account = (id: string, role: 'villageCadre' | 'townshipOfficer' | 'cityOfficer', orgUnitId: string) =>
    server.createAccount({ id, name: id, role, orgUnitId, password: testPassword });
  await account('huaguo', 'villageCadre', '420303001202');
  await account('caijia', 'villageCadre', '420303001203');
  await account('township', 'townshipOfficer', '420303001');
  await account('city', 'cityOfficer', '4203');
}

/** With the accounts of `setUpProbeServer`. */
export async function startRealServer(
  definitions: readonly RecordDefinition[] = [probeRecord],
  clock: Clock = systemClock,
): Promise<RealServer> {
  const dataDir = await mkdtemp(join(tmpdir(), 'banbiantian-device-'));
  const database = await createTestDatabase();
  const config = { ...readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error', ...database.env }), port: 0 };
  const server = await createServer(config, {
    ...{ clock, registry: defineRegistry(definitions) },
    passwordCost: { memoryKib: 64, passes: 1 },
  });
  await setUpProbeServer(server);
  const listening = await listen(server, config);
  return {
    address: listening.address,
    server,
    close: async () => {
      await listening.close();
      await database.drop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
