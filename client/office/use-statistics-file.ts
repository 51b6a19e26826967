// 数据统计 as a workbook: asked of the server, fetched by an address that is good for a minute.
import { shallowRef, type ShallowRef } from 'vue';
import type { StatisticsQuestion } from '../../shared/indicators/statistics-protocol.ts';
import { ledgerFileReplySchema } from '../../shared/ledgers/ledger-protocol.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/use-language.ts';

export function useStatisticsFile(): {
  readonly isBusy: Readonly<ShallowRef<boolean>>;
  readonly fetchFile: (question: StatisticsQuestion) => Promise<void>;
} {
  const { api } = useOpenSession();
  const notices = useNotices();
  const { t, locale } = useLanguage();
  const isBusy = shallowRef(false);
  return {
    isBusy,
    fetchFile: async (question) => {
      if (isBusy.value) return;
      isBusy.value = true;
      const request = { ...question, locale: locale.value };
      const outcome = await api.ask('/api/figures/file', ledgerFileReplySchema, request);
      isBusy.value = false;
      if (outcome.kind === 'ok') window.location.assign(outcome.body.path);
      else notices.say(t('statistics.noFile'));
    },
  };
}
