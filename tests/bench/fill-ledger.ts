// Fills a data directory with the condolence visits of one village for a long ledger.
import { readConfig } from '../../server/config.ts';
import { createServer } from '../../server/create-server.ts';
import { readOrgCsv } from '../../server/operations/read-org-csv.ts';
import { sampleTreeCsv } from '../../server/operations/sample-tree.ts';
import { condolenceVisit } from '../../shared/record-types/condolence-visit.ts';
import { inventedVisits, pushesOf, sampleTree, villageCaller } from './invented-documents.ts';

/** `lines` condolence visits, the kind with the most columns. */
export async function fillLedger(dataDir: string, lines: number): Promise<void> {
  const server = await createServer(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' }));
  await server.importOrgUnits(readOrgCsv(await sampleTreeCsv()));
  const tree = await sampleTree();
  const { epoch } = await server.store.read((view) => view.deployment.get());
  const caller = villageCaller(tree, epoch);
  for (const request of pushesOf(inventedVisits(tree, lines, condolenceVisit), 200)) {
    const reply = await server.acceptPush({ caller, collection: 'records', request, locale: 'zh' });
    const refused = reply.rows.find((row) => row.status !== 'accepted');
    if (refused !== undefined) throw new Error(`A row was refused: ${JSON.stringify(refused)}`);
  }
  await server.store.close();
}
