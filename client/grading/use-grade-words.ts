// Grades, goods and rates in words: the same on the phone of a village and at the desk of an office.
import type { GradeCounts } from '../../shared/grading/count-grades.ts';
import type { GradeLine, Leads } from '../../shared/grading/grade-table.ts';
import { goodLabels, gradeLabels, vetoLabels, type Grade } from '../../shared/grading/grades.ts';
import { fewestForRate, pointsBetween, pointsText, rateText } from '../../shared/reports/number-text.ts';
import { useLanguage } from '../ui/use-language.ts';

export const changeTones = { rose: 'ok', fell: 'need', same: 'plain', first: 'info' } as const;

export type Rate = { readonly value: number; readonly of: number };

export function useGradeWords() {
  const { t, locale, labelText } = useLanguage();
  const gradeText = (grade: Grade): string => labelText(gradeLabels[grade]);
  return {
    gradeText,
    /** Which goods are lacking; that all are there; that nobody entered them. */
    lackingText: ({ lacking }: Pick<GradeLine, 'lacking'>): string => {
      if (lacking === undefined) return t('grading.goodsNotEntered');
      if (lacking.length === 0) return t('grading.allGoods');
      return t('grading.lacking', {
        goods: lacking.map((good) => labelText(goodLabels[good])).join(t('ui.listComma')),
      });
    },
    ballotsText: ({ ballots }: Pick<GradeLine, 'ballots'>): string => {
      const { out, back, satisfied, fairlySatisfied = 0 } = ballots;
      if (back === undefined || satisfied === undefined) return '';
      const pleased = satisfied + fairlySatisfied;
      return out === undefined
        ? t('grading.ballotsBack', { back, pleased })
        : t('grading.ballots', { out, back, pleased });
    },
    proposedText: ({ proposed }: Pick<GradeLine, 'proposed'>): string => {
      if (proposed === undefined) return '';
      const { total, vetoes } = proposed;
      const why = [
        ...(total === undefined ? [] : [t('grading.total', { total })]),
        ...vetoes.map((veto) => labelText(vetoLabels[veto])),
      ].join(t('ui.listComma'));
      return t('grading.proposed', { grade: gradeText(proposed.grade), why });
    },
    /** A base under 20 is said in numbers, never as a rate. */
    rateOf: ({ value, of }: Rate): string =>
      of === 0 ? '—' : of < fewestForRate ? t('grading.few', { of, value }) : rateText(value / of),
    /** Against the year before, of bases that both bear a rate. */
    changeOf: (now: Rate, before: Rate): string => {
      if (before.of === 0) return t('grading.noBefore');
      if (now.of < fewestForRate || before.of < fewestForRate)
        return t('grading.before', { rate: t('grading.few', { of: before.of, value: before.value }) });
      const points = pointsBetween(now.value / now.of, before.value / before.of);
      return t('grading.onYear', { change: pointsText(points, locale.value) });
    },
  };
}

/** What rates are made of. */
export const rates = {
  fiveGoods: ({ fiveGoods, graded }: GradeCounts): Rate => ({ value: fiveGoods, of: graded }),
  promotion: ({ rose, couldRise }: GradeCounts): Rate => ({ value: rose, of: couldRise }),
  recovery: ({ recovered, wasLast }: GradeCounts): Rate => ({ value: recovered, of: wasLast }),
  fiveLeads: (leads: Leads): Rate => leads,
} as const;
