// `npm run admin -- ledger`: a file beside the running server, said in words, and an exit code when it cannot be.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../support/run-command.ts';
import { partsOf } from '../../support/server/office-parts.ts';
import { startServer, type ServerProcess } from '../../support/start-server.ts';

let server: ServerProcess;

beforeAll(async () => {
  server = await startServer({ demonstration: 'small' });
});
afterAll(() => server?.dispose());

const admin = (...args: readonly string[]) =>
  runCommand(process.execPath, ['server/operations/admin.ts', 'ledger', ...args], {
    env: { DATA_DIR: server.dataDir },
  });
const asked = (kind: string, out: string, unit = '420303001') => [
  ...['--kind', kind, '--unit', unit, '--from', '2020-01-01', '--to', '2099-12-31', '--out', out],
];

it('writes a workbook or a document, as the file’s name ends, and says how many lines', async () => {
  const [workbook, document] = [join(server.dataDir, 'a.xlsx'), join(server.dataDir, 'a.docx')];
  const [first, second] = await Promise.all([
    admin(...asked('book-of-activities', workbook)),
    admin(...asked('meeting', document), '--columns', 'agenda', '--locale', 'en'),
  ]);
  expect([first.code, second.code]).toEqual([0, 0]);
  const lines = Number(/: (\d+) lines of 花果街道\./.exec(first.output)?.[1]);
  const rows = (await readExcelFile(await readFile(workbook)))[0]?.data ?? [];
  expect(lines).toBeGreaterThan(0);
  expect(rows.filter((row) => typeof row[0] === 'number')).toHaveLength(lines);
  expect(rows[0]?.[0]).toBe('工作活动记录簿');
  const body = partsOf(await readFile(document))['word/document.xml'] ?? '';
  expect(body).toContain('Ledger: ');
  expect(server.isRunning()).toBe(true);
}, 60_000);

it('refuses what it does not know, in words', async () => {
  const out = join(server.dataDir, 'b.xlsx');
  const [kind, unit, ending, help] = await Promise.all([
    admin(...asked('nothing', out)),
    admin(...asked('meeting', out, '99')),
    admin(...asked('meeting', 'b.pdf')),
    admin('--help'),
  ]);
  expect([kind.code, unit.code, ending.code, help.code]).toEqual([1, 1, 1, 0]);
  expect(kind.output).toContain('There is no ledger nothing');
  expect(unit.output).toContain('There is no unit 99');
  for (const { output } of [ending, help]) expect(output).toContain('Usage: ledger --kind ID');
});
