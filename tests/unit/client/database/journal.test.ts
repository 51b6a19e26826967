// The journal on a bad disk: whatever is missing, moved or changed stops it visibly and stays where it is.
import { describe, expect, it } from 'vitest';
import { openJournal, type Journal } from '../../../../client/database/journaled-storage/journal.ts';
import { refusalOf } from '../../../support/journaled-device.ts';
import { createMemoryDisk, type MemoryDisk } from '../../../support/memory-page-store.ts';
import { createTestCipher, testPorts } from '../../../support/test-cipher.ts';

const open = (disk: MemoryDisk, password = 'huaguo', name = 'device'): Promise<Journal> =>
  openJournal(testPorts(disk.connect(), createTestCipher(password)), name);
const part = (log: string, ...documents: string[]) => ({ log, documents });

/** Pages 1 and 4 of the log `notes`, 2 of `people`; 3 was removed. */
async function writtenDisk(): Promise<MemoryDisk> {
  const disk = createMemoryDisk();
  const journal = await open(disk);
  await journal.append([part('notes', 'a'), part('people', 'b')]);
  await journal.append([part('notes', 'c')]);
  await journal.append([part('notes', 'd')], { log: 'notes', numbers: [3] });
  return disk;
}

async function replayed(journal: Journal, log: string): Promise<readonly unknown[]> {
  const documents: unknown[] = [];
  await journal.replay<unknown>(log, ({ page }) => documents.push(...page.documents));
  return documents;
}

/** Opens and replays both logs, as a device does. */
async function replayAll(disk: MemoryDisk, password?: string, name?: string): Promise<unknown> {
  const journal = await open(disk, password, name);
  return [await replayed(journal, 'notes'), await replayed(journal, 'people')];
}

describe('the journal', () => {
  it('gives back the pages of each log, in order, to the next opening', async () => {
    const disk = await writtenDisk();
    expect(await replayAll(disk)).toEqual([['a', 'd'], ['b']]);
    expect(disk.numbers()).toEqual([1, 2, 4]);
  });

  it('goes on with numbers that were never given before, though the last page was removed', async () => {
    const disk = createMemoryDisk();
    const journal = await open(disk);
    await journal.append([part('notes', 'a')]);
    await journal.append([], { log: 'notes', numbers: [1] });
    const [written] = await (await open(disk)).append([part('notes', 'b')]);
    expect(written?.number).toBe(2);
  });

  it('keeps the floor under write times, also over a reopening', async () => {
    const disk = createMemoryDisk();
    const journal = await open(disk);
    journal.raiseWriteTime(5_000);
    journal.raiseWriteTime(4_000);
    await journal.append([part('notes', 'a')]);
    expect((await open(disk)).writeTimeFloor()).toBe(5_000);
  });

  it('leaves nothing readable at rest: no text, no name of a log', async () => {
    const disk = createMemoryDisk();
    await (await open(disk)).append([part('notes-of-huaguo', 'Double Ninth')]);
    const bytes = disk
      .pages()
      .map((page) => `${page.log} ${Buffer.from(page.ciphertext).toString('latin1')}`);
    expect(bytes.join('')).not.toMatch(/Double|Ninth|notes|huaguo/);
  });

  it('refuses the writes of a window whose store another one has claimed', async () => {
    const disk = await writtenDisk();
    const first = await open(disk);
    const second = await open(disk);
    expect(await refusalOf(first.append([part('notes', 'x')]))).toBe('lockLost');
    expect(await refusalOf(second.append([part('notes', 'y')]))).toBe('done');
    expect(await replayAll(disk)).toEqual([['a', 'd', 'y'], ['b']]);
  });

  it('takes a page number that is taken already for a lost lock', async () => {
    const disk = await writtenDisk();
    const journal = await open(disk);
    const [page] = disk.pages();
    if (page !== undefined) disk.tamper.putPage({ ...page, number: 5 });
    expect(await refusalOf(journal.append([part('notes', 'x')]))).toBe('lockLost');
  });

  it('writes nothing after it was closed, though it was sealing just then', async () => {
    const disk = await writtenDisk();
    const journal = await open(disk);
    const appended = journal.append([part('notes', 'x')]);
    journal.close();
    expect(await refusalOf(appended)).toBe('closed');
    expect(disk.numbers()).toEqual([1, 2, 4]);
  });
});

describe('a damaged journal', () => {
  const damages: Readonly<Record<string, (disk: MemoryDisk) => void>> = {
    'a page is missing': (disk) => disk.tamper.dropPage(1),
    'the tail is cut': (disk) => disk.tamper.cutTail(),
    'everything but the head is gone': (disk) => disk.numbers().forEach(disk.tamper.dropPage),
    'the head is gone': (disk) => disk.tamper.dropHead(),
    'a bit of the head is flipped': (disk) => disk.tamper.flipHeadBit(),
    'a bit of a page is flipped': (disk) => disk.tamper.flipBit(4),
    'a bit of an IV is flipped': (disk) => disk.tamper.flipBit(2, 'iv'),
    'a page stands under another number': (disk) => disk.tamper.movePage(1, { number: 3 }),
    'two pages have changed places': (disk) => disk.tamper.swapPages(1, 4),
    'a page stands in another log': (disk) =>
      disk.tamper.movePage(1, { log: disk.pages().find((page) => page.number === 2)?.log ?? '' }),
    'a page stands in a log that nobody reads': (disk) => disk.tamper.movePage(1, { log: 'nowhere' }),
  };

  it.each(Object.entries(damages))('stops when %s, and keeps the pages', async (_, damage) => {
    const disk = await writtenDisk();
    damage(disk);
    const before = disk.pages();
    expect(await refusalOf(replayAll(disk))).toBe('damaged');
    expect(disk.pages()).toEqual(before);
  });

  it('stops when the newest page was exchanged for one that had been removed', async () => {
    const disk = createMemoryDisk();
    const journal = await open(disk);
    await journal.append([part('notes', 'a')]);
    const [old] = disk.pages();
    await journal.append([part('notes', 'b')], { log: 'notes', numbers: [1] });
    disk.tamper.dropPage(2);
    if (old !== undefined) disk.tamper.putPage(old);
    expect(await refusalOf(replayAll(disk))).toBe('damaged');
  });

  it.each([
    ['another key', 'wrong', 'device'],
    ['the name of another device', 'huaguo', 'other'],
  ])('does not open with %s', async (_, password, name) => {
    expect(await refusalOf(replayAll(await writtenDisk(), password, name))).toBe('damaged');
  });
});
