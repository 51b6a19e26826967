// Space: cleanup, removal and compaction of the journal never lose a living document nor bring a removed one back.
import { describe, expect, it } from 'vitest';
import {
  insert,
  note,
  openDevice,
  openNotes,
  quiet,
  read,
  refusalOf,
  saveContext,
  textsOf,
  type Notes,
} from '../../../support/journaled-device.ts';
import { createMemoryDisk, type MemoryDisk } from '../../../support/memory-page-store.ts';

const long = (text: string): string => `${text} ${'x'.repeat(8_000)}`;

async function openAll(disk: MemoryDisk) {
  const device = await openDevice(disk);
  return { device, notes: await openNotes(device.storage) };
}

async function write(notes: Notes, id: string, text: string, isDeleted = false): Promise<void> {
  const [previous] = await read(notes, [id]);
  const document = note(id, text, { rev: `${text.slice(0, 20)}-${isDeleted}`, isDeleted });
  const { error } = await notes.bulkWrite([{ ...(previous && { previous }), document }], saveContext);
  expect(error).toEqual([]);
}

const firstWords = async (notes: Notes, ids: readonly string[]): Promise<readonly string[]> =>
  (await textsOf(notes, ids)).map((text) => text.split(' ')[0] ?? '');

/** The write of `busy` after which a log with one other document is compacted for the first time. */
async function roundOfCompaction(): Promise<number> {
  const disk = createMemoryDisk();
  const { notes } = await openAll(disk);
  await write(notes, 'still', 'still');
  let round = 0;
  while (disk.writes() === round + 1) {
    round += 1;
    await write(notes, 'busy', long(`v${round}`));
    await quiet();
  }
  return round;
}

describe('compaction', () => {
  it('writes the living anew when more is dead than alive, again and again, and every opening finds them', async () => {
    const disk = createMemoryDisk();
    let { notes } = await openAll(disk);
    await write(notes, 'still', 'still');
    for (let round = 1; round <= 60; round += 1) {
      await write(notes, 'busy', long(`v${round}`));
      await quiet();
      if (round % 20 === 0) ({ notes } = await openAll(disk));
      expect(await firstWords(notes, ['still', 'busy'])).toEqual(['still:still', `busy:v${round}`]);
    }
    // 60 states of 8,000 characters were written; at most half of what is kept is dead.
    expect(disk.numbers().length).toBeLessThan(25);
  });

  it('gathers many small pages', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    const ids = Array.from({ length: 502 }, (_, index) => `n${index}`);
    for (const id of ids) await insert(notes, [note(id, id)]);
    await quiet();
    expect(disk.numbers().length).toBeLessThan(10);
    const next = await openAll(disk);
    expect(await textsOf(next.notes, ids)).toEqual(ids.map((id) => `${id}:${id}`));
  });

  it.each(['crashBefore', 'crashAfter', 'quota'] as const)(
    'loses nothing by %s in the middle of it',
    async (fault) => {
      const compacting = await roundOfCompaction();
      const disk = createMemoryDisk();
      const { device, notes } = await openAll(disk);
      await write(notes, 'still', 'still');
      for (let round = 1; round < compacting; round += 1) await write(notes, 'busy', long(`v${round}`));
      // The write itself passes; the one right after it is the compaction.
      notes.changeStream().subscribe(() => disk.failNextWrite(fault));
      await write(notes, 'busy', long('newest'));
      await quiet();
      expect(disk.writes()).toBe(compacting + 2);
      expect(device.state.get().kind).toBe('open');
      const next = await openAll(disk);
      expect(await firstWords(next.notes, ['still', 'busy'])).toEqual(['still:still', 'busy:newest']);
    },
  );
});

describe('cleanup', () => {
  it('trap 14: forgets old tombstones, on the disk too, and keeps the living and the young', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    await insert(notes, [note('gone', 'secret'), note('kept', 'kept'), note('young', 'young')]);
    await write(notes, 'gone', 'tombstone', true);
    const [young] = await read(notes, ['young']);
    const document = note('young', 'young', { rev: '2-y', lwt: Date.now() + 60_000, isDeleted: true });
    await notes.bulkWrite([{ ...(young && { previous: young }), document }], saveContext);
    expect(await notes.cleanup(0)).toBe(true);
    const left = ['kept:kept', 'young:young (deleted)'];
    expect(await textsOf(notes, ['gone', 'kept', 'young'])).toEqual(left);
    const next = await openAll(disk);
    expect(await textsOf(next.notes, ['gone', 'kept', 'young'])).toEqual(left);
    // No page of before is left: each held a state of the document that is to be forgotten, or was shared with it.
    expect(disk.numbers().every((number) => number > 2)).toBe(true);
  });

  it('lets a document be born again after it', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    await write(notes, 'a', 'first');
    await write(notes, 'a', 'dead', true);
    await notes.cleanup(0);
    await write(notes, 'a', 'second');
    await notes.cleanup(0);
    const next = await openAll(disk);
    expect(await textsOf(next.notes, ['a'])).toEqual(['a:second']);
  });

  it('loses nothing when the account is locked in the middle of it', async () => {
    const disk = createMemoryDisk();
    const { device, notes } = await openAll(disk);
    await insert(notes, [note('kept', 'kept'), note('gone', 'gone', { isDeleted: true })]);
    const release = disk.holdWrites();
    const cleaned = refusalOf(notes.cleanup(0));
    await quiet();
    device.shutdown();
    release();
    expect(await cleaned).toBe('closed');
    const next = await openAll(disk);
    expect((await textsOf(next.notes, ['kept']))[0]).toBe('kept:kept');
  });
});

describe('remove', () => {
  it('trap 14: takes every page of the collection, and no other', async () => {
    const disk = createMemoryDisk();
    const { device, notes } = await openAll(disk);
    const people = await openNotes(device.storage, 'people');
    await insert(notes, [note('a', 'note')]);
    await insert(people, [note('p', 'person')]);
    await notes.remove();
    expect(disk.numbers()).toEqual([2]);
    await expect(notes.remove()).rejects.toThrow('closed');
    const next = await openAll(disk);
    expect(await read(next.notes, ['a'])).toEqual([]);
    expect(await textsOf(await openNotes(next.device.storage, 'people'), ['p'])).toEqual(['p:person']);
  });

  it('refuses a write that came behind it, and leaves no page of it', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    await insert(notes, [note('a', 'note')]);
    const removed = notes.remove();
    const late = refusalOf(insert(notes, [note('b', 'late')], 'replication-downstream-abc'));
    await removed;
    expect(await late).toContain('removed already');
    expect(disk.numbers()).toEqual([]);
  });

  it('lets the collection be made again under its name in the same opening', async () => {
    const disk = createMemoryDisk();
    const { device, notes } = await openAll(disk);
    await write(notes, 'a', 'first');
    await write(notes, 'b', 'first');
    await notes.remove();
    const again = await openNotes(device.storage);
    expect(await read(again, ['a', 'b'])).toEqual([]);
    await write(again, 'a', 'second');
    for (let round = 0; round < 30; round += 1) await write(again, 'a', long(`v${round}`));
    await quiet();
    await again.cleanup(0);
    const next = await openAll(disk);
    expect(await firstWords(next.notes, ['a', 'b'])).toEqual(['a:v29']);
  });
});
