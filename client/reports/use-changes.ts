// 数据已变化: what the figures would say now, asked when the report is opened and whenever somebody wants to know.
import { ref, shallowRef, type Ref, type ShallowRef } from 'vue';
import { reportComparisonSchema, type ReportComparison } from '../../shared/reports/report-protocol.ts';
import { useOpenSession } from '../session/use-session.ts';

export type Changes = {
  readonly changes: Readonly<ShallowRef<ReportComparison | undefined>>;
  readonly state: Readonly<Ref<'none' | 'asking' | 'known' | 'unreachable'>>;
  readonly compare: () => Promise<void>;
};

export function useChanges(reportId: string): Changes {
  const { api } = useOpenSession();
  const changes = shallowRef<ReportComparison>();
  const state = ref<Changes['state']['value']>('none');
  return {
    ...{ changes, state },
    compare: async () => {
      if (state.value === 'asking') return;
      state.value = 'asking';
      const path = `/api/reports/${encodeURIComponent(reportId)}/compare`;
      const outcome = await api.ask(path, reportComparisonSchema, {});
      changes.value = outcome.kind === 'ok' ? outcome.body : undefined;
      state.value = outcome.kind === 'ok' ? 'known' : 'unreachable';
    },
  };
}
