// Keeps a form that is being filled in on the disk: soon after each input, and never later than 300 ms.
import type { Timers } from '../database/clock.ts';

export type DraftSaver = {
  /** Something was typed. */
  readonly schedule: () => void;
  /** Saves now what is not saved; resolves when it is durable or was refused (`onRefused` says so). */
  readonly flush: () => Promise<void>;
  /** Nothing more is to be saved: the record is, or the draft was thrown away. */
  readonly stop: () => Promise<void>;
};

export type DraftSaverDeps = {
  readonly timers: Timers;
  readonly save: () => Promise<void>;
  readonly onRefused: (error: unknown) => void;
};

/** After this much quiet, and after that much of typing without a pause; the save itself has the rest of the 300 ms. */
const quietMs = 120;
const longestMs = 240;

export function createDraftSaver(deps: DraftSaverDeps): DraftSaver {
  let cancelQuiet = (): void => undefined;
  let cancelLongest: (() => void) | undefined;
  let isDirty = false;
  let isStopped = false;
  let saving: Promise<void> = Promise.resolve();

  const saveNow = (): Promise<void> => {
    cancelQuiet();
    cancelLongest?.();
    cancelLongest = undefined;
    if (!isDirty || isStopped) return saving;
    isDirty = false;
    saving = saving.then(deps.save).catch((error: unknown) => {
      // What was refused is still to be saved: by the next input, or by the next flush.
      isDirty = true;
      deps.onRefused(error);
    });
    return saving;
  };
  return {
    schedule: () => {
      if (isStopped) return;
      isDirty = true;
      cancelQuiet();
      cancelQuiet = deps.timers.after(quietMs, () => void saveNow());
      cancelLongest ??= deps.timers.after(longestMs, () => void saveNow());
    },
    flush: saveNow,
    stop: async () => {
      isStopped = true;
      cancelQuiet();
      cancelLongest?.();
      await saving;
    },
  };
}
