// Words and numbers of a report: titles that break by sense, differences, amounts, how a unit is called, what changed.
import { describe, expect, it } from 'vitest';
import { breakTitle, titleLineLength } from '../../../../shared/reports/break-title.ts';
import { compareReports, reportRecordSchema } from '../../../../shared/reports/compare-reports.ts';
import {
  countText,
  pointsBetween,
  pointsText,
  rateText,
  wanText,
} from '../../../../shared/reports/number-text.ts';
import { definitionText } from '../../../../shared/reports/report-annexes.ts';
import { unitWords } from '../../../../shared/reports/unit-words.ts';
import { reportDeps, reportOf, reportTree, reviewed } from '../../../support/reports/report-of.ts';

describe('a title', () => {
  const lengthOf = (line: string) => Array.from(line).length;

  it('of one line stays whole', () => {
    expect(breakTitle('十堰市妇联开展创先争优活动情况汇报')).toEqual(['十堰市妇联开展创先争优活动情况汇报']);
  });

  it.each([
    '十堰市妇女联合会关于深入开展创先争优活动情况的报告',
    '十堰市妇女联合会关于在全市各级妇联组织和广大妇女干部中深入开展“坚强阵地、温暖之家”创先争优主题实践活动情况汇报',
    '示例自治州妇女联合会关于贯彻落实《关于在党的基层组织和党员中深入开展创先争优活动的意见》有关情况的报告示例',
  ])('breaks by sense: %s', (title) => {
    const lines = breakTitle(title);
    expect(lines.join('')).toBe(title);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) {
      expect(lengthOf(line)).toBeLessThanOrEqual(titleLineLength);
      expect(line).not.toMatch(/^[的、，”》]|[“《、]$/u);
    }
    const lengths = lines.map(lengthOf);
    const isHourglass = lengths.some(
      (length, index) => length < (lengths[index - 1] ?? 0) && length < (lengths[index + 1] ?? 0),
    );
    expect(isHourglass).toBe(false);
  });

  it('of sixty characters without a place to break, and rare ones, is not lost', () => {
    const title = '𠮷'.repeat(60);
    const lines = breakTitle(title);
    expect(lines.join('')).toBe(title);
    expect(Math.max(...lines.map(lengthOf))).toBeLessThanOrEqual(titleLineLength);
  });
});

describe('numbers', () => {
  it('of rates have one decimal at most, and their differences are of what is written', () => {
    expect([0.923, 0.92, 1, 0].map((rate) => rateText(rate))).toEqual(['92.3%', '92%', '100%', '0%']);
    expect(pointsBetween(0.9234, 0.8907)).toBe(3.2);
    expect(pointsBetween(0.25, 0.333)).toBe(-8.3);
    expect([3.2, -0.5, 0].map((points) => pointsText(points, 'zh'))).toEqual([
      '提高3.2个百分点',
      '下降0.5个百分点',
      '持平',
    ]);
  });

  it('of money are in ten thousands, and a rough sum says so', () => {
    expect(wanText(3_000_000, 'zh')).toBe('3');
    expect(wanText(12_345_600, 'zh')).toBe('12.35');
    expect(countText(93, true, 'zh')).toBe('约93');
    expect(countText(1093, true, 'en')).toBe('about 1,093');
  });
});

describe('a unit', () => {
  it('is called by what it is', () => {
    const unit = (id: string) => {
      const found = reportTree.unit(id);
      if (found === undefined) throw new Error(`${id} is missing`);
      const { unit: name, self, place } = unitWords(found);
      return [name.zh, self.zh, place.zh];
    };
    expect(unit('4203')).toEqual(['十堰市妇联', '市妇联', '全市']);
    expect(unit('420303')).toEqual(['张湾区妇联', '区妇联', '全区']);
    expect(unit('420303001')).toEqual(['花果街道妇联', '街道妇联', '全街道']);
    expect(unit('420303001202')).toEqual(['花果村妇联', '村妇联', '全村']);
  });
});

describe('two snapshots', () => {
  it('say which records came, went and were amended, and which facts are other now', () => {
    const service = (volunteers: number, id: string, rev: number) =>
      reviewed('volunteer-activity', { volunteers, hoursEach: 1 }, { id, rev });
    const before = reportOf([service(10, 'kept', 1), service(20, 'amended', 1), service(40, 'gone', 1)]);
    const after = reportOf([service(10, 'kept', 1), service(25, 'amended', 2), service(7, 'new', 1)]);
    const written = reportRecordSchema.parse(JSON.parse(JSON.stringify(before)));
    const changes = compareReports(written, after);
    expect(changes).toMatchObject({ added: ['new'], gone: ['gone'], amended: ['amended'] });
    const volunteers = changes.facts.find(({ label }) => label.zh === '志愿者人次');
    expect(volunteers).toMatchObject({ before: '70', after: '42' });
    expect(compareReports(written, before)).toEqual({ added: [], gone: [], amended: [], facts: [] });
  });
});

describe('how a figure is counted', () => {
  const facts = reportOf([]).facts.filter(
    ({ source }) => 'indicator' in source || 'standing' in source || 'change' in source,
  );
  const said = (id: string, locale: 'zh' | 'en' = 'zh') => {
    const fact = facts.find((each) => each.id === id);
    return fact === undefined ? '' : definitionText(fact, reportDeps, locale);
  };

  it('is said of every number, in both languages, without a name of the code', () => {
    for (const { id } of facts) {
      expect([id, said(id)]).toEqual([id, expect.stringMatching(/^[^a-z]+$/u)]);
      expect([id, said(id, 'en').length > 5]).toEqual([id, true]);
    }
  });

  it('comes out of the definition that counted it', () => {
    expect(said('volunteers')).toBe('“志愿服务”按“志愿者人数”合计');
    expect(said('theme-cadres')).toBe('“想学干登记”所记人员（同一人只计一次）');
    expect(said('five-goods')).toBe('“晋档升级”中符合条件（达到的‘五个好’）的条数，除以“晋档升级”的条数');
    expect(said('goods-change')).toContain('与上年同期相比');
    expect(said('org-rate')).toBe('截止日仍有效的“妇联组织”，除以年度基数“应建妇联组织”');
    expect(said('task-done-rate')).toBe(
      '“任务”中“已完成”的（按责任单位计），除以“任务”中除“已取消”外的（按责任单位计）',
    );
  });
});
