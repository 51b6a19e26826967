// Steps of a report on the desk, files of it, and figures taken over; what the server refuses is said in words.
import { ref, type Ref } from 'vue';
import * as z from 'zod/mini';
import type { ReportMove } from '../../shared/reports/report-protocol.ts';
import { useOpenSession } from '../session/use-session.ts';
import { errorWords } from '../ui/error-words.ts';
import { useNotices } from '../ui/notices.ts';
import { useLanguage } from '../ui/use-language.ts';
import type { OpenReport } from './use-report.ts';

type MoveWords = Omit<ReportMove, 'rev' | 'act'>;
export type ReportMoves = {
  readonly isBusy: Readonly<Ref<boolean>>;
  /** True when it is done. */
  readonly move: (act: ReportMove['act'], words: MoveWords) => Promise<boolean>;
  readonly takeOver: (factIds: readonly string[] | undefined) => Promise<boolean>;
  readonly fetchFile: (kind: 'docx' | 'facts') => Promise<void>;
};

const fileReplySchema = z.object({ path: z.string() });

export function useReportMoves(reportId: string, report: OpenReport): ReportMoves {
  const { api } = useOpenSession();
  const notices = useNotices();
  const { t, locale } = useLanguage();
  const isBusy = ref(false);
  const step = async (path: string, body: Record<string, unknown>, done: string): Promise<boolean> => {
    if (isBusy.value) return false;
    isBusy.value = true;
    const outcome = await report.step(path, (rev) => ({ rev, ...body }));
    isBusy.value = false;
    if (outcome?.kind === 'ok') notices.saved(t(done));
    else {
      const code = outcome?.kind === 'refused' ? outcome.code : '';
      notices.say(errorWords(code, locale.value, t('reports.notDone')));
    }
    return outcome?.kind === 'ok';
  };
  return {
    isBusy,
    move: (act, words) => step('move', { act, ...words }, `reports.done.${act}`),
    takeOver: (factIds) => step('refresh', factIds === undefined ? {} : { factIds }, 'reports.done.refresh'),
    fetchFile: async (kind) => {
      if (isBusy.value || !(await report.flush())) return notices.say(t('reports.notDone'));
      isBusy.value = true;
      const path = `/api/reports/${encodeURIComponent(reportId)}/file`;
      const outcome = await api.ask(path, fileReplySchema, { kind });
      isBusy.value = false;
      if (outcome.kind === 'ok') window.location.assign(outcome.body.path);
      else notices.say(t('reports.noFile'));
    },
  };
}
