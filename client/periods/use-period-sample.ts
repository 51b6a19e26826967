// What to look at before a month is confirmed, and what came after it was.
import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import {
  periodSampleReplySchema,
  type PeriodSampleQuestion,
  type PeriodSampleReply,
} from '../../shared/review/periods-protocol.ts';
import { useOpenSession } from '../session/use-session.ts';

/** Asked again when `version` changes: a late record, a month opened. */
export function usePeriodSample(
  question: Readonly<Ref<PeriodSampleQuestion>>,
  version: Readonly<Ref<unknown>>,
): Readonly<ShallowRef<PeriodSampleReply | undefined>> {
  const { api } = useOpenSession();
  const found = shallowRef<PeriodSampleReply>();
  let asked = 0;
  watch(
    [() => `${question.value.unitId} ${question.value.month}`, version] as const,
    async ([wanted], [before]) => {
      asked += 1;
      const mine = asked;
      if (wanted !== before) found.value = undefined;
      const outcome = await api.ask(periodSampleReplySchema, '/api/periods/sample', question.value);
      if (mine === asked && outcome.kind === 'ok') found.value = outcome.body;
    },
    { immediate: true },
  );
  onScopeDispose(() => {
    asked += 1;
  });
  return found;
}
