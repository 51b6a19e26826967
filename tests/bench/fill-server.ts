// Fills an empty data directory for a measurement: the demonstration with many people of one village, and many of its visits.
import { parseArgs } from 'node:util';
import { readConfig } from '../../server/config.ts';
import { createServer } from '../../server/create-server.ts';
import { inventedVisits, pushesOf, sampleTree, village, villageCaller } from './invented-documents.ts';

const { values } = parseArgs({ options: { people: { type: 'string' }, records: { type: 'string' } } });
const server = await createServer(readConfig({ ...process.env, LOG_LEVEL: 'silent' }), {
  seed: { people: Number(values.people ?? '0'), peopleUnit: village },
  passwordCost: { memoryKib: 64, passes: 1 },
});
await server.seedDemonstration();
const tree = await sampleTree();
const { epoch } = await server.store.read((view) => view.deployment.get());
const caller = villageCaller(tree, epoch);
for (const request of pushesOf(inventedVisits(tree, Number(values.records ?? '0')), 200)) {
  const reply = await server.acceptPush({ caller, collection: 'records', request, locale: 'zh' });
  const refused = reply.rows.find((row) => row.status !== 'accepted');
  if (refused !== undefined) throw new Error(`A row was refused: ${JSON.stringify(refused)}`);
}
await server.store.close();
