// Makes one long workbook for a measurement and says how long it took and what memory the process reached.
import { existsSync, readFileSync } from 'node:fs';
import { readConfig } from '../../server/config.ts';
import { createServer } from '../../server/create-server.ts';
import { village } from './invented-documents.ts';

const server = await createServer(readConfig({ ...process.env, LOG_LEVEL: 'silent' }));
const { tree } = await server.store.read((view) => server.trees.at(view));
const reader = { tree, name: '示例', unitName: '示例村', keys: () => [`up:${village}`] as const };
const question = { type: 'condolence-visit', unitId: village, from: '2000-01-01', until: '2099-12-31' };
const started = performance.now();
const { bytes, held } = await server.exportLedger({ account: 'bench', unitId: village }, reader, question, {
  locale: 'zh',
  format: 'xlsx',
});
const milliseconds = performance.now() - started;
const megabytes = peakKilobytes() / 1024;
process.stdout.write(JSON.stringify({ milliseconds, megabytes, held, bytes: bytes.length }));
await server.store.close();

/** On Linux `maxRSS` begins with the peak of the process that started this one; what the kernel says of this one does not. */
function peakKilobytes(): number {
  const status = '/proc/self/status';
  const told = existsSync(status) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(status, 'utf8')) : null;
  return told === null ? process.resourceUsage().maxRSS : Number(told[1]);
}
