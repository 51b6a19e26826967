// The workbook of a ledger: the server makes it, the browser fetches it by its own address.
import { ref, type Ref } from 'vue';
import type { LedgerQuestion } from '../../shared/ledgers/build-ledger.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/use-language.ts';

export function useWorkbook(): {
  readonly isBusy: Readonly<Ref<boolean>>;
  readonly fetchWorkbook: (question: LedgerQuestion) => Promise<void>;
} {
  const { api } = useOpenSession();
  const notices = useNotices();
  const { t, locale } = useLanguage();
  const isBusy = ref(false);
  return {
    isBusy,
    fetchWorkbook: async (question) => {
      if (isBusy.value) return;
      isBusy.value = true;
      const outcome = await api.ledgerFile({ ...question, locale: locale.value });
      isBusy.value = false;
      if (outcome.kind === 'ok') window.location.assign(outcome.body.path);
      else notices.say(t('ledgers.noWorkbook'));
    },
  };
}
