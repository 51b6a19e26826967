// Each rule of the briefing outline finds what breaks it, and nothing in what keeps it.
import { describe, expect, it } from 'vitest';
import { checkReport } from '../../../../shared/reports/check-report.ts';
import { sumFinding } from '../../../../shared/reports/checks/bound-figures.ts';
import type { Piece, Report } from '../../../../shared/reports/report-model.ts';
import { reportOf, reviewed } from '../../../support/reports/report-of.ts';

const report = reportOf([reviewed('volunteer-activity', { volunteers: 10, hoursEach: 2 })], {
  style: 'final',
});
const withPieces = (pieces: readonly Piece[]): Report => ({
  ...report,
  blocks: [{ kind: 'paragraph', pieces }],
});
const rulesOf = (text: string, names: readonly string[] = []): readonly string[] =>
  checkReport(withPieces([{ kind: 'text', text }]), new Set(names)).map(({ rule }) => rule);

describe('the rules of the outline', () => {
  it.each([
    ['points', '“五个好”组织占比提高3.2%。', '“五个好”组织占比提高3.2个百分点。'],
    ['points', '活动场次增长12个百分点。', '活动场次增长12%。'],
    ['decimals', '完成率92.35%。', '完成率92.4%。'],
    ['decimals', '完成率92.0%。', '完成率92%，提高到95%。'],
    ['fold', '来访下降1.2倍。', '来访下降60%，活动增长1.2倍。'],
    ['approximate', '慰问51余名老人。', '慰问50余名老人。'],
    ['approximate', '慰问约50余名老人。', '慰问约50名老人。'],
    ['planned', '拟于9月举办培训，已完成2期。', '已完成2期。拟于9月举办培训。'],
    [
      'numbers',
      '开展1场，参加2人次，服务3小时，受益4人次，结对5对。',
      '开展1场，参加2人次，服务3小时，受益4人次；结对5对。',
    ],
    [
      'sum',
      '受理336件，其中婚姻248件、财产26件、劳动18件、其他43件。',
      '受理335件，其中婚姻248件、财产26件、劳动18件、其他43件。',
    ],
    [
      'sum',
      '服务90人次：义诊50人次、宣讲30人次、理发20人次。',
      '受理336件，其中婚姻248件、财产26件、劳动18件。',
    ],
    ['small', '维权服务妇女3名。', '维权服务妇女30名、服务3人次。'],
    ['date-form', '2026年09月10日召开会议。', '2026年9月10日召开会议。'],
    ['date-range', '2025年9月10日召开会议。', '拟于2027年1月10日召开会议。'],
    ['date-range', '2026年2月30日召开会议。', '2月28日召开会议。'],
    ['identity', '身份证420399197503080021。', '示妇发〔2026〕12号。'],
    ['phone', '电话19900001234。', '捐款19900元。'],
    ['illness', '一名妇女确诊。', '“两癌”检查。'],
    ['illness', '王大姐患宫颈癌。', '宫颈癌检查实查960人，宫颈癌初筛异常率5%。'],
    ['case', '调处家庭暴力。', '家庭矛盾调解。'],
    ['secret', '传达机密文件。', '涉及工作秘密的除外。'],
    ['ranking', '各单位积分公布。', '各单位公开承诺。'],
    ['superlative', '取得前所未有的成绩。', '取得初步成效。'],
  ])('%s: “%s” is found, “%s” is not', (rule, broken, kept) => {
    expect(rulesOf(broken)).toContain(rule);
    expect(rulesOf(kept)).not.toContain(rule);
  });

  it('finds the name of anybody in the records, rare characters and all', () => {
    expect(rulesOf('王示𠮷同志带头。', ['王示𠮷'])).toContain('name');
    expect(rulesOf('王同志带头。', ['王示𠮷', '王'])).not.toContain('name');
  });

  it('finds what asks for a decision in a report that goes up, and leaves a plain 汇报 alone', () => {
    const text = '现将有关经费事项请示如下，妥否，请批复。';
    const formal = { ...withPieces([{ kind: 'text', text }]), title: '十堰市妇联关于工作情况的报告' };
    expect(checkReport(formal).map(({ rule }) => rule)).toContain('request');
    expect(rulesOf(text)).not.toContain('request');
    const plain = { ...formal, blocks: withPieces([{ kind: 'text', text: '特此报告。' }]).blocks };
    expect(checkReport(plain).map(({ rule }) => rule)).not.toContain('request');
  });

  it('finds a text of more than 3,000 characters', () => {
    expect(rulesOf('妇'.repeat(3_001))).toContain('length');
    expect(rulesOf('妇'.repeat(2_900))).not.toContain('length');
  });

  it('finds 人次 written as 人', () => {
    const volunteers: Piece = { kind: 'fact', text: '10', factId: 'volunteers' };
    const rules = (after: string) =>
      checkReport(withPieces([volunteers, { kind: 'text', text: after }])).map(({ rule }) => rule);
    expect(rules('人参加。')).toContain('unit');
    expect(rules('人次。')).not.toContain('unit');
  });

  it('finds parts that do not add up: 335 of 336 of the petition statistics', () => {
    const label = { zh: '信访件次', en: 'petitions' };
    const [finding] = sumFinding(label, 336, [248, 26, 18, 16, 2, 25]);
    expect(finding?.words.zh).toBe('分项合计与总数不符（差1）');
    expect(sumFinding(label, 528, [306, 175, 41, 6])).toEqual([]);
  });

  it('says what the figures leave out, what a preview is, and that a period is empty', () => {
    const rules = (records: Parameters<typeof reportOf>[0], asked = {}) =>
      checkReport(reportOf(records, asked)).map(({ rule }) => rule);
    const open = reviewed('meeting', { attended: 5 }, { occurredOn: '2026-11-10' });
    expect(rules([])).toContain('empty');
    expect(rules([open])).toEqual(expect.arrayContaining(['empty', 'outside']));
    expect(rules([open], { isPreview: true })).toEqual(['preview']);
    const late = { occurredOn: '2026-02-03', lockedPeriod: '2026-02', carriedTo: '2026-09' };
    expect(rules([reviewed('meeting', { attended: 5 }, late)])).toContain('carried');
    const moved = reviewed('meeting', { attended: 5 }, { orgUnitId: '420399001' });
    expect(rules([moved])).toContain('territory');
  });
});

describe('whole and kinds (domain fixture 4)', () => {
  it('says by how much 336 cases and their kinds differ', () => {
    const text = '受理336件，其中婚姻家庭248件、财产26件、人身18件、劳动16件、文化2件、其他25件。';
    const found = checkReport(withPieces([{ kind: 'text', text }])).filter(({ rule }) => rule === 'sum');
    expect(found.map((finding) => finding.words.zh)).toEqual(['分类合计与总数不符（差1）']);
    expect((248 / 336) * 100).toBeCloseTo(73.81, 2);
  });
});
