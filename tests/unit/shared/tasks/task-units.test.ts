// A task unit by unit: order, states, what was reported, which days count, what does not go together; and its parts.
import { describe, expect, it } from 'vitest';
import { createOrgTree, type OrgUnit } from '../../../../shared/org/org-unit.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { plannedFor, splitOf } from '../../../../shared/tasks/task-parts.ts';
import {
  completionOf,
  contradictionOf,
  measureOf,
  outcomeQuestionOf,
  taskUnits,
  unitsWithin,
} from '../../../../shared/tasks/task-units.ts';
import { countedRecord } from '../../../support/counted-records.ts';

const [county, street, town] = ['420303', '420303001', '420303100'];
const today = '2026-11-27';
const task = (values: JsonObject = {}, envelope: Partial<SyncedDocument> = {}) =>
  countedRecord(
    'task',
    {
      ...{ task: '示例任务', measuredBy: 'served', dueOn: '2026-12-20' },
      targets: [
        { key: 'b', unit: town, target: 40 },
        { key: 'a', unit: street, target: 60, responsible: '张示芳' },
      ],
      ...values,
    },
    { orgUnitId: county, occurredOn: '2026-10-01', ...envelope },
  );
const given = task();
const progress = (orgUnitId: string, values: JsonObject, envelope: Partial<SyncedDocument> = {}) =>
  countedRecord('task-progress', values, { orgUnitId, aboutId: given.id, ...envelope });
const unitsOf = (about: readonly SyncedDocument[], of = given, day = today) =>
  taskUnits(of, about, recordTypes, day);

describe('the units of a task', () => {
  it('stand in the order of the division code, with what each is to reach', () => {
    expect(unitsOf([])).toEqual([
      { unitId: street, responsible: '张示芳', planned: 60, state: 'notBegun', isOverdue: false },
      { unitId: town, responsible: '', planned: 40, state: 'notBegun', isOverdue: false },
    ]);
  });

  it('are there once each, also where a unit is named twice or has no number', () => {
    const twice = task({
      targets: [
        { key: 'a', unit: street, target: 10 },
        { key: 'b', unit: street, target: 5 },
        { key: 'c', unit: town },
      ],
    });
    expect(unitsOf([], twice).map(({ unitId, planned }) => [unitId, planned])).toEqual([
      [street, 15],
      [town, undefined],
    ]);
  });

  it('say how each stands by its own word and its author’s; late is what is open past its day', () => {
    const about = [
      progress(street, { state: 'done' }),
      progress(street, { state: 'in-progress' }, { reviewState: 'void' }),
    ];
    const states = (records: readonly SyncedDocument[], day = today) =>
      unitsOf(records, given, day).map(({ state, isOverdue }) => [state, isOverdue]);
    expect(states(about, '2026-12-20')).toEqual([
      ['done', false],
      ['notBegun', false],
    ]);
    expect(states(about, '2026-12-21')).toEqual([
      ['done', false],
      ['notBegun', true],
    ]);
    expect(states([progress(county, { state: 'cancelled' })], '2027-01-01')).toEqual([
      ['cancelled', false],
      ['cancelled', false],
    ]);
  });

  it('keep the newest number that the unit itself reported', () => {
    const about = [
      progress(street, { state: 'in-progress', doneValue: 30 }, { occurredOn: '2026-11-02' }),
      progress(street, { state: 'in-progress', doneValue: 20 }, { occurredOn: '2026-10-20' }),
      progress(street, { state: 'in-progress' }, { occurredOn: '2026-11-05' }),
      progress(street, { state: 'in-progress', doneValue: 99 }, { reviewState: 'void' }),
      progress(county, { state: 'in-progress', doneValue: 77 }, { occurredOn: '2026-11-20' }),
    ];
    expect(unitsOf(about).map(({ reported }) => reported)).toEqual([
      { value: 30, on: '2026-11-02' },
      undefined,
    ]);
  });

  it('are counted together: a cancelled one is none of those to be done', () => {
    const about = [progress(street, { state: 'cancelled' }), progress(town, { state: 'done' })];
    expect(completionOf(unitsOf(about))).toEqual({ units: 2, done: 1, cancelled: 1, overdue: 0 });
    expect(completionOf(unitsOf([], given, '2027-01-01')).overdue).toBe(2);
  });

  it('are shown to a unit as far as they are its own or below it', () => {
    const unit = (id: string, parentId: string | null, level: OrgUnit['level']): OrgUnit => ({
      ...{ id, parentId, level, name: id, shortName: id },
    });
    const tree = createOrgTree([
      unit('420303', null, 'county'),
      unit('420303001', '420303', 'township'),
      unit('420303100', '420303', 'township'),
    ]);
    const shown = (to: string) => unitsWithin(unitsOf([]), to, tree).map(({ unitId }) => unitId);
    expect([shown(county), shown(street)]).toEqual([[street, town], [street]]);
  });
});

describe('what is counted of a task', () => {
  const question = (of: SyncedDocument, day = today) => outcomeQuestionOf(of, [street], day);

  it('begins on the day it was set and ends today, later on the day it was due', () => {
    expect(question(given)).toMatchObject({ outcome: 'served', from: '2026-10-01', until: today });
    expect(question(given, '2027-03-01')).toMatchObject({ until: '2026-12-20' });
  });

  it('is nothing without a measure, without a unit, or before it begins', () => {
    expect(question(task({ measuredBy: 'gone' }))).toBeUndefined();
    expect(outcomeQuestionOf(given, [], today)).toBeUndefined();
    expect(question(task({}, { occurredOn: '2026-11-28' }))).toBeUndefined();
  });

  it('is named by the list, or as an old task wrote it', () => {
    expect(measureOf(given)).toMatchObject({ unit: { zh: '人次' } });
    const old = { measuredBy: null, targetOutcome: '参加培训并结业的妇女', targetUnit: '人' };
    expect(measureOf(task(old))).toMatchObject({ what: { zh: '参加培训并结业的妇女' }, unit: { zh: '人' } });
  });

  it('contradicts a report of more, or of done where the records fall short; never one of less', () => {
    const counted = (reached: number) => ({ reached, awaiting: 0, isEstimate: false, unknown: 0 });
    const said = (values: JsonObject, reached: number) => {
      const [unit] = unitsOf([progress(street, values)]);
      return unit === undefined ? 'missing' : contradictionOf(unit, counted(reached));
    };
    expect(said({ state: 'in-progress', doneValue: 30 }, 29)).toBe('more');
    expect(said({ state: 'in-progress', doneValue: 30 }, 31)).toBeUndefined();
    expect(said({ state: 'done' }, 59)).toBe('short');
    expect(said({ state: 'done', doneValue: 60 }, 60)).toBeUndefined();
  });
});

describe('a task that was split', () => {
  const part = (target: number, envelope: Partial<SyncedDocument> = {}) =>
    task(
      { parentTask: given.id, targets: [{ key: 'a', unit: '420303001202', target }] },
      { orgUnitId: street, ...envelope },
    );

  it('says what was received and what its parts add up to, void ones left out', () => {
    const tasks = [part(30), part(25), part(9, { reviewState: 'void' }), part(8, { orgUnitId: town }), given];
    expect(splitOf(given, street, tasks)).toMatchObject({ received: 60, split: 55 });
    expect(splitOf(given, street, tasks)?.parts).toHaveLength(2);
    expect(splitOf(given, county, tasks)).toBeUndefined();
    expect(plannedFor(given)).toBe(100);
    expect(plannedFor(task({ targets: [] }))).toBeUndefined();
  });
});
