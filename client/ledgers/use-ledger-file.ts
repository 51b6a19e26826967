// The file of a ledger: the server makes it, the browser fetches it by its own address.
import { ref, type Ref } from 'vue';
import { ledgerFileReplySchema, type LedgerFormat } from '../../shared/ledgers/ledger-protocol.ts';
import type { LedgerQuestion } from '../../shared/ledgers/ledger-question.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/use-language.ts';

export function useLedgerFile(): {
  /** Which one is being made. */
  readonly busy: Readonly<Ref<LedgerFormat | undefined>>;
  readonly fetchFile: (question: LedgerQuestion, format: LedgerFormat) => Promise<void>;
} {
  const { api } = useOpenSession();
  const notices = useNotices();
  const { t, locale } = useLanguage();
  const busy = ref<LedgerFormat>();
  return {
    busy,
    fetchFile: async (question, format) => {
      if (busy.value !== undefined) return;
      busy.value = format;
      const request = { ...question, format, locale: locale.value };
      const outcome = await api.ask(ledgerFileReplySchema, '/api/ledgers/file', request);
      busy.value = undefined;
      if (outcome.kind === 'ok') window.location.assign(outcome.body.path);
      else notices.say(t('ledgers.noWorkbook'));
    },
  };
}
