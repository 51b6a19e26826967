// The other products of the engine: monthly report, notice for a village's board, supervision bulletin.
import { describe, expect, it } from 'vitest';
import { unknownFacts } from '../../../../shared/reports/define-outline.ts';
import { issueList } from '../../../../shared/reports/issue-list.ts';
import { linesOfNotice, noticePage, onePageFindings } from '../../../../shared/reports/notice-page.ts';
import {
  outlineOf,
  reportProducts,
  type ReportProduct,
} from '../../../../shared/reports/templates/report-products.ts';
import { linesOf, reportDeps, reportOf, reviewed } from '../../../support/reports/report-of.ts';

const [county, street, village, neighbour] = ['420303', '420303001', '420303001202', '420303001203'];
const until = '2026-10-31';
const of = (
  product: ReportProduct,
  records: Parameters<typeof reportOf>[0],
  asked: Parameters<typeof reportOf>[1] = {},
) => reportOf(records, { outline: outlineOf(product, until), from: '2026-10-01', until, ...asked });

describe('outlines', () => {
  it.each(reportProducts)('of %s name no fact that they do not define', (product) => {
    expect(unknownFacts(outlineOf(product, until))).toEqual([]);
  });

  it('that name an unknown fact are not written at all, and say which', () => {
    const outline = outlineOf('monthly', until);
    const broken = { ...outline, title: { wordings: [{ zh: '{unit}{nobody-knows}', en: '{unit}' }] } };
    expect(() => reportOf([], { outline: broken })).toThrow('nobody-knows');
  });
});

describe('the monthly report', () => {
  const day = { occurredOn: '2026-10-12' };
  const visit = reviewed(
    'home-visit',
    { person: { id: 'p1', name: '王示兰' }, way: 'home', situation: 'well' },
    day,
  );
  const study = reviewed('learning-event', { form: 'party', attended: 30 }, day);

  it('is of its month, says what was done, and asks people for what no record says', () => {
    const report = of('monthly', [visit, study], { unitId: street });
    expect(report.title).toBe('花果街道妇联2026年10月工作月报');
    const lines = linesOf(report);
    expect(lines).toContain('二是走访服务。入户走访1人。【待补：志愿服务场次、人次、小时】。');
    expect(lines.join('')).toContain('组织学习1场次、30人次');
    expect(lines.join('')).toContain('【待补：存在的问题');
    expect(linesOf(of('monthly', [visit], { unitId: street, style: 'final' })).join('')).not.toContain(
      '待补',
    );
  });

  it('of a month without anything keeps its structure and says that there is nothing', () => {
    const report = of('monthly', [], { unitId: street });
    expect(linesOf(report).filter((line) => /^[一二三]、/u.test(line))).toHaveLength(3);
    expect(report.missing.length).toBeGreaterThan(3);
  });

  it('counts nobody of a unit that no longer lies there, and says how many records that are', () => {
    const gone = reviewed(
      'learning-event',
      { form: 'party', attended: 99 },
      { ...day, orgUnitId: '420303001999' },
    );
    const report = of('monthly', [study, gone], { unitId: street });
    expect(linesOf(report).join('')).toContain('组织学习1场次、30人次');
    expect(report.strays).toBe(1);
  });
});

describe('the notice', () => {
  const service = reviewed('volunteer-activity', {
    ...{ volunteers: 10, hoursEach: 2, peopleServed: { count: 40, isEstimate: false } },
    members: [{ id: 'p1', name: '王示兰' }],
  });
  const campaign = (name: string) =>
    reviewed(
      'campaign',
      { name, owner: '4203' },
      { orgUnitId: '4203', audience: [{ unit: '4203', reach: 'below' }] },
    );
  const notice = (name: string) =>
    of('noticeboard', [campaign(name), service], { unitId: village, from: '2026-01-01' });

  it('names what was done and nobody, and fits on one page', () => {
    const report = notice('创先争优活动');
    expect(report.title).toBe('花果村妇联开展创先争优活动情况公示');
    expect(linesOf(report)).toContain('志愿服务1场次，受益40人次。');
    expect(JSON.stringify(report.blocks)).not.toContain('王示兰');
    expect(linesOfNotice(report)).toBeLessThanOrEqual(noticePage.lines);
    expect(onePageFindings(report)).toEqual([]);
  });

  it('says so when it takes more than a page', () => {
    const report = notice('创先争优活动');
    const long = { kind: 'paragraph', pieces: [{ kind: 'text', text: '妇'.repeat(180) }] } as const;
    const [finding] = onePageFindings({ ...report, blocks: [...report.blocks, long] });
    expect(finding).toMatchObject({ rule: 'onePage' });
    expect(finding?.words.zh).toMatch(/一页只能排17行，现有\d+行/u);
  });
});

describe('the supervision bulletin', () => {
  const issue = (unit: string, values = {}) =>
    reviewed(
      'supervision-issue',
      {
        issue: '制度未上墙',
        unit,
        severity: 'general',
        category: 'regulation',
        dueOn: '2026-10-20',
        ...values,
      },
      { orgUnitId: county, occurredOn: '2026-10-02' },
    );
  const [closed, late, open] = [
    issue(neighbour),
    issue(village, { category: 'venue', severity: 'serious' }),
    issue(street, { category: undefined, dueOn: '2026-11-20' }),
  ];
  const done = reviewed(
    'rectification',
    { state: 'closed', done: '已整改', isInTime: true },
    { orgUnitId: county, occurredOn: '2026-10-15', aboutId: closed.id },
  );
  const records = [closed, late, open, done];

  it('says problems by category, what is closed out and what is past its day', () => {
    const text = linesOf(of('supervision', records, { unitId: county })).join('');
    expect(text).toContain('共发现问题3个，其中较重的1个。按类别分，阵地建设1个，制度执行1个，未分类1个。');
    expect(text).toContain('发现的3个问题中，已销号1个，到期的2个中，未销号1个。');
  });

  it('lists them by unit in the order of the division code, whatever their state', () => {
    const question = { unitId: county, from: '2026-10-01', until, locale: 'zh' } as const;
    const { rows } = issueList([...records].reverse(), question, reportDeps);
    expect(rows.map(([, unit, , category, , state]) => [unit, category, state])).toEqual([
      ['花果街道', '', '尚未报整改'],
      ['花果村', '阵地建设', '到期未销号'],
      ['蔡家村', '制度执行', '已销号'],
    ]);
    expect(issueList([], question, reportDeps).rows).toEqual([]);
  });
});
