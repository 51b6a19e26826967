// Saving a text while it is typed: a second after the last change, one call at a time, kept on the device until it arrived.
import type { ReportReply } from '../../shared/reports/report-protocol.ts';
import type { Outcome } from '../api-outcome.ts';
import type { Timers } from '../database/clock.ts';

/**
 * `saved` · `typing`: a change waits its second · `saving` · `kept`: the server did not answer, the text is on this device
 * · `unkept`: nor did the device take it, it is on the page alone
 * · `changed`: somebody else changed it meanwhile · `refused`: the server says no for another reason.
 */
export type SaveState = 'saved' | 'typing' | 'saving' | 'kept' | 'unkept' | 'changed' | 'refused';

export type ReportSaver = {
  readonly changed: () => void;
  /** Saves now what is not saved; true when the server has everything. */
  readonly flush: () => Promise<boolean>;
  /** Nothing is saved before `resume`: two texts stand beside each other. */
  readonly pause: () => void;
  readonly resume: () => void;
  readonly stop: () => void;
};

type SaverDeps = {
  readonly timers: Timers;
  /** Keeps the present text on the device, durable when it resolves. */
  readonly keep: () => Promise<void>;
  readonly forget: () => Promise<void>;
  readonly send: () => Promise<Outcome<ReportReply>>;
  readonly onState: (state: SaveState, code?: string) => void;
  readonly onSaved: (reply: ReportReply) => void;
};

const quietMs = 1_000;
/** While the server does not answer. */
const againMs = 5_000;

export function createReportSaver(deps: SaverDeps): ReportSaver {
  let cancel = (): void => undefined;
  let [changes, sent] = [0, 0];
  let [isPaused, isStopped] = [false, false];
  let running: Promise<boolean> | undefined;

  const once = async (): Promise<boolean> => {
    const mine = changes;
    deps.onState('saving');
    // A device that takes nothing keeps no text from the server.
    const isKept = await deps.keep().then(
      () => true,
      () => false,
    );
    const outcome = await deps.send();
    if (outcome.kind === 'unreachable') {
      deps.onState(isKept ? 'kept' : 'unkept');
      cancel();
      if (!isStopped) cancel = deps.timers.after(againMs, () => void flush());
      return false;
    }
    if (outcome.kind === 'refused') {
      isPaused = true;
      deps.onState(outcome.code === 'reportChanged' ? 'changed' : 'refused', outcome.code);
      return false;
    }
    sent = mine;
    deps.onSaved(outcome.body);
    if (changes !== mine) return true;
    // What stays is found to be the same when the report is opened again.
    await deps.forget().catch(() => undefined);
    deps.onState('saved');
    return true;
  };
  /** What was typed while it was being sent goes too. */
  const saveAll = async (): Promise<boolean> => {
    if (isPaused || sent === changes) return !isPaused;
    return (await once()) && saveAll();
  };
  const flush = (): Promise<boolean> => {
    cancel();
    running ??= saveAll().finally(() => {
      running = undefined;
    });
    return running;
  };
  return {
    changed: () => {
      changes += 1;
      if (isPaused) return;
      deps.onState('typing');
      cancel();
      cancel = deps.timers.after(quietMs, () => void flush());
    },
    flush,
    pause: () => {
      cancel();
      isPaused = true;
    },
    resume: () => {
      [isPaused, sent] = [false, changes];
    },
    stop: () => {
      cancel();
      isStopped = true;
    },
  };
}
