// A reviewer's decision: written on this device, sent when there is a network, judged by the server.
import { ref, type Ref } from 'vue';
import type { SyncedDocument } from '../../shared/records/record.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/use-language.ts';

export type Decide = {
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly decide: (
    record: SyncedDocument,
    action: 'approve' | 'return',
    reason?: string,
  ) => Promise<boolean>;
};

export function useDecision(): Decide {
  const { repositories } = useOpenSession();
  const notices = useNotices();
  const { t } = useLanguage();
  const isBusy = ref(false);
  return {
    isBusy,
    decide: async (record, action, reason) => {
      if (isBusy.value) return false;
      isBusy.value = true;
      try {
        await repositories.decisions.decide(record, action, reason);
        notices.saved(t(`review.done.${action}`));
        return true;
      } catch {
        notices.say(t('review.notStored'));
        return false;
      } finally {
        isBusy.value = false;
      }
    },
  };
}
