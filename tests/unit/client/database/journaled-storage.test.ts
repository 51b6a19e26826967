// The journaled storage: what resolved is on the disk, what failed is told, what is locked is gone from memory.
import { OPEN_MEMORY_INSTANCES } from 'rxdb/plugins/storage-memory';
import { describe, expect, it } from 'vitest';
import { openJournaledStorage } from '../../../../client/database/journaled-storage/journaled-storage.ts';
import {
  insert,
  isPending,
  note,
  openDevice,
  openNotes,
  quiet,
  read,
  refusalOf,
  replicationContext,
  saveContext,
  textsOf,
  type Notes,
} from '../../../support/journaled-device.ts';
import { createMemoryDisk, type MemoryDisk } from '../../../support/memory-page-store.ts';
import { testPorts } from '../../../support/test-cipher.ts';

async function openAll(disk: MemoryDisk) {
  const device = await openDevice(disk);
  return { device, notes: await openNotes(device.storage) };
}

/** What the next opening of the same disk finds. */
async function reopened(disk: MemoryDisk, ids: readonly string[]): Promise<readonly string[]> {
  const { notes } = await openAll(disk);
  return textsOf(notes, ids);
}

async function edit(notes: Notes, id: string, text: string, context = saveContext) {
  const [previous] = await read(notes, [id]);
  const document = note(id, text, { rev: `2-${text}`, lwt: 2_000 });
  return notes.bulkWrite([{ ...(previous && { previous }), document }], context);
}

describe('journal first, memory second', () => {
  it('shows a document only once it is on the disk', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    const seen: unknown[] = [];
    notes.changeStream().subscribe((bulk) => seen.push(bulk));
    const release = disk.holdWrites();
    const saved = insert(notes, [note('a', 'visit')]);
    expect(await isPending(saved)).toBe(true);
    expect([await read(notes, ['a']), seen]).toEqual([[], []]);
    release();
    expect(await saved).toEqual({ error: [] });
    expect([await textsOf(notes, ['a']), seen.length, disk.numbers()]).toEqual([['a:visit'], 1, [1]]);
  });

  it('loses nothing that resolved when the process dies right after, and all of what was not yet on the disk', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    await insert(notes, [note('a', 'kept')]);
    disk.failNextWrite('crashBefore');
    expect(await isPending(insert(notes, [note('b', 'lost'), note('c', 'lost')]))).toBe(true);
    expect(await reopened(disk, ['a', 'b', 'c'])).toEqual(['a:kept']);
  });

  it('finds all of a write whose process died before it could say so', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    disk.failNextWrite('crashAfter');
    expect(await isPending(insert(notes, [note('a', 'one'), note('b', 'two')]))).toBe(true);
    expect(await reopened(disk, ['a', 'b'])).toEqual(['a:one', 'b:two']);
  });

  it('hands each call its own context, in order, though they share a page', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    const contexts: string[] = [];
    notes.changeStream().subscribe((bulk) => contexts.push(bulk.context));
    await Promise.all([
      insert(notes, [note('a', 'mine')]),
      insert(notes, [note('b', 'theirs')], replicationContext),
    ]);
    expect(contexts).toEqual([saveContext, replicationContext]);
    expect(disk.numbers()).toEqual([1]);
  });

  it('judges two saves of one document in one turn in order: the second is a conflict, and not on the disk', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    await insert(notes, [note('a', 'first')]);
    const [one, two] = await Promise.all([edit(notes, 'a', 'one'), edit(notes, 'a', 'two')]);
    expect(one.error).toEqual([]);
    expect(two.error).toMatchObject([{ status: 409, documentId: 'a', documentInDb: { text: 'one' } }]);
    expect(await textsOf(notes, ['a'])).toEqual(['a:one']);
    expect(await reopened(disk, ['a'])).toEqual(['a:one']);
  });

  it('writes nothing for a call of conflicts only, and the good rows of a mixed one', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    await insert(notes, [note('a', 'first')]);
    const stale = await insert(notes, [note('a', 'again')]);
    expect([stale.error.length, disk.writes()]).toEqual([1, 1]);
    const mixed = await insert(notes, [note('a', 'again'), note('b', 'new')]);
    expect(mixed.error).toMatchObject([{ documentId: 'a' }]);
    expect(await reopened(disk, ['a', 'b'])).toEqual(['a:first', 'b:new']);
  });
});

describe('a failed append', () => {
  it.each([
    ['quota', 'quota'],
    ['throw', 'failed'],
  ] as const)(
    '(%s) stops visibly: the save rejects, replication waits and goes on after retry',
    async (fault, reason) => {
      const disk = createMemoryDisk();
      const { device, notes } = await openAll(disk);
      disk.failNextWrite(fault);
      const save = refusalOf(insert(notes, [note('a', 'mine')]));
      const pulled = insert(notes, [note('b', 'theirs')], replicationContext);
      expect(await save).toBe(reason);
      expect(device.state.get()).toEqual({ kind: 'stopped', reason });
      expect(await refusalOf(insert(notes, [note('c', 'mine too')]))).toBe(reason);
      const checkpoint = insert(notes, [note('d', 'checkpoint')], replicationContext);
      expect(await isPending(checkpoint)).toBe(true);
      expect([await read(notes, ['a', 'b', 'c', 'd']), disk.numbers()]).toEqual([[], []]);
      device.retry();
      expect([await pulled, await checkpoint]).toEqual([{ error: [] }, { error: [] }]);
      expect(device.state.get()).toEqual({ kind: 'open' });
      expect(await refusalOf(insert(notes, [note('a', 'mine')]))).toBe('done');
      expect(await reopened(disk, ['a', 'b', 'c', 'd'])).toEqual(['a:mine', 'b:theirs', 'd:checkpoint']);
    },
  );

  it('tells the saves that waited behind it, too', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    const release = disk.holdWrites();
    const first = refusalOf(insert(notes, [note('a', 'one')]));
    await quiet();
    disk.failNextWrite('quota');
    const second = refusalOf(insert(notes, [note('b', 'two')]));
    release();
    expect([await first, await second]).toEqual(['quota', 'quota']);
  });

  it('never goes on after another window took over: the second one writes', async () => {
    const disk = createMemoryDisk();
    const { device, notes } = await openAll(disk);
    await insert(notes, [note('a', 'before')]);
    const other = await openAll(disk);
    await insert(other.notes, [note('b', 'other window')]);
    expect(await refusalOf(insert(notes, [note('c', 'frozen tab')]))).toBe('lockLost');
    device.retry();
    expect(device.state.get()).toEqual({ kind: 'stopped', reason: 'lockLost' });
    expect(await reopened(disk, ['a', 'b', 'c'])).toEqual(['a:before', 'b:other window']);
  });

  it('stops when cleanup or remove cannot be written', async () => {
    for (const work of [(notes: Notes) => notes.cleanup(0), (notes: Notes) => notes.remove()]) {
      const disk = createMemoryDisk();
      const { device, notes } = await openAll(disk);
      await insert(notes, [note('a', 'old', { isDeleted: true })]);
      disk.failNextWrite('quota');
      expect(await refusalOf(work(notes))).toBe('quota');
      expect(device.state.get()).toEqual({ kind: 'stopped', reason: 'quota' });
      expect(await textsOf(notes, ['a'])).toEqual(['a:old (deleted)']);
    }
  });
});

describe('opening', () => {
  it('trap 19: opens a collection only when all of it is replayed', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    const ids = Array.from({ length: 60 }, (_, index) => `n${index}`);
    for (const id of ids) await insert(notes, [note(id, 'x', { lwt: 1 })]);
    expect(await reopened(disk, ids)).toHaveLength(60);
    const device = await openDevice(disk);
    const [one, two] = await Promise.all([openNotes(device.storage), openNotes(device.storage)]);
    expect([(await read(one, ids)).length, (await read(two, ids)).length]).toEqual([60, 60]);
  });

  it('trap 18: stops visibly when a page of the collection is damaged: it does not open, nothing is written', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    await insert(notes, [note('a', 'one')]);
    disk.tamper.flipBit(1);
    const device = await openDevice(disk);
    const people = openNotes(device.storage, 'people');
    expect(await refusalOf(openNotes(device.storage))).toBe('damaged');
    device.retry();
    expect(device.state.get()).toEqual({ kind: 'stopped', reason: 'damaged' });
    expect(await refusalOf(insert(await people, [note('p', 'x')]))).toBe('damaged');
    expect(disk.numbers()).toEqual([1]);
  });

  it('trap 15: refuses attachments', async () => {
    const device = await openDevice(createMemoryDisk());
    const notes = await openNotes(device.storage);
    const withAttachments = device.storage.createStorageInstance({
      databaseInstanceToken: 'token',
      databaseName: 'synced',
      collectionName: 'files',
      schema: { ...notes.schema, attachments: {} },
      options: {},
      multiInstance: false,
      devMode: false,
    });
    await expect(withAttachments).rejects.toThrow('keeps no attachments');
  });

  it('lets write times only grow when the clock goes back, over a reopening too', async () => {
    const disk = createMemoryDisk();
    const { notes } = await openAll(disk);
    await insert(notes, [note('a', 'x', { lwt: 9_000 })]);
    await insert(notes, [note('b', 'x', { lwt: 500 }), note('c', 'x', { lwt: 500 })]);
    const next = await openAll(disk);
    await insert(next.notes, [note('d', 'x', { lwt: 1 })]);
    await insert(next.notes, [note('e', 'x', { lwt: 10_000 })]);
    const times = (await read(next.notes, ['a', 'b', 'c', 'd', 'e'])).map((document) => document._meta.lwt);
    expect(times).toEqual([9_000, 9_000.01, 9_000.01, 9_000.02, 10_000]);
  });

  it('keeps the collections of both databases apart in one journal', async () => {
    const disk = createMemoryDisk();
    const { device, notes } = await openAll(disk);
    const local = await openNotes(device.storage, 'notes', 'local');
    await Promise.all([insert(notes, [note('a', 'synced')]), insert(local, [note('a', 'local')])]);
    const next = await openDevice(disk);
    expect(await textsOf(await openNotes(next.storage), ['a'])).toEqual(['a:synced']);
    expect(await textsOf(await openNotes(next.storage, 'notes', 'local'), ['a'])).toEqual(['a:local']);
  });
});

describe('shutdown', () => {
  it('rejects what runs and what waits, and everything after', async () => {
    const disk = createMemoryDisk();
    const { device, notes } = await openAll(disk);
    const release = disk.holdWrites();
    const works = [
      insert(notes, [note('a', 'running')]),
      quiet().then(() => insert(notes, [note('b', 'waiting')], replicationContext)),
      quiet().then(() => notes.cleanup(0)),
    ].map(refusalOf);
    await quiet();
    device.shutdown();
    expect(await Promise.all(works)).toEqual(['closed', 'closed', 'closed']);
    release();
    await quiet();
    expect(await refusalOf(insert(notes, [note('c', 'later')], replicationContext))).toBe('closed');
    expect(await refusalOf(openNotes(device.storage))).toBe('closed');
    expect(await read(notes, ['a', 'b', 'c'])).toEqual([]);
    await expect(notes.close()).resolves.toBeUndefined();
  });

  it('answers a checkpoint that it refuses, whose rejection nobody would hear, and keeps nothing of it', async () => {
    const disk = createMemoryDisk();
    const { device, notes } = await openAll(disk);
    const release = disk.holdWrites();
    const running = insert(notes, [note('a', 'checkpoint')], 'replication-set-checkpoint');
    await quiet();
    device.shutdown();
    release();
    const later = insert(notes, [note('b', 'checkpoint')], 'replication-set-checkpoint');
    expect(await Promise.all([running, later])).toEqual([{ error: [] }, { error: [] }]);
    expect(await reopened(disk, ['b'])).toEqual([]);
  });

  it('rejects what waits behind a stop', async () => {
    const disk = createMemoryDisk();
    const { device, notes } = await openAll(disk);
    disk.failNextWrite('quota');
    const pulled = refusalOf(insert(notes, [note('a', 'theirs')], replicationContext));
    await quiet();
    device.shutdown();
    expect(await pulled).toBe('closed');
  });

  it('keeps the rest of a group out of memory when the first of it was the moment to lock', async () => {
    const disk = createMemoryDisk();
    const { device, notes } = await openAll(disk);
    notes.changeStream().subscribe(() => device.shutdown());
    const works = ['a', 'b', 'c'].map((id) => refusalOf(insert(notes, [note(id, 'x')])));
    expect(await Promise.all(works)).toEqual(['closed', 'closed', 'closed']);
    await quiet();
    expect(await read(notes, ['a', 'b', 'c'])).toEqual([]);
    expect(await reopened(disk, ['a', 'b', 'c'])).toEqual(['a:x', 'b:x', 'c:x']);
  });

  it('trap 13: leaves no document in memory, though a replay was under way', async () => {
    const disk = createMemoryDisk();
    const { device, notes } = await openAll(disk);
    await insert(notes, [note('a', 'secret')]);
    device.shutdown();
    expect(await read(notes, ['a'])).toEqual([]);
    const lock = { now: (): void => undefined };
    const ports = { ...testPorts(disk.connect()), pause: () => Promise.resolve(lock.now()) };
    const next = await openJournaledStorage({ ports, name: 'device' });
    lock.now = next.shutdown;
    const others = new Set(OPEN_MEMORY_INSTANCES);
    const opening = refusalOf(openNotes(next.storage));
    const instances = [...OPEN_MEMORY_INSTANCES].filter((instance) => !others.has(instance));
    expect(await opening).toBe('closed');
    await quiet();
    expect(instances.map((instance) => instance.internals.documents.size)).toEqual([0]);
    expect(await reopened(disk, ['a'])).toEqual(['a:secret']);
  });
});
