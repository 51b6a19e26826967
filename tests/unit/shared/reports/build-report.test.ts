// The briefing out of records: what it says, what it asks for, what drops out, and what it never counts.
import { describe, expect, it } from 'vitest';
import type { Outline } from '../../../../shared/reports/define-outline.ts';
import { excellenceOutline } from '../../../../shared/reports/templates/excellence-outline.ts';
import { linesOf, reportOf, reviewed } from '../../../support/reports/report-of.ts';

const service = (volunteers: number, envelope = {}) =>
  reviewed(
    'volunteer-activity',
    { volunteers, hoursEach: 2, peopleServed: { count: 40, isEstimate: false } },
    envelope,
  );
const visit = (values = {}, envelope = {}) =>
  reviewed(
    'condolence-visit',
    {
      whom: '张湾区花果中心福利院',
      festival: 'double-ninth',
      beneficiaryCategory: 'lone-elderly',
      beneficiaryCount: { count: 51, isEstimate: true },
      way: 'goods',
      gifts: [{ key: 'gift-1', item: '常用药物', valueFen: 98_600, source: 'staff' }],
      services: ['performance', 'cleaning', 'combing', 'massage'],
      ...values,
    },
    { occurredOn: '2026-10-18', ...envelope },
  );
const line = (records: Parameters<typeof reportOf>[0], start: string, asked = {}) =>
  linesOf(reportOf(records, asked)).find((each) => each.startsWith(start)) ?? '';
const serviceLine = '二是深入开展志愿服务活动。';

describe('the briefing', () => {
  it('writes the seed’s visit in its own words, rounded as the seed rounds', () => {
    expect(line([visit()], serviceLine)).toContain(
      '重阳节来临之际，花果村妇联对张湾区花果中心福利院50余名孤寡老人进行慰问，捐赠近千元的常用药物，并提供文艺表演、打扫卫生、梳头、捶背等服务。',
    );
  });

  it('binds each number to the records behind it', () => {
    const records = [service(10), service(8, { orgUnitId: '420303001203' })];
    const { facts } = reportOf(records);
    const volunteers = facts.find(({ id }) => id === 'volunteers');
    expect(volunteers).toMatchObject({
      ...{ value: 18, text: '18', unitId: '4203', from: '2026-01-01', until: '2026-12-31' },
      source: { indicator: 'volunteer-activity.person-times' },
    });
    expect([...(volunteers?.records ?? [])].sort()).toEqual(records.map(({ id }) => id).sort());
  });

  it('counts only what is reviewed and stands in a locked month, and a preview says that it counts more', () => {
    const records = [
      service(10),
      service(100, { reviewState: 'submitted' }),
      service(200, { occurredOn: '2026-11-05' }),
      service(400, { lockedPeriod: '2026-09' }),
      service(800, { reviewState: 'void' }),
      service(1600, { reviewState: 'returned' }),
      service(3200, { sameEventAs: 'another' }),
    ];
    const report = reportOf(records);
    expect(line(records, serviceLine)).toContain('开展志愿服务1场次，志愿者10人次');
    expect(report.outside).toEqual({ late: 1, unreviewed: 2, open: 1 });
    expect(Object.keys(report.snapshot.revisions)).toEqual([records[0]?.id]);
    expect(line(records, serviceLine, { isPreview: true })).toContain('志愿服务4场次，志愿者710人次');
    expect(reportOf(records, { isPreview: true }).isPreview).toBe(true);
  });

  it('asks for what is missing in the draft, leaves it out of the final, and lists it either way', () => {
    const [draft, final] = [reportOf([service(10)]), reportOf([service(10)], { style: 'final' })];
    expect(linesOf(draft).join('')).toContain('，【待补：结对对数】。');
    expect(linesOf(final).join('')).not.toContain('待补');
    expect(line([service(10)], serviceLine, { style: 'final' })).toBe(
      `${serviceLine}开展志愿服务1场次，志愿者10人次，服务20小时，受益40人次。`,
    );
    const asked = (report: typeof draft) => report.missing.map((each) => each.asked);
    expect(asked(final)).toEqual(asked(draft));
    expect(asked(draft)).toContain('结对对数');
  });

  it('keeps the leads and the closing when nothing at all is known, and says why', () => {
    const report = reportOf([], { style: 'final' });
    const lines = linesOf(report);
    expect(report.title).toBe('十堰市妇联工作情况汇报');
    for (const lead of ['一是加强组织领导。', '五是深入开展组织创新活动。', '二是加强培训。'])
      expect(lines).toContain(lead);
    expect(lines.at(-1)).toBe('总之，今后我们将真正发挥党联系妇女群众的桥梁和纽带作用。');
    expect(report.missing.find(({ asked }) => asked === '学习形式、场次和人次')?.reasons).toEqual([
      '没有已审核、已锁期的记录',
    ]);
    expect(report.missing.find(({ asked }) => asked.startsWith('“两癌”'))?.reasons[0]).toContain('年度基数');
  });

  it('does not write people where somebody is not in the registry', () => {
    const form = (cadre: { readonly name: string; readonly id?: string }) =>
      reviewed('theme-education-form', { cadre, think: '一', learn: '二', do: '三' });
    const known = [
      form({ id: 'p1', name: '王示兰' }),
      form({ id: 'p1', name: '王示兰' }),
      form({ id: 'p2', name: '李示梅' }),
    ];
    const lead = '一是开展“想什么、学什么、干什么”主题教育。';
    expect(line(known, lead)).toContain('2名干部参加主题教育。');
    const [withStranger] = [[...known, form({ name: '张示芳' })]];
    expect(line(withStranger, lead)).toContain('【待补：参加主题教育的干部人数】');
    const reasons = reportOf(withStranger).missing.flatMap((each) => each.reasons);
    expect(reasons).toContain('有1人次未在人员库登记，不能确定人数');
  });
});

describe('rates', () => {
  const grade = (goods: number, day: string) =>
    reviewed(
      'grade-result',
      {
        organisation: '420303001202',
        year: 2026,
        grade: 'good',
        previousGrade: 'none',
        goods: ['a', 'b', 'c', 'd', 'e'].slice(0, goods),
      },
      { occurredOn: day },
    );
  const review = (leads: number, day: string) =>
    reviewed(
      'cadre-review',
      { year: 2026, leads: ['a', 'b', 'c', 'd', 'e'].slice(0, leads) },
      { occurredOn: day },
    );
  const times = <T>(count: number, make: () => T): T[] => Array.from({ length: count }, make);
  const lead = '一是开展“想什么、学什么、干什么”主题教育。';

  it('are numbers while their base is under twenty', () => {
    const nine = [...times(8, () => grade(5, '2026-05-06')), grade(4, '2026-05-06')];
    expect(line(nine, lead)).toContain('评定的基层妇女组织中，9个中的8个达到“五个好”');
  });

  it('differ by percentage points, from the same days of the year before', () => {
    const records = [
      ...times(23, () => grade(5, '2026-05-06')),
      ...times(2, () => grade(3, '2026-05-06')),
      ...times(20, () => grade(5, '2025-05-06')),
      ...times(5, () => grade(3, '2025-05-06')),
      ...times(20, () => review(5, '2026-06-06')),
      ...times(4, () => review(2, '2026-06-06')),
      ...times(21, () => review(5, '2025-06-06')),
      ...times(3, () => review(2, '2025-06-06')),
    ];
    expect(line(records, lead)).toContain(
      '“五个好”基层妇女组织占92%，“五带头”妇女干部占83.3%，较2025年分别提高12个百分点、下降4.2个百分点。',
    );
  });

  it('are not compared with a year that has nothing, or when units have moved away', () => {
    const now = [...times(25, () => grade(5, '2026-05-06')), ...times(25, () => review(5, '2026-06-06'))];
    expect(line(now, lead)).toContain('【待补：“五个好”“五带头”占比的升降】');
    const before = [...times(25, () => grade(4, '2025-05-06')), ...times(25, () => review(4, '2025-06-06'))];
    const moved = service(5, { orgUnitId: '420399001' });
    const report = reportOf([...now, ...before, moved]);
    expect(report.strays).toBe(1);
    expect(linesOf(report).join('')).toContain('【待补：“五个好”“五带头”占比的升降】');
  });

  it('say so when their baseline was not entered', () => {
    const org = () =>
      reviewed('womens-org', { orgKind: 'village', name: '示例妇联', origin: 'new', executives: 5 });
    const due = (value: number) =>
      reviewed(
        'baseline',
        { item: 'orgs-due', year: 2026, value, asOf: '2026-06-30' },
        { orgUnitId: '4203' },
      );
    const lead5 = '五是深入开展组织创新活动。';
    const orgs = times(24, org);
    expect(line(orgs, lead5)).toContain('【待补：妇联组织覆盖率】');
    expect(line([...orgs, due(25)], lead5)).toContain('妇联组织覆盖率96%');
    expect(line([...orgs.slice(0, 8), due(10)], lead5)).toContain('应建10个，已建8个');
  });
});

describe('planned is not done', () => {
  it('a course that lies ahead is planned, one that was held is done', () => {
    const course = (name: string, day: string) =>
      reviewed('training-course', { name, plannedCount: 60 }, { occurredOn: day, orgUnitId: '4203' });
    const [held, ahead] = [course('女干班', '2026-09-03'), course('业务班', '2026-11-30')];
    const attendance = reviewed(
      'training-attendance',
      { state: 'held', attended: 56 },
      { occurredOn: '2026-09-06', aboutId: held.id, orgUnitId: '4203' },
    );
    const records = [held, ahead, attendance];
    expect(line(records, '二是加强培训。')).toBe(
      '二是加强培训。已举办培训1期，培训56人次。【待补：计划培训的时间、班次和人数】。',
    );
    expect(line(records, '二是加强培训。', { isPreview: true })).toBe(
      '二是加强培训。已举办培训1期，培训56人次。拟于11月30日举办“业务班”，计划培训60人。',
    );
  });
});

describe('an outline', () => {
  const outline: Outline = {
    id: 'broken',
    label: { zh: '坏', en: 'broken' },
    title: { wordings: [{ zh: '{nobody}汇报', en: '{nobody}' }] },
    parts: [],
    facts: [],
  };

  it('with a fact that nothing defines is refused by name', () => {
    expect(() => reportOf([], { outline })).toThrow(
      'the outline broken names facts that it does not define: nobody',
    );
  });

  it('with an indicator that there is not is refused by name', () => {
    const fact = {
      id: 'nobody',
      label: outline.label,
      format: 'count',
      source: { indicator: 'no.such' },
    } as const;
    expect(() => reportOf([], { outline: { ...outline, facts: [fact] } })).toThrow(
      'the fact nobody names the indicator no.such',
    );
  });

  it('is complete in both languages: the same facts are named', () => {
    const named = (text: string) => [...text.matchAll(/\{([a-z-]+)/g)].map(([, id = '']) => id).sort();
    for (const { paragraphs } of excellenceOutline.parts)
      for (const { sentences } of paragraphs)
        for (const { clauses } of sentences)
          for (const { wordings } of clauses)
            for (const { zh, en } of wordings) expect([zh, named(en)]).toEqual([zh, named(zh)]);
  });
});

describe('examples', () => {
  it('are of institutions only, with five people or more, and never of a person', () => {
    expect(reportOf([visit({ whom: '王示兰' })]).examples).toEqual([]);
    expect(reportOf([visit({ beneficiaryCount: { count: 4, isEstimate: false } })]).examples).toEqual([]);
    const [told] = reportOf([visit({ whom: '王示兰' }), visit()]).examples;
    expect(told).toMatchObject({ whom: '张湾区花果中心福利院', count: 51 });
  });

  it('leave out a value that is not known, and a festival that the day does not fit', () => {
    const gifts = [{ key: 'gift-1', item: '棉被', valueUnknown: true, source: 'unit' }];
    expect(line([visit({ gifts, festival: 'spring' })], serviceLine)).toContain(
      '花果村妇联对张湾区花果中心福利院50余名孤寡老人进行慰问，捐赠棉被，并提供',
    );
  });
});
