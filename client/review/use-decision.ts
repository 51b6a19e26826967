// A reviewer's decisions: written on this device at once, sent after ten seconds in which they can be undone.
import { ref, type Ref } from 'vue';
import type { Decision } from '../database/decisions-repository.ts';
import { holdMs } from '../database/held-decisions.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/use-language.ts';

export type Decide = {
  readonly isBusy: Readonly<Ref<boolean>>;
  /** True when they are durable. They are decided together, and undone together. */
  readonly decide: (decisions: readonly Decision[]) => Promise<boolean>;
  /** Takes back a decision that has taken effect, by another one. */
  readonly withdraw: (record: Decision['record']) => Promise<boolean>;
};

/** `onUndone` hears of decisions that were taken back in time. */
export function useDecision(onUndone: (decisions: readonly Decision[]) => void = () => undefined): Decide {
  const { repositories } = useOpenSession();
  const notices = useNotices();
  const { t } = useLanguage();
  const isBusy = ref(false);

  const undo = async (ids: readonly string[], decisions: readonly Decision[]): Promise<void> => {
    const count = await repositories.decisions.undo(ids).catch(() => undefined);
    if (count === undefined) notices.say(t('review.notStored'));
    else if (count < ids.length) notices.say(t('review.tooLate'));
    else {
      notices.say(t('review.undone'));
      onUndone(decisions);
    }
  };
  const write = async (work: () => Promise<void>): Promise<boolean> => {
    if (isBusy.value) return false;
    isBusy.value = true;
    try {
      await work();
      return true;
    } catch {
      notices.say(t('review.notStored'));
      return false;
    } finally {
      isBusy.value = false;
    }
  };
  return {
    isBusy,
    decide: (decisions) =>
      write(async () => {
        const [first] = decisions;
        if (first === undefined) return;
        const ids = await repositories.decisions.decideHeld(decisions);
        const said =
          decisions.length === 1
            ? t(`review.done.${first.action}`)
            : t('review.doneMany', { count: decisions.length });
        notices.offer(said, { label: t('review.undo'), run: () => void undo(ids, decisions) }, holdMs);
      }),
    withdraw: (record) =>
      write(async () => {
        await repositories.decisions.decide(record, 'withdraw');
        notices.saved(t('review.done.withdraw'));
      }),
  };
}
