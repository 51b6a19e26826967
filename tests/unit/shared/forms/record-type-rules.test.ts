// What single kinds of work insist on, in words: each rule broken once, and kept at its edge.
import { describe, expect, it } from 'vitest';
import { checkEntry } from '../../../../shared/forms/check-entry.ts';
import type { RecordDefinition } from '../../../../shared/forms/define-record-type.ts';
import { formSections } from '../../../../client/capture/form-sections.ts';
import { isRelevant, scopeOf } from '../../../../shared/forms/relevance.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import { ledgerRow } from '../../../../shared/ledgers/ledger-row.ts';
import { careTarget } from '../../../../shared/record-types/care-target.ts';
import { civilPostApplication } from '../../../../shared/record-types/civil-post-application.ts';
import { condolenceVisit } from '../../../../shared/record-types/condolence-visit.ts';
import { familyMediation } from '../../../../shared/record-types/family-mediation.ts';
import { livelihoodIssue } from '../../../../shared/record-types/livelihood-issue.ts';
import { reflection } from '../../../../shared/record-types/reflection.ts';
import { commitmentEvaluation } from '../../../../shared/record-types/commitment-evaluation.ts';
import { demoCreation } from '../../../../shared/record-types/demo-creation.ts';
import { funding } from '../../../../shared/record-types/funding.ts';
import { gradeResult } from '../../../../shared/record-types/grade-result.ts';
import { jobService } from '../../../../shared/record-types/job-service.ts';
import { leadingGroup } from '../../../../shared/record-types/leading-group.ts';
import { pairSupport } from '../../../../shared/record-types/pair-support.ts';
import { publicCommitment } from '../../../../shared/record-types/public-commitment.ts';
import { themeEducationForm } from '../../../../shared/record-types/theme-education-form.ts';
import { volunteerActivity } from '../../../../shared/record-types/volunteer-activity.ts';
import { womensOrg } from '../../../../shared/record-types/womens-org.ts';
import { trainingAttendance } from '../../../../shared/record-types/training-attendance.ts';
import { trainingCourse } from '../../../../shared/record-types/training-course.ts';
import { workBrief } from '../../../../shared/record-types/work-brief.ts';

const entryOf = (values: JsonObject) => ({
  ...{ values, occurredOn: '2026-11-20', photos: [] },
  ...{ hostUnitId: '420303001202', partnerUnitIds: [] },
});
function problems(definition: RecordDefinition, change: JsonObject): readonly string[] {
  const entry = entryOf({ ...definition.sample, ...change });
  return checkEntry(definition, entry, { today: '2026-11-23' }).map(
    ({ fieldId, severity, message }) => `${severity} ${fieldId}: ${message.zh}`,
  );
}
const shown = (definition: RecordDefinition, change: JsonObject): readonly string[] => {
  const scope = scopeOf(entryOf({ ...definition.sample, ...change }), '2026-11-23');
  return formSections(definition, scope)
    .cards.flat()
    .map(({ id }) => id);
};

describe('a civil post', () => {
  const post = (members: number, women: number, womenLeaders: number) =>
    problems(civilPostApplication, { members, women, womenLeaders });
  it('may apply from three members, three fifths of them women, one of them a leader', () => {
    expect(post(3, 2, 1)).toEqual([]);
    expect(post(10, 6, 1)).toEqual([]);
    expect(post(10, 5, 1)).toEqual(['block women: 女性占比不足60%，不能申报']);
    expect(post(2, 2, 1)).toEqual(['block members: 成员不能少于3人']);
    expect(post(10, 8, 0)).toEqual(['block womenLeaders: 领导班子中至少要有1名女性']);
    expect(post(4, 5, 1)).toEqual(['block women: 女性不能多于成员人数']);
  });
  it('tells its merits in at most 2,000 characters', () => {
    expect(problems(civilPostApplication, { merits: '好'.repeat(2000) })).toEqual([]);
    expect(problems(civilPostApplication, { merits: '好'.repeat(2001) })).toEqual([
      'block merits: 最多2000个字',
    ]);
  });
});

describe('a care file', () => {
  it('needs consent, and the day of it', () => {
    expect(problems(careTarget, { consentGiven: false })).toEqual(['block consentGiven: 没有同意，不能建档']);
    expect(problems(careTarget, { consentOn: null })).toEqual(['block consentOn: 请填写“同意日期”']);
  });
  it('asks for a guardian under eighteen, and of no grown-up', () => {
    const elderly = { categories: ['lone-elderly'], guardianName: null, guardianPhone: null };
    expect(problems(careTarget, { ...elderly, birthDate: '1950-01-01' })).toEqual([]);
    expect(problems(careTarget, { ...elderly, birthDate: '2008-11-19' })).toEqual([]);
    expect(problems(careTarget, { ...elderly, birthDate: null })).toEqual([]);
    const missing = ['block guardianName: 请填写“监护人姓名”', 'block guardianPhone: 请填写“监护人电话”'];
    expect(problems(careTarget, { ...elderly, birthDate: '2008-11-21' })).toEqual(missing);
    expect(problems(careTarget, { guardianName: null, guardianPhone: null, birthDate: null })).toEqual(
      missing,
    );
  });
});

describe('a mediation', () => {
  it('says that a rights case follows, only where there is violence, and keeps it out of the ledger', () => {
    expect(shown(familyMediation, { violence: false })).not.toContain('firstSteps');
    expect(shown(familyMediation, { violence: true })).toContain('firstSteps');
    const row = (violence: boolean) =>
      ledgerRow(familyMediation, entryOf({ ...familyMediation.sample, violence }), { locale: 'zh' });
    expect(row(false)).toContain(familyMediation.sample.steps);
    expect(row(true)).not.toContain(familyMediation.sample.steps);
  });
});

describe('planned is not done', () => {
  it('a course cannot end before it begins, and more named than came is refused', () => {
    expect(problems(trainingCourse, { endsOn: '2026-11-19' })).toEqual(['block endsOn: 结束不能早于开始']);
    expect(problems(trainingAttendance, { attended: 1 })).toEqual([
      'block attendees: 花名册的人不能多于参训人数',
    ]);
    expect(problems(trainingAttendance, { attended: 61 })).toEqual(['warn attended: 参训多于应训，请核对']);
  });
  it('a cancelled course asks for nobody', () => {
    expect(shown(trainingAttendance, { state: 'cancelled' })).toEqual(['state', 'occurredOn']);
  });
});

describe('a gift', () => {
  const given = (valueFen: number, more: JsonObject = {}) =>
    problems(condolenceVisit, {
      gifts: [{ key: 'g', item: '示例物资', valueFen, source: 'staff', ...more }],
    });
  it('is asked about when it is worth next to nothing or a fortune for each of 51', () => {
    const asked = ['warn gifts: 折价合计摊到每人不到1元，或超过2000元，请核对金额和人数'];
    expect(given(98_600)).toEqual([]);
    expect(given(986)).toEqual(asked);
    expect(given(51 * 200_000)).toEqual([]);
    expect(given(51 * 200_000 + 1)).toEqual(asked);
  });
  it('is asked about when one piece is worth next to nothing or a fortune', () => {
    const asked = ['warn gifts.valueFen: 折价摊到每件过低或过高，请核对数量和金额'];
    const pieces = (quantityCount: number) => given(98_600, { quantityCount, quantityUnit: '盒' });
    expect(pieces(34)).toEqual([]);
    expect(pieces(9_860)).toEqual([]);
    expect(pieces(9_861)).toEqual(asked);
    expect(pieces(0.19)).toEqual(asked);
    expect(pieces(0)).toEqual([]);
  });
  it('keeps a quantity that was written in words, and asks new ones for a number', () => {
    expect(given(98_600, { quantity: '34盒' })).toEqual([]);
    const gifts = condolenceVisit.fields.find(({ id }) => id === 'gifts');
    const scope = scopeOf(entryOf(condolenceVisit.sample), '2026-11-23');
    const asked = (row: JsonObject) =>
      gifts?.kind === 'group'
        ? gifts.fields.filter((each) => isRelevant(each, { ...scope, row })).map(({ id }) => id)
        : [];
    expect(asked({ key: 'g' })).not.toContain('quantity');
    expect(asked({ key: 'g', quantity: '34盒' })).toContain('quantity');
  });
  it('is read with the unit of its quantity', () => {
    const gifts = [
      {
        key: 'g',
        item: '常用药物',
        quantityCount: 34,
        quantityUnit: '盒',
        valueFen: 98_600,
        source: 'staff',
      },
    ];
    const row = ledgerRow(condolenceVisit, entryOf({ ...condolenceVisit.sample, gifts }), { locale: 'zh' });
    expect(row).toContain('常用药物 · 34盒 · 986 元 · 干部职工捐款');
  });
  it('whose worth is partly unknown is not', () => {
    expect(given(986, { valueUnknown: true })).toEqual([]);
  });
});

describe('a day that is due', () => {
  const row = (more: JsonObject): JsonObject => ({ key: 'r', content: '示例', ...more });
  it('is not before the day of the promise, the form, the assessment, the application', () => {
    const due = (dueOn: string) => [
      problems(publicCommitment, { items: [row({ dueOn })] }),
      problems(themeEducationForm, { measures: [row({ dueOn })] }),
      problems(gradeResult, { measures: [row({ dueOn })] }),
      problems(demoCreation, { dueOn }),
    ];
    expect(due('2026-11-20')).toEqual([[], [], [], []]);
    expect(due('2026-11-19')).toEqual([
      ['block items.dueOn: 完成时限不能早于承诺日期'],
      ['block measures.dueOn: 完成时限不能早于填写日期'],
      ['block measures.dueOn: 时限不能早于评定'],
      ['block dueOn: 时限不能早于申报'],
    ]);
  });
  it('a term ends after the organisation was founded, a part in a leading group after it began', () => {
    const founded = { foundedOn: '2018-05-20', reElectedOn: null };
    expect(problems(womensOrg, { ...founded, termEndsOn: '2018-05-20' })).toEqual([]);
    expect(problems(womensOrg, { ...founded, termEndsOn: '2018-05-19' })).toEqual([
      'block termEndsOn: 届满不能早于成立',
    ]);
    const head = { key: 'h', person: { name: '陈示华' }, position: 'head' };
    const left = { key: 'l', person: { name: '周示敏' }, position: 'member', since: '2026-11-22' };
    const group = (until: string) => problems(leadingGroup, { members: [head, { ...left, until }] });
    expect(group('2026-11-22')).toEqual([]);
    expect(group('2026-11-21')).toEqual(['block members.until: 不能早于开始担任']);
  });
  it('consent comes before the file', () => {
    expect(problems(careTarget, { consentOn: '2026-11-20' })).toEqual([]);
    expect(problems(careTarget, { consentOn: '2026-11-21' })).toEqual(['block consentOn: 同意不能晚于建档']);
  });
});

describe('a pair', () => {
  const pair = (helper: JsonObject, person: JsonObject) => problems(pairSupport, { helper, person });
  it('is two people of the registry', () => {
    expect(pair({ id: 'a', name: '李示梅' }, { id: 'a', name: '李示梅' })).toEqual([
      'block person: 帮扶人和帮扶对象不能是同一个人',
    ]);
    expect(pair({ id: 'a', name: '李示梅' }, { id: 'b', name: '李示梅' })).toEqual([]);
  });
  it('of one name is asked about where the registry does not tell them apart', () => {
    const asked = ['warn person: 帮扶人和帮扶对象同名，请核对是不是两个人'];
    expect(pair({ name: '李示梅' }, { name: '李示梅' })).toEqual(asked);
    expect(pair({ id: 'a', name: '李示梅' }, { name: '李示梅' })).toEqual(asked);
    expect(pair({ name: '李示梅' }, { name: '刘示童' })).toEqual([]);
  });
  it('may have a unit that helps', () => {
    const byUnit = { helperKind: 'unit', helper: null, helperUnit: '示例单位' };
    expect(problems(pairSupport, byUnit)).toEqual([]);
  });
});

describe('figures that belong together', () => {
  it('more employed than intended, more intentions than posts, are asked about', () => {
    const jobs = (posts: number, intentions: number, employed: number) =>
      problems(jobService, { posts, intentions, employed });
    expect(jobs(10, 10, 10)).toEqual([]);
    expect(jobs(20, 10, 11)).toEqual(['warn employed: 已就业多于达成意向，请核对：意向填人数，不是人次']);
    expect(jobs(10, 11, 1)).toEqual(['warn intentions: 达成意向多于提供岗位，请核对']);
  });
  it('votes and ballots add up, once each kind is there', () => {
    const votes = (dissatisfiedVotes: number | null) => problems(commitmentEvaluation, { dissatisfiedVotes });
    expect(votes(2)).toEqual([]);
    expect(votes(3)).toEqual(['warn dissatisfiedVotes: 三种票合计与有效票不符，请核对']);
    expect(votes(null)).toEqual([]);
    const ballots = (change: JsonObject) => problems(gradeResult, change);
    expect(ballots({ dissatisfied: 3 })).toEqual(['warn dissatisfied: 三种意见合计与收回的份数不符，请核对']);
    expect(ballots({ ballotsOut: 56 })).toEqual([]);
    expect(ballots({ ballotsOut: 55 })).toEqual(['block ballotsBack: 收回的不能多于发放的']);
    expect(ballots({ ballotsOut: null, ballotsBack: null })).toEqual([]);
  });
  it('no more volunteers are named than there were', () => {
    expect(problems(volunteerActivity, { volunteers: 2 })).toEqual([]);
    expect(problems(volunteerActivity, { volunteers: 1 })).toEqual([
      'block volunteersByName: 点名的不能多于志愿者人数',
    ]);
  });
  it('more received than planned, more vice chairs than executive members, are asked about', () => {
    expect(problems(funding, { amountFen: 3_600_000 })).toEqual([]);
    expect(problems(funding, { amountFen: 3_600_001 })).toEqual(['warn amountFen: 落实的多于计划的，请核对']);
    expect(problems(womensOrg, { executives: 2, viceChairs: 3 })).toEqual([
      'warn viceChairs: 副主席多于执委，请核对',
    ]);
  });
});

describe('others', () => {
  it('an issue is due after it was raised', () => {
    expect(problems(livelihoodIssue, { dueOn: '2026-11-19' })).toEqual(['block dueOn: 时限不能早于提出日期']);
  });
  it('a reflection is a text or a file', () => {
    const file = { sha256: 'a'.repeat(64), mime: 'application/pdf', bytes: 10 };
    expect(problems(reflection, { text: null })).toEqual(['block text: 请填写“正文”']);
    expect(problems(reflection, { text: null, file })).toEqual([]);
  });
  it('a brief has at most 200 characters and names nothing classified', () => {
    expect(problems(workBrief, { text: '好'.repeat(201) })).toEqual(['block text: 最多200个字']);
    expect(problems(workBrief, { title: '转发机密文件' })).toEqual(['block title: 涉密文件不得录入本系统']);
  });
});
