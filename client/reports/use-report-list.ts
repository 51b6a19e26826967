// The reports of a unit, and a new one; both are the server's.
import { onScopeDispose, ref, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import {
  reportListSchema,
  reportReplySchema,
  type NewReport,
  type ReportHead,
} from '../../shared/reports/report-protocol.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useNotices } from '../ui/notices.ts';
import { errorWords } from '../ui/error-words.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useOnReachable } from '../ui/use-on-reachable.ts';

export type ReportList = {
  readonly reports: Readonly<ShallowRef<readonly ReportHead[] | undefined>>;
  readonly isUnreachable: Readonly<Ref<boolean>>;
  readonly isDrafting: Readonly<Ref<boolean>>;
  /** The id of the new draft; undefined when there is none, which has been said. */
  readonly draft: (asked: NewReport) => Promise<string | undefined>;
};

export function useReportList(unitId: Readonly<Ref<string>>): ReportList {
  const { api } = useOpenSession();
  const notices = useNotices();
  const { t, locale } = useLanguage();
  const reports = shallowRef<readonly ReportHead[]>();
  const [isUnreachable, isDrafting] = [ref(false), ref(false)];
  let asked = 0;
  const ask = async (): Promise<void> => {
    asked += 1;
    const mine = asked;
    const path = `/api/reports?unit=${encodeURIComponent(unitId.value)}`;
    const outcome = await api.ask(path, reportListSchema, undefined, 'GET');
    if (mine !== asked) return;
    isUnreachable.value = outcome.kind !== 'ok';
    if (outcome.kind === 'ok') reports.value = outcome.body.reports;
  };
  watch(
    unitId,
    () => {
      reports.value = undefined;
      void ask();
    },
    { immediate: true },
  );
  useOnReachable(() => void ask());
  onScopeDispose(() => {
    asked += 1;
  });
  return {
    ...{ reports, isUnreachable, isDrafting },
    draft: async (question) => {
      if (isDrafting.value) return undefined;
      isDrafting.value = true;
      const outcome = await api.ask('/api/reports', reportReplySchema, question);
      isDrafting.value = false;
      if (outcome.kind === 'ok') return outcome.body.head.id;
      const words = outcome.kind === 'refused' ? outcome.code : '';
      notices.say(errorWords(words, locale.value, t('reports.notDrafted')));
      return undefined;
    },
  };
}
