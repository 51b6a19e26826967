// Standing matters as a list shows them: open, late or closed, whose they are, and in which order.
import { describe, expect, it } from 'vitest';
import { concerns, inOrder, matterOf } from '../../../../client/campaign/matter.ts';
import { createOrgTree, type OrgUnit } from '../../../../shared/org/org-unit.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { countedRecord } from '../../../support/counted-records.ts';
import { likeSample, typeOf } from '../../../support/entries.ts';

const unit = (id: string, parentId: string | null, level: OrgUnit['level']): OrgUnit => ({
  ...{ id, parentId, level, name: id, shortName: id },
});
const [county, street, town] = ['420303', '420303001', '420303100'];
const tree = createOrgTree([
  unit('420303', null, 'county'),
  unit('420303001', '420303', 'township'),
  unit('420303100', '420303', 'township'),
]);
const today = '2026-11-27';
const begun = (type: string, values: JsonObject, envelope: Partial<SyncedDocument> = {}) =>
  countedRecord(type, likeSample(type, values), { orgUnitId: county, ...envelope });
const matter = (record: SyncedDocument, about: readonly SyncedDocument[] = [], unitId = county) =>
  matterOf(record, typeOf(record.type), about, { registry: recordTypes, tree, today, unitId });

describe('a matter', () => {
  it('is open until its day, late after it, closed by what was recorded about it', () => {
    const issue = (dueOn: string) => begun('supervision-issue', { dueOn });
    const closing = countedRecord('rectification', { state: 'closed' }, { occurredOn: '2026-11-20' });
    expect(matter(issue('2026-11-27')).state).toBe('open');
    expect(matter(issue('2026-11-26'))).toMatchObject({ state: 'overdue', due: '2026-11-26' });
    expect(matter(issue('2026-11-26'), [closing])).toMatchObject({
      ...{ state: 'closed', continuedOn: '2026-11-20' },
      label: { zh: '已销号' },
    });
  });

  it('that is a task is late where one unit is, closed where all are, and shows only the units asked for', () => {
    const targets = [
      { key: 'a', unit: street, target: 10 },
      { key: 'b', unit: town, target: 10 },
    ];
    const task = begun('task', { targets, dueOn: '2026-11-01', measuredBy: 'served' });
    const done = (orgUnitId: string) =>
      countedRecord('task-progress', { state: 'done' }, { orgUnitId, aboutId: task.id });
    expect(matter(task, [done(street)]).state).toBe('overdue');
    expect(matter(task, [done(street), done(town)]).state).toBe('closed');
    const own = matter(task, [done(street)], street);
    expect(own.state).toBe('closed');
    expect(own.task?.question?.unitIds).toEqual([street]);
  });

  it('concerns the unit that recorded it, those above, and those it is addressed to', () => {
    const sent = begun('task', {}, { audience: [{ unit: street, reach: 'this' }] });
    const toAll = begun('centre-task', {}, { audience: [{ unit: county, reach: 'below' }] });
    const own = begun('public-commitment', {}, { orgUnitId: town });
    const of = (unitId: string) => [sent, toAll, own].map((record) => concerns(record, unitId, tree));
    expect(of(county)).toEqual([true, true, true]);
    expect(of(street)).toEqual([true, true, false]);
    expect(of(town)).toEqual([false, true, true]);
  });

  it('stands by its day, closed ones last, equal days in the order of the division code', () => {
    const due = (dueOn: string, orgUnitId: string) =>
      matter(begun('task', { dueOn, targets: [{ key: 'a', unit: street }] }, { orgUnitId }));
    const closed = { ...due('2026-01-01', street), state: 'closed' as const };
    const sorted = inOrder([
      due('2026-12-02', town),
      closed,
      due('2026-12-02', street),
      due('2026-12-01', town),
    ]);
    expect(sorted.map((each) => [each.due, each.record.orgUnitId])).toEqual([
      ['2026-12-01', town],
      ['2026-12-02', street],
      ['2026-12-02', town],
      ['2026-01-01', street],
    ]);
  });
});
