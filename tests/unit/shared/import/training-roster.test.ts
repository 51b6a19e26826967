// A roster as one course and its attendance: what the title tells, who is found, what is stored of each row.
import { describe, expect, it } from 'vitest';
import { checkEntry, isAcceptable } from '../../../../shared/forms/check-entry.ts';
import { findDuplicates } from '../../../../shared/import/find-duplicates.ts';
import type { Answer } from '../../../../shared/import/import-question.ts';
import { readRow } from '../../../../shared/import/read-row.ts';
import { attendanceOf, courseFromTitle, rosterOf } from '../../../../shared/import/training-roster.ts';
import { trainingAttendance } from '../../../../shared/record-types/training-attendance.ts';
import { trainingCourse } from '../../../../shared/record-types/training-course.ts';
import {
  fixture,
  importDay,
  mappedHeads,
  plansFor,
  rowsOf,
  surroundings,
} from '../../../support/import/read-tables.ts';

const trainingRoster = rosterOf(trainingAttendance);
const around = { today: importDay, orgUnitId: '420303001' };

describe('the title', () => {
  const told = (title: string) => {
    const { values, occurredOn } = courseFromTitle(trainingCourse, title, 43, around);
    const { name, courseKind, organiser, place, endsOn } = values;
    return [name, courseKind, occurredOn, endsOn, organiser, place];
  };

  it('tells the name and the kind, and no more than it says', () => {
    expect(told('2026年全区妇联干部培训班（女干班）学员花名册')).toEqual([
      ...['2026年全区妇联干部培训班（女干班）', 'women-cadres', '', undefined, undefined, undefined],
    ]);
  });

  it('tells days, organiser and place when they stand there', () => {
    expect(
      told('家庭教育培训班签到表 主办单位：示例区妇联 时间：2026年11月20日至22日 地点：示例党校'),
    ).toEqual(['家庭教育培训班', 'family-education', '2026-11-20', '2026-11-22', '示例区妇联', '示例党校']);
    expect(told('电商培训学员名单 2026.11.30-12.2').slice(2, 4)).toEqual(['2026-11-30', '2026-12-02']);
    expect(told('研修班名单 2026年12月30日至2027年1月2日').slice(2, 4)).toEqual(['2026-12-30', '2027-01-02']);
    expect(told('普法讲座名单 2026.13.40').slice(2, 4)).toEqual(['', undefined]);
  });
});

describe('training-roster.xlsx as a roster', () => {
  const plans = plansFor(fixture('training-roster.xlsx'), trainingRoster);
  const answers = new Map(
    rowsOf(plans)
      .flatMap(({ questions }) => questions)
      .map(({ likeKey, proposal }): [string, Answer] => [
        likeKey,
        { kind: proposal === undefined ? 'empty' : 'proposed' },
      ]),
  );

  it('has columns for who, from where, how assessed, and the number to find her by', () => {
    expect(plans.map(mappedHeads)).toEqual([
      { 姓名: 'person', 身份证号码: 'idNo', 单位及职务: 'post', 考核结果: 'assessment' },
    ]);
  });

  it('asks about the numbers only', () => {
    const asked = rowsOf(plans).flatMap(({ questions }) => questions);
    expect(asked.map(({ column, row, doubt }) => `${column}${row} ${doubt}`)).toEqual([
      ...['D7 lostDigits', 'D17 oldIdentity', 'D22 wrongIdentity'],
    ]);
  });

  it('the last row is the same person as row 8, those of one name are others', () => {
    const doubles = findDuplicates(trainingRoster, rowsOf(plans, answers), new Map());
    expect([...doubles].map(([id, double]) => [id, double.of === 'file' ? double.row : ''])).toEqual([
      ['Sheet1:46', 8],
    ]);
  });

  it('becomes one record that may be saved; the identity numbers are not in it', () => {
    const rows = rowsOf(plans, answers).map(({ entry }) => entry);
    const attendance = attendanceOf(trainingAttendance, rows, '2026-11-22', around);
    expect(isAcceptable(checkEntry(trainingAttendance, attendance, { today: importDay }))).toBe(true);
    expect(attendance.values).toMatchObject({ state: 'held', attended: 43 });
    expect(JSON.stringify(attendance.values)).not.toContain('420399');
    const { attendees } = attendance.values;
    expect(Array.isArray(attendees) ? attendees[0] : undefined).toEqual({
      ...{ key: 'attendee-1', person: { name: '陈示兰' }, post: '蔡家村执委', assessment: 'passed' },
    });
  });

  it('who is registered under the number is linked', () => {
    const [plan] = plans;
    const [first] = plan?.table.rows ?? [];
    if (plan === undefined || first === undefined) throw new Error('the table is not there');
    const known = [{ id: 'p1', name: '陈示兰', idNo: '420399199009175462' }];
    const context = { ...plan.context, ...surroundings(known) };
    const row = readRow({ ...plan, context }, first, new Map());
    expect(row.entry.values['person']).toEqual({ id: 'p1', name: '陈示兰' });
  });
});
