// A form that is kept as a draft while it is filled in: what the disk refused is said, and tried again once it goes on.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { JournalStopped } from '../database/journaled-storage/journal-state.ts';
import { useServices } from '../session/use-session.ts';
import { useDirtyForms } from '../ui/dirty-forms.ts';
import { createDraftSaver } from './draft-saver.ts';

export type KeptDraft = {
  /** Why the disk did not take what was typed; undefined while it did. */
  readonly refusal: ShallowRef<'quota' | 'other' | undefined>;
  /** What stands in the form is on the disk. */
  readonly isKept: Readonly<ShallowRef<boolean>>;
  /** Something was typed. */
  readonly typed: () => void;
  readonly keepNow: () => Promise<void>;
  readonly refuse: (error: unknown) => void;
  /** Nothing more is to be kept: it was saved, or thrown away. */
  readonly done: () => Promise<void>;
};

/** `idOf`: of the draft, '' while there is none. `save`: durable when it resolves. */
export function useKeptDraft(idOf: () => string, save: () => Promise<void>): KeptDraft {
  const { timers, session } = useServices();
  const dirtyForms = useDirtyForms();
  const [refusal, isKept] = [shallowRef<'quota' | 'other'>(), shallowRef(false)];
  const refuse = (error: unknown): void => {
    refusal.value = error instanceof JournalStopped && error.reason === 'quota' ? 'quota' : 'other';
  };
  let typings = 0;
  const saver = createDraftSaver({
    timers,
    onRefused: (error) => {
      refuse(error);
      dirtyForms.mark(idOf(), 'refused');
    },
    save: async () => {
      const before = typings;
      await save();
      refusal.value = undefined;
      if (typings !== before) return;
      isKept.value = true;
      dirtyForms.mark(idOf(), 'kept');
    },
  });
  // What a stopped storage refused is tried again as soon as it goes on.
  const stopWatching = session.stopReason.subscribe((reason) => {
    if (reason === undefined) void saver.flush();
  });
  const letGo = async (): Promise<void> => {
    await saver.flush();
    // Who left what the disk refused was asked.
    dirtyForms.clear(idOf());
  };
  const keepWhenHidden = (): void => {
    if (document.visibilityState === 'hidden') void saver.flush();
  };
  const askBeforeClosing = (event: BeforeUnloadEvent): void => {
    if (refusal.value !== undefined) event.preventDefault();
  };
  document.addEventListener('visibilitychange', keepWhenHidden);
  window.addEventListener('beforeunload', askBeforeClosing);
  onScopeDispose(() => {
    stopWatching();
    document.removeEventListener('visibilitychange', keepWhenHidden);
    window.removeEventListener('beforeunload', askBeforeClosing);
    void letGo();
  });
  return {
    ...{ refusal, isKept, refuse, keepNow: saver.flush },
    typed: () => {
      typings += 1;
      isKept.value = false;
      dirtyForms.mark(idOf(), 'typed');
      saver.schedule();
    },
    done: async () => {
      await saver.stop();
      dirtyForms.clear(idOf());
    },
  };
}
