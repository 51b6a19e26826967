// Which unit and which year 对标定位 is asked of: both stand in the address, so that one comes back to them from a record.
import { computed, type ComputedRef } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { GradeQuestion } from '../../shared/grading/grade-table.ts';
import { isWithin } from '../../shared/org/org-unit.ts';
import { useOpenSession, useServices } from '../session/use-session.ts';
import { useOrgNames } from '../ui/use-org-names.ts';

const yearsOffered = 3;

export function useGradeQuestion(): {
  readonly question: ComputedRef<GradeQuestion>;
  /** The present year first. */
  readonly years: readonly number[];
  readonly ask: (changes: { readonly unit?: string; readonly year?: number }) => void;
} {
  const { clock } = useServices();
  const { account } = useOpenSession();
  const { tree } = useOrgNames();
  const route = useRoute();
  const router = useRouter();
  const present = Number(clock.today().slice(0, 4));
  const years = Array.from({ length: yearsOffered }, (_, index) => present - index);
  const question = computed(() => {
    const { unit, year } = route.query;
    const isMine = typeof unit === 'string' && isWithin(tree.value, unit, account.orgUnitId);
    return {
      unitId: isMine ? unit : account.orgUnitId,
      year: years.find((each) => String(each) === year) ?? present,
    };
  });
  return {
    question,
    years,
    ask: ({ unit = question.value.unitId, year = question.value.year }) =>
      void router.replace({ query: { unit, year: String(year) } }),
  };
}
