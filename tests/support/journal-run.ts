// One random life of a device's journal beside its model: calls, faults, crashes, openings, and what must be true.
import { now } from 'rxdb';
import { JournalStopped } from '../../client/database/journaled-storage/journal-state.ts';
import type { JournaledStorage } from '../../client/database/journaled-storage/journaled-storage.ts';
import {
  note,
  openDevice,
  quiet,
  read,
  refusalOf,
  replicationContext,
  saveContext,
  type NoteRow,
  type Notes,
} from './journaled-device.ts';
import {
  contentOf,
  createJournalModel,
  openLog,
  openLogs,
  type Effect,
  type JournalModel,
  type LogName,
} from './journal-model.ts';
import { createMemoryDisk, type MemoryDisk, type WriteFault } from './memory-page-store.ts';

export type RowKind = 'insert' | 'edit' | 'delete' | 'stale';
export type RowPlan = { readonly id: string; readonly kind: RowKind; readonly size: number };
type WriteStep = {
  readonly kind: 'write';
  readonly log: LogName;
  readonly rows: readonly RowPlan[];
  readonly isReplicated: boolean;
  /** Milliseconds by which the clock of this write is off. */
  readonly clock: number;
};
export type Step =
  | WriteStep
  | { readonly kind: 'cleanup' | 'remove'; readonly log: LogName }
  | { readonly kind: 'settle' | 'retry' | 'reopen' | 'takeOver' | 'crash' }
  | { readonly kind: 'fault'; readonly fault: WriteFault }
  | { readonly kind: 'crashIn'; readonly steps: number };

type Call = { readonly effect: Effect; state: 'pending' | 'closed' | 'over' };
type Opening = {
  readonly device: JournaledStorage;
  readonly logs: Map<LogName, Notes>;
  /** The reasons of every stop that the person could see. */
  readonly stops: Set<string>;
};
type Life = {
  readonly disk: MemoryDisk;
  readonly model: JournalModel;
  opening: Opening;
  /** Calls since the last opening, in order. */
  calls: Call[];
  /** Effects of what resolved, in the order in which it did. */
  resolved: Effect[];
  problems: string[];
  revision: number;
  /** The newest write time that the model has. */
  newest: number;
};

/** So far in the future that every tombstone is old. */
const cleanAll = -1_000_000_000;

/** Lives all steps, then reopens; returns what went wrong, in words. */
export async function liveJournal(steps: readonly Step[]): Promise<readonly string[]> {
  const disk = createMemoryDisk();
  const life: Life = {
    disk,
    model: await createJournalModel(),
    opening: await open(disk),
    calls: [],
    resolved: [],
    problems: [],
    revision: 0,
    newest: 0,
  };
  for (const [index, step] of steps.entries()) {
    await take(life, step);
    if (disk.isDead()) await reopen(life);
    if (life.problems.length > 0) return life.problems.map((problem) => `after step ${index}: ${problem}`);
  }
  await reopen(life);
  await reopen(life);
  return life.problems;
}

/** A process that dies while it opens is followed by another one. */
async function open(disk: MemoryDisk): Promise<Opening> {
  const opening = openDevice(disk).then(async (device) => {
    const stops = new Set<string>();
    device.state.subscribe((state) => {
      if (state.kind === 'stopped') stops.add(state.reason);
    });
    return { device, stops, logs: await openLogs(device.storage) };
  });
  await untilDead(disk, opening);
  return disk.isDead() ? open(disk) : opening;
}

async function take(life: Life, step: Step): Promise<void> {
  const { disk, opening } = life;
  switch (step.kind) {
    case 'write':
      return write(life, step);
    case 'cleanup':
      return call(life, notesOf(life, step.log).cleanup(cleanAll), (model) =>
        model.cleanup(step.log, cleanAll),
      );
    case 'remove':
      return remove(life, step.log);
    case 'fault':
      return disk.failNextWrite(step.fault);
    case 'crashIn':
      return disk.crashInSteps(step.steps);
    case 'crash':
      return disk.crash();
    case 'retry':
      opening.device.retry();
      return settle(life);
    case 'settle':
      return settle(life);
    case 'reopen':
      opening.device.shutdown();
      return reopen(life);
    case 'takeOver':
      return reopen(life);
  }
}

function notesOf(life: Life, log: LogName): Notes {
  const notes = life.opening.logs.get(log);
  if (notes === undefined) throw new Error(`There is no log ${log}.`);
  return notes;
}

/** Follows a call until it is over; what rejects with the word "closed" may be on the disk or not. */
function call(life: Life, work: Promise<unknown>, effect: Effect, isReplicated = false): void {
  const made: Call = { effect, state: 'pending' };
  const { calls, resolved, problems } = life;
  const { stops } = life.opening;
  calls.push(made);
  work.then(
    () => {
      made.state = 'over';
      return resolved.push(effect);
    },
    (error: unknown) => {
      const reason = error instanceof JournalStopped ? error.reason : String(error);
      made.state = reason === 'closed' ? 'closed' : 'over';
      if (!(error instanceof JournalStopped)) problems.push(`rejected with ${reason}`);
      if (reason !== 'closed' && !stops.has(reason))
        problems.push(`rejected (${reason}) without a visible stop`);
      if (isReplicated && reason !== 'closed') problems.push(`replication did not wait (${reason})`);
    },
  );
}

async function write(life: Life, step: WriteStep): Promise<void> {
  const notes = notesOf(life, step.log);
  const rows: NoteRow[] = [];
  for (const plan of step.rows) rows.push(await rowOf(life, notes, plan, now() + step.clock));
  // A call that never resolves tells nothing.
  const told: { conflicts?: string } = {};
  const work = notes
    .bulkWrite(rows, step.isReplicated ? replicationContext : saveContext)
    .then(({ error }) => {
      told.conflicts = error.map((conflict) => `${conflict.status} ${conflict.documentId}`).join();
      return told;
    });
  const effect: Effect = async (model) => {
    const conflicts = await model.write(step.log, rows);
    const expected = conflicts.join();
    if (told.conflicts !== undefined && told.conflicts !== expected)
      life.problems.push(`told ${told.conflicts} instead of ${expected}`);
    const taken = rows.filter(({ document }) => !conflicts.includes(`409 ${document.id}`));
    expectLater(
      life,
      taken.map(({ document }) => document._meta.lwt),
    );
  };
  call(life, work, effect, step.isReplicated);
}

/** Write times only grow, from call to call, whatever the clock says. */
function expectLater(life: Life, times: readonly number[]): void {
  if (times.some((time) => time <= life.newest)) life.problems.push('a write time went back');
  life.newest = Math.max(life.newest, ...times);
}

async function rowOf(life: Life, notes: Notes, plan: RowPlan, lwt: number): Promise<NoteRow> {
  const [held] = await read(notes, [plan.id]);
  life.revision += 1;
  const rev = `${life.revision}-rev`;
  const text = `${life.revision} ${'x'.repeat(plan.size)}`;
  const document = note(plan.id, text, { rev, lwt, isDeleted: plan.kind === 'delete' });
  if (held === undefined || plan.kind === 'insert') return { document };
  return { document, previous: plan.kind === 'stale' ? { ...held, _rev: '0-stale' } : held };
}

/** A log that is removed is made again at once, as RxDB's `remove` and `addCollections` would; both are awaited. */
async function remove(life: Life, log: LogName): Promise<void> {
  await settle(life);
  if (!isWriting(life)) return;
  const { device, logs } = life.opening;
  call(life, notesOf(life, log).remove(), (model) => model.remove(log));
  await settle(life);
  if (!isWriting(life)) return;
  const again = openLog(device.storage, log).then((notes) => logs.set(log, notes));
  await untilDead(life.disk, again);
}

function isWriting({ disk, opening }: Life): boolean {
  return !disk.isDead() && opening.device.state.get().kind === 'open';
}

/** Resolves when the work is over, or can never be since its process died. */
async function untilDead(disk: MemoryDisk, work: Promise<unknown>): Promise<void> {
  const life = disk.life();
  const wait = { isOver: false };
  const over = (): void => {
    wait.isOver = true;
  };
  work.then(over, over);
  while (!wait.isOver && disk.life() === life) await quiet();
}

/** All that can happen happens; then memory is the model, and what is pending has a visible reason. */
async function settle(life: Life): Promise<void> {
  await quiet();
  await apply(life);
  if (life.disk.isDead()) return;
  if (isWriting(life) && life.calls.some((made) => made.state === 'pending'))
    life.problems.push('a call hangs');
  const [found, expected] = [await contentOf(life.opening.logs), await life.model.content()];
  if (found !== expected) life.problems.push(`memory is ${found}, the model ${expected}`);
}

async function apply(life: Life): Promise<void> {
  for (const effect of life.resolved.splice(0)) await effect(life.model);
}

/** A new process (or window) on the same disk: what resolved is there, and a prefix of what is uncertain. */
async function reopen(life: Life): Promise<void> {
  const before = life.opening;
  const power = life.disk.isDead() ? undefined : life.disk.life();
  life.opening = await open(life.disk);
  await quiet();
  await apply(life);
  const uncertain = life.calls.filter((made) => made.state !== 'over').map((made) => made.effect);
  life.calls = [];
  const found = await contentOf(life.opening.logs);
  for (const effect of [...uncertain, undefined]) {
    if ((await life.model.content()) === found) break;
    if (effect === undefined) life.problems.push(`found ${found}, expected ${await life.model.content()}`);
    else await effect(life.model);
  }
  // A crash while opening takes the other window along.
  if (life.disk.life() === power) await leave(life, before);
}

/** The window that was before, if it still lives, can write no more. */
async function leave(life: Life, before: Opening): Promise<void> {
  const { device, logs } = before;
  const notes = logs.get('records');
  if (device.state.get().kind === 'open' && notes !== undefined) {
    const refused = refusalOf(notes.bulkWrite([{ document: note('late', 'late') }], saveContext));
    await untilDead(life.disk, refused);
    if (!life.disk.isDead() && (await refused) !== 'lockLost')
      life.problems.push(`a window that was left wrote: ${await refused}`);
  }
  device.shutdown();
}
