// The device's journal beside RxDB's plain memory: whatever happens, nothing that resolved is lost, nothing comes in half.
import {
  array,
  assert,
  asyncProperty,
  boolean,
  constant,
  constantFrom,
  nat,
  oneof,
  record,
  uniqueArray,
  type Arbitrary,
} from 'fast-check';
import { OPEN_MEMORY_INSTANCES } from 'rxdb/plugins/storage-memory';
import { describe, expect, it } from 'vitest';
import { logNames, noteIds } from '../support/journal-model.ts';
import { liveJournal, type RowPlan, type Step } from '../support/journal-run.ts';
import { note, openDevice, openNotes, read, refusalOf, saveContext } from '../support/journaled-device.ts';
import { createMemoryDisk, type MemoryDisk } from '../support/memory-page-store.ts';
import { seedOf } from '../support/scale.ts';

const isFull = process.env.TEST_SCALE === 'full';
const seed = seedOf(20261124);
const timeout = isFull ? 3_600_000 : 120_000;

const log = constantFrom(...logNames);
const rowPlan: Arbitrary<RowPlan> = record({
  id: constantFrom(...noteIds),
  kind: oneof(
    { weight: 5, arbitrary: constant('edit' as const) },
    { weight: 2, arbitrary: constantFrom('insert' as const, 'delete' as const, 'stale' as const) },
  ),
  // Some are so large that a few edits are worth a compaction.
  size: oneof({ weight: 3, arbitrary: constant(10) }, { weight: 2, arbitrary: constant(20_000) }),
});
const write: Arbitrary<Step> = record({
  kind: constant('write' as const),
  log,
  rows: uniqueArray(rowPlan, { selector: (row) => row.id, minLength: 1, maxLength: noteIds.length }),
  isReplicated: boolean(),
  clock: constantFrom(0, 0, 0, -100_000_000, 1_000_000),
});
const steps = array(
  oneof(
    { weight: 24, arbitrary: write },
    { weight: 6, arbitrary: constantFrom<Step>({ kind: 'settle' }, { kind: 'retry' }) },
    { weight: 2, arbitrary: record({ kind: constant('cleanup' as const), log }) },
    { weight: 1, arbitrary: record({ kind: constant('remove' as const), log }) },
    {
      weight: 2,
      arbitrary: record({
        kind: constant('fault' as const),
        fault: constantFrom('quota' as const, 'throw', 'crashBefore', 'crashAfter'),
      }),
    },
    { weight: 2, arbitrary: record({ kind: constant('crashIn' as const), steps: nat(12) }) },
    {
      weight: 3,
      arbitrary: constantFrom<Step>({ kind: 'reopen' }, { kind: 'takeOver' }, { kind: 'crash' }),
    },
  ),
  { minLength: 5, maxLength: 40 },
);

/** RxDB keeps every instance that was not closed, and a process that died closes none: fifty thousand lives would fill the memory. */
const forgetDead = (): void => OPEN_MEMORY_INSTANCES.clear();

describe('the journal', () => {
  it(
    'equals plain memory after each opening, and otherwise stops visibly',
    async () => {
      await assert(
        asyncProperty(steps, async (life) => {
          expect(await liveJournal(life)).toEqual([]);
        }).afterEach(forgetDead),
        { numRuns: isFull ? 50_000 : 500, seed },
      );
    },
    timeout,
  );

  it(
    'never opens with a gap when the disk was tampered with',
    async () => {
      await assert(
        asyncProperty(
          array(constantFrom(...noteIds), { minLength: 2, maxLength: 12 }),
          damages,
          async (ids, damage) => {
            const disk = await diskWith(ids);
            damage(disk);
            const before = disk.pages();
            expect(await refusalOf(readAll(disk))).toBe('damaged');
            expect(disk.pages()).toEqual(before);
          },
        ).afterEach(forgetDead),
        { numRuns: isFull ? 10_000 : 300, seed },
      );
    },
    timeout,
  );
});

/** One page for each id, an insert or an edit of it. */
async function diskWith(ids: readonly string[]): Promise<MemoryDisk> {
  const disk = createMemoryDisk();
  const notes = await openNotes((await openDevice(disk)).storage);
  for (const [index, id] of ids.entries()) {
    const [previous] = await read(notes, [id]);
    const document = note(id, `state ${index}`, { rev: `${index}-rev` });
    await notes.bulkWrite([{ ...(previous && { previous }), document }], saveContext);
  }
  return disk;
}

async function readAll(disk: MemoryDisk): Promise<unknown> {
  return read(await openNotes((await openDevice(disk)).storage), noteIds);
}

/** A page by its place in the journal, wherever that is. */
function pageAt(disk: MemoryDisk, place: number): number {
  const numbers = disk.numbers();
  return numbers[place % numbers.length] ?? 1;
}

const damages: Arbitrary<(disk: MemoryDisk) => void> = record({
  kind: constantFrom('drop', 'cut', 'move', 'relabel', 'swap', 'flip', 'flipIv', 'flipHead', 'dropHead'),
  place: nat(100),
}).map(({ kind, place }) => (disk: MemoryDisk) => {
  const { tamper } = disk;
  const number = pageAt(disk, place);
  if (kind === 'drop') tamper.dropPage(number);
  if (kind === 'cut') tamper.cutTail();
  if (kind === 'move') tamper.movePage(number, { number: 1_000 + place });
  if (kind === 'relabel') tamper.movePage(number, { log: 'nowhere' });
  if (kind === 'swap') tamper.swapPages(number, pageAt(disk, place + 1));
  if (kind === 'flip') tamper.flipBit(number);
  if (kind === 'flipIv') tamper.flipBit(number, 'iv');
  if (kind === 'flipHead') tamper.flipHeadBit();
  if (kind === 'dropHead') tamper.dropHead();
});
