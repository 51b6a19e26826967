// Fewer than five people of health or rights stand nowhere: not in the text, not in the table, not as what is left of a whole.
import { describe, expect, it } from 'vitest';
import type { FactDefinition, Outline } from '../../../../shared/reports/define-outline.ts';
import { annexesOf } from '../../../../shared/reports/report-annexes.ts';
import { outlineOf } from '../../../../shared/reports/templates/report-products.ts';
import { linesOf, reportDeps, reportOf, reviewed } from '../../../support/reports/report-of.ts';

/** As a sentence on a matter of health would be: people of a count, and a rate of two counts. */
const sensitive: readonly FactDefinition[] = [
  {
    ...{
      id: 'helped',
      format: 'count',
      source: { indicator: 'volunteer-activity.served' },
      isSensitive: true,
    },
    ...{ label: { zh: '帮助', en: 'helped' }, unit: { zh: '人次', en: 'people' } },
  },
  {
    ...{ id: 'came', format: 'rate', source: { indicator: 'meeting.attendance-rate' }, isSensitive: true },
    ...{ label: { zh: '到场', en: 'came' }, unit: { zh: '人次', en: 'people' } },
  },
];
const outline: Outline = {
  ...outlineOf('monthly', '2026-12-31'),
  facts: [...outlineOf('monthly', '2026-12-31').facts, ...sensitive],
  parts: [
    {
      paragraphs: [
        {
          sentences: ['帮助{helped}人次', '应到{came.of}人次，到场{came.value}人次'].map((zh) => ({
            clauses: [{ wordings: [{ zh, en: zh }] }],
          })),
        },
      ],
    },
  ],
};
const reportWith = (count: number, attended: number, expected = 60) =>
  reportOf(
    [
      reviewed('volunteer-activity', {
        volunteers: 1,
        hoursEach: 1,
        peopleServed: { count, isEstimate: false },
      }),
      reviewed('meeting', { meetingKind: 'work', attended, expected }),
    ],
    { outline },
  );
const textOf = (report: ReturnType<typeof reportWith>): string => linesOf(report).join('');
const tableOf = (report: ReturnType<typeof reportWith>): string =>
  JSON.stringify(
    annexesOf(report, reportDeps)[0]?.rows.filter(([, label]) => /帮助|到场/u.test(label ?? '')),
  );

describe('people in health or rights', () => {
  it('are written from five on', () => {
    const report = reportWith(5, 40);
    expect(textOf(report)).toBe('帮助5人次。应到60人次，到场40人次。');
    expect(tableOf(report)).toContain('66.7%（40/60）');
  });

  it.each([
    ['fewer than five', 4, 3],
    ['so few left over that the whole tells them', 4, 57],
  ])('are not written when they are %s, in the table neither', (_what, count, attended) => {
    const report = reportWith(count, attended);
    expect(textOf(report)).toBe('');
    expect(tableOf(report)).not.toMatch(/[34]"|57|60/u);
    expect(tableOf(report)).toContain('不足5人，不写');
  });

  it('may be none, or all: that tells of nobody', () => {
    expect(textOf(reportWith(5, 60))).toContain('应到60人次，到场60人次');
  });
});
