// `npm run admin -- briefing`: a document and its facts, said in words, and an exit code when it cannot be.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readConfig } from '../../../server/config.ts';
import { createServer, type Server } from '../../../server/create-server.ts';
import { briefingCommands } from '../../../server/operations/admin-briefing.ts';
import { runCommand } from '../../support/run-command.ts';
import { partsOf } from '../../support/server/office-parts.ts';
import { createTestClock } from '../../support/server/test-server.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'bbt-admin-briefing-'));
const [document, facts] = [join(dataDir, 'a.docx'), join(dataDir, 'a.json')];
let server: Server;

beforeAll(async () => {
  server = await createServer(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'silent', PORT: '0' }), {
    clock: createTestClock('2026-11-27T02:00:00.000Z'),
    passwordCost: { memoryKib: 64, passes: 1 },
    seed: { people: 40, isSmall: true },
  });
  await server.seedDemonstration();
}, 60_000);
afterAll(async () => {
  await server.store.close();
  rmSync(dataDir, { recursive: true, force: true });
});

const briefing = async (...args: readonly string[]): Promise<string> => {
  const [command] = briefingCommands;
  if (command === undefined) throw new Error('there is no such command');
  return command.run(server, args);
};
const asked = (out: string, unit = '4203') => [
  ...['--unit', unit, '--from', '2026-01-01', '--to', '2026-12-31', '--out', out],
];
const bodyOf = async (file: string) => partsOf(await readFile(file))['word/document.xml'] ?? '';

it('drafts a document and its facts, in Chinese or English, and says what is missing', async () => {
  const english = join(dataDir, 'b.docx');
  const output = await briefing(...asked(document), '--preview', '--facts', facts);
  await briefing(...asked(english), '--preview', '--locale', 'en', '--formal', '--final');
  expect(output).toMatch(/十堰市妇联.*情况汇报/u);
  expect(output).toContain('A PREVIEW: never to be issued');
  expect(output).toContain('To be added:');
  expect(await bodyOf(document)).toContain('【待补：');
  expect(await bodyOf(english)).toContain('In short, we will');
  const told = JSON.parse(await readFile(facts, 'utf8'));
  const hours = told.facts.find(({ id }: { id: string }) => id === 'service-hours');
  expect(hours).toMatchObject({ source: { indicator: 'volunteer-activity.hours' }, unitId: '4203' });
  expect(hours.countedAs).toContain('志愿服务');
  expect(hours.records.length).toBeGreaterThan(0);
  for (const id of hours.records) expect(Object.keys(told.snapshot.revisions)).toContain(id);
});

it('writes the other products by name, the notice as one page of large type', async () => {
  const [notice, bulletin] = [join(dataDir, 'notice.docx'), join(dataDir, 'bulletin.docx')];
  const village = asked(notice, '420303001202');
  expect(await briefing(...village, '--product', 'noticeboard', '--preview')).toContain('情况公示');
  const body = await bodyOf(notice);
  expect(body).toContain('<w:sz w:val="44"/>');
  expect(body).not.toContain('<w:tbl>');
  expect(await briefing(...asked(bulletin, '420303'), '--product', 'supervision', '--preview')).toContain(
    '督导',
  );
  expect(await bodyOf(bulletin)).toContain('问题清单');
  await expect(briefing(...village, '--product', 'ranking')).rejects.toThrow('Usage: briefing');
});

it('makes a report with a red head of the briefing, and of nothing that does not go up', async () => {
  const formal = join(dataDir, 'formal.docx');
  const head = [
    '--formal',
    '--number',
    '示妇报[2026]第07号',
    '--signatory',
    '李示清',
    '--addressee',
    '示例市委',
  ];
  expect(await briefing(...asked(formal), '--preview', ...head)).toContain('十堰市妇联关于');
  const body = await bodyOf(formal);
  for (const words of ['情况的报告', '示妇报〔2026〕7号', '签发人：', '情况报告如下', '特此报告'])
    expect(body.replaceAll(/<[^>]*>/gu, '')).toContain(words);
  expect(body).not.toContain('情况汇报');
  await expect(briefing(...asked(formal), '--formal', '--number', '七号')).rejects.toThrow('〔2026〕5号');
  await expect(briefing(...asked(formal), '--formal', '--product', 'supervision')).rejects.toThrow(
    'no red head',
  );
});

it('says what changed since its facts were written', async () => {
  expect(await briefing(...asked(document), '--preview', '--compare', facts)).toContain(
    'Nothing has changed since.',
  );
  const told = JSON.parse(await readFile(facts, 'utf8'));
  const [id = ''] = Object.keys(told.snapshot.revisions);
  const service = told.facts.find((fact: { id: string }) => fact.id === 'service');
  const earlier = {
    ...told,
    facts: told.facts.map((fact: { id: string }) =>
      fact === service ? { ...service, text: '12345' } : fact,
    ),
    snapshot: { ...told.snapshot, revisions: { ...told.snapshot.revisions, [id]: 0, 'voided-since': 1 } },
  };
  await writeFile(facts, JSON.stringify(earlier));
  const output = await briefing(...asked(document), '--preview', '--compare', facts);
  expect(output).toContain('Since then: 0 records came in, 1 no longer count, 1 were amended.');
  expect(output).toContain(`志愿服务: 12345 → ${service.text}`);
});

it('refuses what it does not know, in words', async () => {
  const usage = 'Usage: briefing --unit CODE';
  await expect(briefing(...asked(document, '99'))).rejects.toThrow('There is no unit 99');
  await expect(briefing(...asked(join(dataDir, 'b.pdf')))).rejects.toThrow(usage);
  await expect(briefing(...asked(document), '--locale', 'fr')).rejects.toThrow(usage);
  await expect(briefing(...asked(document), '--date', '2026-02-30')).rejects.toThrow('2026-02-30 is no day');
  await expect(briefing(...asked(document, '420303'), '--compare', facts)).rejects.toThrow(
    'is of another unit or period: 4203',
  );
  await expect(briefing(...asked(document), '--compare', document)).rejects.toThrow(
    'is no file that --facts',
  );
  await expect(briefing(...asked(join(dataDir, 'none', 'b.docx')))).rejects.toThrow('cannot be written');
});

it('ends with an exit code from the shell, and explains itself', async () => {
  const admin = (...args: readonly string[]) =>
    runCommand(process.execPath, ['server/operations/admin.ts', 'briefing', ...args], {
      env: { DATA_DIR: dataDir },
    });
  const refused = await admin(...asked(document, '99'));
  expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('There is no unit 99')]);
  const help = await admin('--help');
  expect([help.code, help.output]).toEqual([0, expect.stringContaining('--preview')]);
});
