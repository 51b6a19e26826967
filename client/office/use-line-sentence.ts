// A line of 数据统计 as a sentence to paste, in the words of 查数: 张湾区2026年志愿服务6场、87人次，较上期增长20%。
import { kindSentence } from '../../shared/indicators/figure-sentence.ts';
import type { StatisticsQuestion, StatisticsReply } from '../../shared/indicators/statistics-protocol.ts';
import { lineName } from '../../shared/indicators/statistics-lines.ts';
import { comparisonWords, type StatisticsRow } from '../../shared/indicators/statistics-table.ts';
import type { Comparison } from '../../shared/indicators/figure-change.ts';
import { periodText } from '../../shared/org/reporting-period.ts';
import { useServices } from '../session/use-session.ts';
import { useLanguage } from '../ui/use-language.ts';
import { useOrgNames } from '../ui/use-org-names.ts';

export type LineSentences = {
  /** Unit, days and which records: 张湾区2026年（截至11月27日）. */
  readonly title: (question: StatisticsQuestion) => string;
  readonly sentence: (
    row: StatisticsRow,
    question: StatisticsQuestion & { readonly comparison: Comparison },
    reply: StatisticsReply,
  ) => string;
};

/** The answers follow the language. */
export function useLineSentence(): LineSentences {
  const { registry, clock } = useServices();
  const { t, locale } = useLanguage();
  const { nameOf } = useOrgNames();
  const title = (question: StatisticsQuestion): string => {
    const days = periodText(question, clock.today(), locale.value);
    const which = question.lockedOnly === true ? t('figures.lockedTitle') : '';
    return locale.value === 'zh'
      ? `${nameOf(question.unitId)}${days}${which}`
      : `${nameOf(question.unitId)}, ${days}${which}`;
  };
  return {
    title,
    sentence: (row, question, { total }) => {
      const isZh = locale.value === 'zh';
      const definition = registry.get(row.line.id);
      const said =
        definition === undefined
          ? `${lineName(row.line, locale.value)}${isZh ? '' : ': '}${row.value}${isZh ? '' : ' '}${row.unit}`.trim()
          : kindSentence(definition, total, locale.value);
      const against = row.past === '' ? '' : comparisonWords[question.comparison][locale.value];
      const change = isZh ? `，${against}${row.change}` : `, ${row.change} ${against}`.trimEnd();
      return `${title(question)}${isZh ? '' : ': '}${said}${row.change === '' ? '' : change}${isZh ? '。' : '.'}`;
    },
  };
}
