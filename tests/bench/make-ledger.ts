// Makes one long workbook for a measurement and says how long it took and what memory the process reached.
import { readConfig } from '../../server/config.ts';
import { createServer } from '../../server/create-server.ts';
import { village } from './invented-documents.ts';

const server = await createServer(readConfig({ ...process.env, LOG_LEVEL: 'silent' }));
const { tree } = await server.store.read((view) => server.trees.at(view));
const reader = { tree, name: '示例', keys: () => [`up:${village}`] as const };
const question = { type: 'condolence-visit', unitId: village, from: '2000-01-01', until: '2099-12-31' };
const started = performance.now();
const { bytes, held } = await server.makeLedgerFile(reader, question, { locale: 'zh', format: 'xlsx' });
const milliseconds = performance.now() - started;
const megabytes = process.resourceUsage().maxRSS / 1024;
process.stdout.write(JSON.stringify({ milliseconds, megabytes, held, bytes: bytes.length }));
await server.store.close();
