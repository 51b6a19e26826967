// What the quarterly report of the screening counts by cancer, and no record type brings along: a sum over both would tell what is left out of one.
import { words } from '../../forms/shorthand.ts';
import type { Indicator, Source } from '../../indicators/define-indicator.ts';

const type = 'screening-counts';
export const cancers = [
  ['cervical', '宫颈癌', 'cervical'],
  ['breast', '乳腺癌', 'breast'],
] as const;

const processes = [
  ['notified', '异常告知率', 'Told of those abnormal', 'notified', 'abnormal'],
  ['arrived', '转诊到位率', 'Arrived of those referred', 'arrived', 'referred'],
  ['followed', '随访管理率', 'Followed up of those due', 'followUpDone', 'followUpDue'],
] as const;

/** `screening.cervical-notified` and so on; only of tables that tell both terms. */
export const screeningProcesses: readonly Indicator[] = cancers.flatMap(([cancer, nameZh, nameEn]) =>
  processes.map(([id, zh, en, part, whole]): Indicator => {
    const where: Source['where'] = {
      and: [
        { eq: [{ field: 'cancer' }, cancer] },
        { present: { field: part } },
        { present: { field: whole } },
      ],
    };
    return {
      ...{ id: `screening.${cancer}-${id}`, unit: words('人', 'women'), decimals: 2 },
      label: words(`${nameZh}检查${zh}`, `${en}, ${nameEn}`),
      numerator: [{ type, where, measure: { sum: { field: part } } }],
      denominator: [{ type, where, measure: { sum: { field: whole } } }],
    };
  }),
);
