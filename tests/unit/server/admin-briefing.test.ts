// `npm run admin -- briefing`: a document beside the running server, said in words, and an exit code when it cannot be.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from '../../support/run-command.ts';
import { partsOf } from '../../support/server/office-parts.ts';
import { startServer, type ServerProcess } from '../../support/start-server.ts';

let server: ServerProcess;
let [document, facts] = ['', ''];

beforeAll(async () => {
  server = await startServer({ prepare: [['server/operations/demo.ts', '--seed-only', '--small']] });
  [document, facts] = [join(server.dataDir, 'a.docx'), join(server.dataDir, 'a.json')];
});
afterAll(() => server?.dispose());

const admin = (...args: readonly string[]) =>
  runCommand(process.execPath, ['server/operations/admin.ts', 'briefing', ...args], {
    env: { DATA_DIR: server.dataDir },
  });
const year = new Date(Date.now() + 8 * 3_600_000).getUTCFullYear();
const asked = (out: string, unit = '4203') => [
  ...['--unit', unit, '--from', `${year - 1}-01-01`, '--to', `${year}-12-31`, '--out', out],
];
const bodyOf = async (file: string) => partsOf(await readFile(file))['word/document.xml'] ?? '';

it('drafts a document and its facts, in Chinese or English, and says what is missing', async () => {
  const english = join(server.dataDir, 'b.docx');
  const [first, second] = await Promise.all([
    admin(...asked(document), '--preview', '--facts', facts),
    admin(...asked(english), '--preview', '--locale', 'en', '--formal', '--final'),
  ]);
  expect([first.code, second.code]).toEqual([0, 0]);
  expect(first.output).toMatch(/十堰市妇联.*情况汇报/u);
  expect(first.output).toContain('A PREVIEW: never to be issued');
  expect(first.output).toContain('To be added:');
  expect(await bodyOf(document)).toContain('【待补：');
  expect(await bodyOf(english)).toContain('In short, we will');
  const told = JSON.parse(await readFile(facts, 'utf8'));
  const hours = told.facts.find(({ id }: { id: string }) => id === 'service-hours');
  expect(hours).toMatchObject({ source: { indicator: 'volunteer-activity.hours' }, unitId: '4203' });
  expect(hours.countedAs).toContain('志愿服务');
  for (const id of hours.records) expect(Object.keys(told.snapshot.revisions)).toContain(id);
  expect(server.isRunning()).toBe(true);
});

it('says what changed since its facts were written', async () => {
  const again = await admin(...asked(document), '--preview', '--compare', facts);
  expect(again.output).toContain('Nothing has changed since.');
  const told = JSON.parse(await readFile(facts, 'utf8'));
  const [id = ''] = Object.keys(told.snapshot.revisions);
  const service = told.facts.find((fact: { id: string }) => fact.id === 'service');
  const wasText = '12345';
  const earlier = {
    ...told,
    facts: told.facts.map((fact: { id: string }) =>
      fact === service ? { ...service, text: wasText } : fact,
    ),
    snapshot: { ...told.snapshot, revisions: { ...told.snapshot.revisions, [id]: 0, 'voided-since': 1 } },
  };
  await writeFile(facts, JSON.stringify(earlier));
  const { output, code } = await admin(...asked(document), '--preview', '--compare', facts);
  expect(code).toBe(0);
  expect(output).toContain('Since then: 0 records came in, 1 no longer count, 1 were amended.');
  expect(output).toContain(`志愿服务: ${wasText} → ${service.text}`);
});

it('refuses what it does not know, in words', async () => {
  const [unit, ending, help] = await Promise.all([
    admin(...asked(document, '99')),
    admin(...asked(join(server.dataDir, 'b.pdf'))),
    admin('--help'),
  ]);
  expect([unit, ending, help].map(({ code }) => code)).toEqual([1, 1, 0]);
  expect(unit.output).toContain('There is no unit 99');
  for (const { output } of [ending, help]) expect(output).toContain('Usage: briefing --unit CODE');
});

it('refuses a day that there is not, facts of another unit, and a place that cannot be written', async () => {
  const [day, other, place] = await Promise.all([
    admin(...asked(document), '--date', '2026-02-30'),
    admin(...asked(document, '420303'), '--compare', facts),
    admin(...asked(join(server.dataDir, 'none', 'b.docx'))),
  ]);
  expect([day, other, place].map(({ code }) => code)).toEqual([1, 1, 1]);
  expect(day.output).toContain('2026-02-30 is no day');
  expect(other.output).toContain('is of another unit or period: 4203');
  expect(place.output).toContain('cannot be written');
});
