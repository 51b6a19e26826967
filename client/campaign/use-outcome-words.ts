// The numbers of a task in words: what was counted, from where, how the units stand.
import type { OutcomeCount } from '../../shared/indicators/count-outcomes.ts';
import { rateText } from '../../shared/reports/number-text.ts';
import { exactCount } from '../../shared/reports/approximate-number.ts';
import type { TaskCompletion, TaskUnit } from '../../shared/tasks/task-units.ts';
import { useLanguage } from '../ui/use-language.ts';
import type { OutcomeSource } from './use-outcomes.ts';

export type OutcomeWords = {
  readonly amount: (amount: number, unit: string) => string;
  /** With 约 where a rough count is inside. */
  readonly counted: (count: OutcomeCount, unit: string) => string;
  /** What is to be known beside the number; '' for nothing. */
  readonly notes: (count: OutcomeCount) => string;
  readonly origin: (source: OutcomeSource, isComplete: boolean) => string;
  readonly state: (unit: TaskUnit) => string;
  readonly tone: (unit: TaskUnit) => 'ok' | 'need' | 'info' | 'plain';
  /** How many of the units are done, late, cancelled, and which share that is; '' of a single unit, whose state says it. */
  readonly completion: (completion: TaskCompletion) => string;
};

/** A base under this is said in numbers, not as a rate (rule 2 of the briefing outline). */
const fewest = 20;

export function useOutcomeWords(): OutcomeWords {
  const { t, locale, momentText } = useLanguage();
  const amount = (value: number, unit: string): string => {
    const number = exactCount(value, locale.value);
    return locale.value === 'zh' || unit === '' ? `${number}${unit}` : `${number} ${unit}`;
  };
  return {
    amount,
    counted: ({ reached, isEstimate }, unit) =>
      isEstimate ? t('campaign.about', { amount: amount(reached, unit) }) : amount(reached, unit),
    notes: ({ awaiting, unknown }) =>
      [
        ...(awaiting === 0 ? [] : [t('campaign.awaiting', { n: exactCount(awaiting, locale.value) })]),
        ...(unknown === 0 ? [] : [t('campaign.unknown', { n: exactCount(unknown, locale.value) })]),
      ].join(locale.value === 'zh' ? '，' : ', '),
    origin: (source, isComplete) => {
      if (source.kind === 'server') return t('figures.fromServer', { when: momentText(source.asOf) });
      if (source.kind === 'device') return t(isComplete ? 'figures.fromDevice' : 'figures.incomplete');
      return t(source.kind === 'asking' ? 'figures.asking' : 'campaign.notCounted');
    },
    state: ({ state, isOverdue }) =>
      isOverdue
        ? t('campaign.overdueState', { state: t(`campaign.states.${state}`) })
        : t(`campaign.states.${state}`),
    tone: ({ state, isOverdue }) => {
      if (isOverdue) return 'need';
      if (state === 'done') return 'ok';
      return state === 'cancelled' ? 'plain' : 'info';
    },
    completion: ({ units, done, overdue, cancelled }) => {
      if (units < 2) return '';
      const all = units - cancelled;
      const said = all >= fewest ? rateText(done / all) : `${done}/${all}`;
      return [
        t('campaign.completion', { units, done }),
        ...(overdue === 0 ? [] : [t('campaign.completionOverdue', { overdue })]),
        ...(cancelled === 0 ? [] : [t('campaign.completionCancelled', { cancelled })]),
        ...(all === 0 ? [] : [t('campaign.completionRate', { rate: said })]),
      ].join(locale.value === 'zh' ? '，' : ', ');
    },
  };
}
