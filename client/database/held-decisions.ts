// Decisions in their ten seconds: durable on this device, but not yet among what is sent, so that they can be taken back.
import * as z from 'zod/mini';
import { syncedDocumentSchema, type DocumentId, type SyncedDocument } from '../../shared/records/record.ts';
import type { Clock, Timers } from './clock.ts';
import type { Settings } from './settings.ts';
import { writeDocument, type SyncedCollection } from './synced-collection.ts';
import { createCell, type Cell } from './watchable.ts';

export type HeldDecisions = {
  readonly all: Cell<readonly SyncedDocument[]>;
  /** Durable when it resolves; all of them or none. */
  readonly hold: (decisions: readonly SyncedDocument[]) => Promise<void>;
  /** Takes back those whose ten seconds are not over; the answer counts them. */
  readonly undo: (ids: readonly DocumentId[]) => Promise<number>;
  /** Ends every hold: what was decided is among what is sent when it resolves. */
  readonly releaseAll: () => Promise<void>;
  readonly stop: () => void;
};

export type HeldDecisionsDeps = {
  readonly settings: Settings;
  readonly decisions: SyncedCollection;
  readonly clock: Pick<Clock, 'now'>;
  readonly timers: Timers;
};

export const holdMs = 10_000;
const settingName = 'heldDecisions';
const heldSchema = z.array(z.object({ until: z.number(), decision: syncedDocumentSchema }));
type Held = z.infer<typeof heldSchema>[number];

/** What was held when the page ended is held for the rest of its time, or sent at once when that is over. */
export async function createHeldDecisions(deps: HeldDecisionsDeps): Promise<HeldDecisions> {
  const { settings, decisions, clock, timers } = deps;
  const stored = heldSchema.safeParse(await settings.read(settingName));
  let held: readonly Held[] = stored.success ? stored.data : [];
  const all = createCell(held.map(({ decision }) => decision));
  let cancel: (() => void) | undefined = undefined;
  let isStopped = false;
  let work: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(step: () => Promise<T>): Promise<T> => {
    const mine = work.then(step, step);
    work = mine;
    return mine;
  };
  const keep = async (next: readonly Held[]): Promise<void> => {
    await settings.write(settingName, next);
    held = next;
    all.set(next.map(({ decision }) => decision));
  };
  /** First among what is sent, then no longer held: a crash in between writes the same document again. */
  const release = async (isDue: (each: Held) => boolean): Promise<void> => {
    const due = held.filter(isDue);
    if (due.length === 0) return;
    for (const { decision } of due)
      await writeDocument(decisions, decision.id, (current) => current ?? decision);
    await keep(held.filter((each) => !due.includes(each)));
  };
  const arm = (waitMs = shortestWait(held, clock.now())): void => {
    cancel?.();
    cancel = undefined;
    if (isStopped || held.length === 0) return;
    cancel = timers.after(waitMs, () => {
      const now = clock.now();
      // A storage that takes nothing now is asked again.
      inTurn(() => release((each) => remaining(each, now) === 0)).then(
        () => arm(),
        () => arm(holdMs),
      );
    });
  };
  arm();
  return {
    all,
    hold: async (added) => {
      const until = clock.now() + holdMs;
      await inTurn(() => keep([...held, ...added.map((decision) => ({ until, decision }))]));
      arm();
    },
    undo: (ids) =>
      inTurn(async () => {
        const left = held.filter(({ decision }) => !ids.includes(decision.id));
        const count = held.length - left.length;
        if (count > 0) await keep(left);
        return count;
      }),
    releaseAll: () => inTurn(() => release(() => true)),
    stop: () => {
      isStopped = true;
      cancel?.();
    },
  };
}

/** A clock that was set back meanwhile makes nobody wait longer than the whole time. */
function remaining({ until }: Held, now: number): number {
  const left = until - now;
  return left <= 0 || left > holdMs ? 0 : left;
}

function shortestWait(held: readonly Held[], now: number): number {
  return Math.min(holdMs, ...held.map((each) => remaining(each, now)));
}
