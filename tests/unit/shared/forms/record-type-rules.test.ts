// What single kinds of work insist on, in words: each rule broken once, and kept at its edge.
import { describe, expect, it } from 'vitest';
import { checkEntry } from '../../../../shared/forms/check-entry.ts';
import type { RecordDefinition } from '../../../../shared/forms/define-record-type.ts';
import { formSections } from '../../../../client/capture/form-sections.ts';
import { scopeOf } from '../../../../shared/forms/relevance.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import { ledgerRow } from '../../../../shared/ledgers/ledger-row.ts';
import { careTarget } from '../../../../shared/record-types/care-target.ts';
import { civilPostApplication } from '../../../../shared/record-types/civil-post-application.ts';
import { condolenceVisit } from '../../../../shared/record-types/condolence-visit.ts';
import { familyMediation } from '../../../../shared/record-types/family-mediation.ts';
import { livelihoodIssue } from '../../../../shared/record-types/livelihood-issue.ts';
import { reflection } from '../../../../shared/record-types/reflection.ts';
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
  it('whose worth is partly unknown is not', () => {
    expect(given(986, { valueUnknown: true })).toEqual([]);
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
