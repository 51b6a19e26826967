// Says that late records are carried over, or go back: saved at once, whatever the network.
import { ref, type Ref } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/use-language.ts';

export type Carrying = {
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly carry: (
    unitId: string,
    action: 'carry' | 'takeBack',
    month: string,
    toMonth: string,
    records: readonly SyncedDocument[],
  ) => Promise<void>;
};

export function useCarrying(): Carrying {
  const { repositories } = useOpenSession();
  const notices = useNotices();
  const { t } = useLanguage();
  const isBusy = ref(false);
  return {
    isBusy,
    carry: async (unitId, action, month, toMonth, records) => {
      if (isBusy.value) return;
      isBusy.value = true;
      try {
        const named = records.map(({ id, rev }) => ({ id, rev }));
        await repositories.periods.carry(unitId, { action, month, toMonth, records: named });
        notices.saved(t(`periods.done.${action}`));
      } catch {
        notices.say(t('review.notStored'));
      } finally {
        isBusy.value = false;
      }
    },
  };
}
