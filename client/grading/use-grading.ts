// 对标定位: a village's own grade from its device, also without signal; what lies above it from the server.
import { onScopeDispose, shallowRef, watch, type Ref, type ShallowRef } from 'vue';
import {
  createGradeTable,
  gradedTypes,
  schemeTypes,
  type GradeQuestion,
  type GradeTable,
} from '../../shared/grading/grade-table.ts';
import { gradeReplySchema } from '../../shared/grading/grading-protocol.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';
import { useOnReachable } from '../ui/use-on-reachable.ts';

export type Grading = {
  readonly table: Readonly<ShallowRef<GradeTable | undefined>>;
  readonly source: Readonly<ShallowRef<'device' | 'server' | 'asking' | 'unreachable'>>;
};

export function useGrading(question: Readonly<Ref<GradeQuestion>>): Grading {
  const { account, api, repositories } = useOpenSession();
  const { tree } = useOrgNames();
  const table = shallowRef<GradeTable>();
  const source = shallowRef<Grading['source']['value']>('asking');
  const isHeld = account.role === 'villageCadre';
  let asked = 0;
  let stop: (() => void) | undefined;

  const followDevice = (wanted: GradeQuestion): (() => void) =>
    repositories.records.watchList({ types: [...gradedTypes, ...schemeTypes] }).subscribe((records) => {
      const here = createGradeTable(wanted, tree.value);
      for (const record of records) here.add(record);
      [table.value, source.value] = [here.read(), 'device'];
    });
  const askServer = async (wanted: GradeQuestion): Promise<void> => {
    const mine = asked;
    const outcome = await api.ask('/api/grades', gradeReplySchema, wanted);
    if (mine !== asked) return;
    if (outcome.kind === 'ok') [table.value, source.value] = [outcome.body, 'server'];
    else if (source.value === 'asking') source.value = 'unreachable';
  };

  watch(
    [question, tree] as const,
    ([wanted]) => {
      asked += 1;
      stop?.();
      [table.value, source.value] = [undefined, 'asking'];
      if (isHeld) stop = followDevice(wanted);
      else void askServer(wanted);
    },
    { immediate: true },
  );
  useOnReachable(() => {
    if (!isHeld && source.value !== 'server') void askServer(question.value);
  });
  onScopeDispose(() => {
    asked += 1;
    stop?.();
  });
  return { table, source };
}
