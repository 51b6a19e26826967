// 数据统计 in words: estimates and unknowns are said, a rate without its base tells whose is missing, plans stand beside figures.
import { describe, expect, it } from 'vitest';
import { lineDefinition } from '../../../../shared/indicators/line-definition.ts';
import { monthsWithin } from '../../../../shared/indicators/months-within.ts';
import {
  lineName,
  statisticsGroups,
  statisticsLines,
} from '../../../../shared/indicators/statistics-lines.ts';
import type { StatisticsReply } from '../../../../shared/indicators/statistics-protocol.ts';
import { statisticsTable, type StatisticsRow } from '../../../../shared/indicators/statistics-table.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';

const nothing: StatisticsReply = {
  ...{ total: { kinds: {}, figures: {} }, parts: [], rates: {}, rateParts: [], targets: [] },
  asOf: '2026-10-20T02:00:00.000Z',
};
const counts = { reviewed: 4, awaiting: 2, returned: 1, tookPart: 0 };
const names: Readonly<Record<string, string>> = { a: '甲村', b: '乙村', c: '丙村', d: '丁村' };

function rowOf(id: string, reply: Partial<StatisticsReply>): StatisticsRow {
  const table = statisticsTable({ ...nothing, ...reply }, 'before', {
    ...{ registry: recordTypes, locale: 'zh', unitName: (unit) => names[unit] ?? unit },
  });
  const row = table.flatMap(({ rows }) => rows).find(({ line }) => line.id === id);
  if (row === undefined) throw new Error(`there is no line ${id}`);
  return row;
}
const rates = (rate: Partial<StatisticsReply['rates'][string]>): Partial<StatisticsReply> => ({
  rates: {
    'org-rate': { ...{ value: 8, isEstimate: false, unknown: 0, lacking: [], lackingCount: 0 }, ...rate },
  },
});

describe('the lines', () => {
  it('each figure is there once, in the order of the work, and says how it is counted', () => {
    const lines = statisticsLines(recordTypes);
    expect(new Set(lines.map(({ id }) => id)).size).toBe(lines.length);
    const groups = statisticsGroups(recordTypes);
    expect(groups.map(({ id }) => id).slice(0, 3)).toEqual(['campaign', 'learning', 'service']);
    const silent = lines.filter((line) => lineDefinition(line, recordTypes, 'zh') === '');
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  it('one of several figures of a kind names it', () => {
    const line = statisticsLines(recordTypes).find(({ id }) => id === 'volunteer-activity.served');
    expect(line === undefined ? '' : lineName(line, 'zh')).toMatch(/^志愿服务：/);
  });
});

describe('a row', () => {
  it('of a kind says what awaits review and what was returned', () => {
    const row = rowOf('meeting', { total: { kinds: { meeting: counts }, figures: {} } });
    expect([row.value, row.unit, row.notes]).toEqual(['6', '次', ['含待审2', '退回1，未计']]);
  });

  it('says about of a sum that holds an estimate, and how many do not tell', () => {
    const figure = { value: 93, isEstimate: true, unknown: 2 };
    const row = rowOf('volunteer-activity.served', {
      total: { kinds: {}, figures: { 'volunteer-activity.served': figure } },
    });
    expect([row.value, row.notes.length]).toEqual(['约93', 1]);
    expect(row.notes[0]).toContain('2');
  });

  it('of a rate shows both terms, and of few no percentage', () => {
    const many = rowOf('org-rate', rates({ value: 56, of: 61 }));
    expect([many.value, many.unit, many.terms]).toEqual(['91.8%', '', '56/61个']);
    const few = rowOf('org-rate', rates({ value: 8, of: 9 }));
    expect([few.value, few.unit, few.terms]).toEqual(['8/9', '个', '']);
  });

  it('of a rate without its base says whose is missing instead of a number', () => {
    const row = rowOf('org-rate', rates({ lacking: ['a', 'b', 'c', 'd'], lackingCount: 7 }));
    expect([row.value, row.change, row.hasNothing]).toEqual(['', '', false]);
    expect(row.notes).toEqual(['现有8个；没有比率：甲村、乙村、丙村等7个单位未填年度基数']);
  });

  it('a plan stands beside the figure that it plans', () => {
    const target = { indicator: 'volunteer-activity.served', taskId: 't1', task: '示例任务', planned: 200 };
    const row = rowOf('volunteer-activity.served', {
      targets: [{ ...target, reached: 150, from: '2026-03-01', dueOn: '2026-12-31' }],
    });
    expect(row.targets).toEqual(['任务计划200人次，已完成150人次（2026年3月1日至2026年12月31日）']);
    expect(row.hasNothing).toBe(false);
  });

  it('without a record, a reason or a plan has nothing', () => {
    expect(rowOf('meeting', {}).hasNothing).toBe(true);
  });
});

describe('the months of a period', () => {
  it('are cut where it begins and ends, and end with today', () => {
    expect(monthsWithin({ from: '2026-08-15', until: '2026-10-10' }, '2026-12-01')).toEqual([
      { from: '2026-08-15', until: '2026-08-31' },
      { from: '2026-09-01', until: '2026-09-30' },
      { from: '2026-10-01', until: '2026-10-10' },
    ]);
    const year = { from: '2026-01-01', until: '2026-12-31' };
    expect(monthsWithin(year, '2026-02-03').at(-1)).toEqual({ from: '2026-02-01', until: '2026-02-28' });
    expect(monthsWithin(year, '2025-12-31')).toEqual([]);
  });
});
