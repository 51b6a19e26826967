// A process of writers: reads its order, commits until all is acknowledged, says how long each took.
import { parseArgs } from 'node:util';
import { setTimeout as wait } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { AcceptPush } from '../../../server/sync/accept-push.ts';
import { storageFaultOf } from '../../../server/store/storage-fault.ts';
import type { SyncedDocument } from '../../../shared/records/record.ts';
import type { RowVerdict } from '../../../shared/sync/protocol.ts';
import {
  callerOn,
  commitOf,
  fieldOf,
  recordBy,
  sharedRecord,
  type WriterOrder,
  type WriterReport,
} from './commit-plan.ts';
import { serverOn } from './server-of-writers.ts';

const orderSchema = z.object({
  dataDir: z.string(),
  databaseUrl: z.optional(z.string()),
  writers: z.array(z.number()),
  commitsEach: z.number(),
});

async function write(
  acceptPush: AcceptPush,
  epoch: string,
  writer: number,
  commitsEach: number,
): Promise<WriterReport> {
  const deviceId = `writer-${writer}`;
  const caller = callerOn(deviceId, epoch);
  const took: number[] = [];
  let [seq, putOff, refused] = [0, 0, 0];
  const push = async (document: SyncedDocument, base?: SyncedDocument): Promise<RowVerdict | undefined> => {
    const mutationId = `${deviceId}:${document.id}:${document.edit.seq}`;
    const row = {
      mutationId,
      newDocumentState: document,
      ...(base === undefined ? {} : { assumedMasterState: base }),
    };
    const request = { pushId: mutationId, rows: [row] };
    const started = performance.now();
    for (;;)
      try {
        const reply = await acceptPush({ caller, collection: 'records', request, locale: 'zh' });
        took.push(performance.now() - started);
        return reply.rows[0];
      } catch (error) {
        if (storageFaultOf(error) === undefined) throw error;
        putOff += 1;
        await wait(20);
      }
  };
  let [standing, at] = [sharedRecord(0), 0];
  for (let n = 0; n < commitsEach; n += 1) {
    const commit = commitOf(writer, n);
    seq += 1;
    if (commit.kind === 'record') {
      const verdict = await push(recordBy(deviceId, commit.id, seq, { topic: '座谈', attended: n }));
      if (verdict?.status !== 'accepted') refused += 1;
      continue;
    }
    if (commit.shared !== at) [standing, at] = [sharedRecord(commit.shared), commit.shared];
    const values = { ...standing.values, [fieldOf(writer)]: commit.value };
    const edited = { ...standing, values, edit: { deviceId, seq } };
    const verdict = await push(edited, standing);
    if (verdict?.status !== 'accepted' && verdict?.status !== 'merged') refused += 1;
    standing = verdict?.master ?? edited;
  }
  return { took, putOff, refused };
}

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { order: { type: 'string', default: '' } } });
  const order: WriterOrder = orderSchema.parse(JSON.parse(values.order));
  const server = await serverOn(order);
  const { epoch } = await server.store.read((view) => view.deployment.get());
  const reports = await Promise.all(
    order.writers.map((writer) => write(server.acceptPush, epoch, writer, order.commitsEach)),
  );
  await server.store.close();
  const sum = (of: (report: WriterReport) => number): number =>
    reports.reduce((all, each) => all + of(each), 0);
  const report: WriterReport = {
    took: reports.flatMap(({ took }) => took.map((ms) => Math.round(ms * 100) / 100)),
    ...{ putOff: sum((each) => each.putOff), refused: sum((each) => each.refused) },
  };
  process.stdout.write(JSON.stringify(report));
}

await main();
