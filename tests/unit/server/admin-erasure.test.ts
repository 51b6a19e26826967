// Erasing by command, in the file itself; and an older copy that takes the database's place is cleaned again.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openSqliteStore } from '../../../server/store/sqlite-store.ts';
import { withHash } from '../../../server/store/stored-document.ts';
import { personDocument } from '../../support/person-documents.ts';
import { runCommand } from '../../support/run-command.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bbt-erase-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const canary = '王示兰';
const at = '2026-11-27T02:00:00.000Z';

/** Whether the bytes of the name stand anywhere in the database or its log. */
const fileSays = (dataDir: string) =>
  ['banbiantian.sqlite', 'banbiantian.sqlite-wal']
    .map((name) => join(dataDir, name))
    .some((path) => existsSync(path) && readFileSync(path).includes(canary));

it('leaves nothing of her in the file, and an older copy that is restored is cleaned of her again', async () => {
  const dataDir = join(folder, 'data');
  const file = join(folder, 'older.backup');
  const store = await openSqliteStore({ dataDir, now: at, newEpoch: () => 'epoch-1' });
  await store.write(async (tx) => {
    const person = personDocument('person-1', { name: canary, phone: '13800000000' });
    const writing = { account: 'huaguo', deviceId: 'd1', seq: 1, at };
    await tx.documents.put('people', withHash(person), writing);
    await tx.feed.publish([{ collection: 'people', id: person.id, keys: ['up:4203'] }], 'stamp', at);
  });
  await store.close();
  const admin = (...words: string[]) =>
    runCommand(process.execPath, ['server/operations/admin.ts', ...words], { env: { DATA_DIR: dataDir } });
  expect(await admin('backup', file)).toMatchObject({ code: 0 });
  expect(fileSays(dataDir)).toBe(true);
  expect(await admin('erase', 'person', 'person-1', '--reason', '本人申请')).toMatchObject({
    code: 0,
    output: expect.stringContaining('person-1 is erased'),
  });
  expect(fileSays(dataDir)).toBe(false);
  expect(await admin('restore', file)).toMatchObject({
    code: 0,
    output: expect.stringContaining('1 people who were erased after the copy are erased again.'),
  });
  expect(fileSays(dataDir)).toBe(false);
  // The one that was replaced had been cleaned before.
  const [aside = ''] = readdirSync(dataDir).filter((name) => name.startsWith('before-restore-'));
  expect(readFileSync(join(dataDir, aside)).includes(canary)).toBe(false);
  expect(await admin('audit', 'list')).toMatchObject({ output: expect.stringContaining('restored copy') });
  expect(await admin('verify')).toMatchObject({ output: expect.stringContaining('Nothing is wrong') });
}, 60_000);
