// Rates on a day, worked out by hand: what stands, what was ended, whose base was entered and whose was not.
import { describe, expect, it } from 'vitest';
import { standingRates } from '../../../../shared/indicators/catalogue/standing-rates.ts';
import { standingFigure } from '../../../../shared/indicators/count-standing.ts';
import { createStandingCount } from '../../../../shared/indicators/standing-tally.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import { reportTree, reviewed } from '../../../support/reports/report-of.ts';

const [village, neighbour] = ['420303001202', '420303001203'];
function rateOf(id: string, records: readonly SyncedDocument[], unitId = '420303001') {
  const rate = standingRates.find((each) => each.id === id);
  if (rate === undefined) throw new Error(`${id} is missing`);
  const count = createStandingCount(standingRates, recordTypes);
  for (const record of records) count.add(record);
  const question = { unitId, from: '2026-01-01', until: '2026-12-31' };
  const { value, of, lacking, unknown } = standingFigure(rate, count.read(), question, {
    registry: recordTypes,
    tree: reportTree,
  });
  return { value, of, lacking, unknown };
}
const home = (envelope: Partial<SyncedDocument> = {}) => reviewed('womens-home', { name: '示例' }, envelope);
const due = (orgUnitId: string, value: number, values = {}) =>
  reviewed(
    'baseline',
    { item: 'homes-due', year: 2026, value, asOf: '2026-01-31', ...values },
    { orgUnitId },
  );

describe('a rate over what is due', () => {
  it('counts what stands on the day, whenever it began, until it was ended', () => {
    const old = home({ occurredOn: '2019-05-05' });
    const ended = home();
    const end = reviewed('status-change', { state: 'ended' }, { aboutId: ended.id });
    const later = home({ occurredOn: '2027-01-01' });
    expect(rateOf('home-rate', [old, ended, end, later, due('420303001', 4)])).toMatchObject({
      value: 1,
      of: 4,
    });
  });

  it('takes the unit’s own base, its newest of the year, before those below', () => {
    const bases = [
      due('420303001', 9, { asOf: '2026-06-30' }),
      due('420303001', 8),
      due('420303001', 7, { year: 2025, asOf: '2026-12-31' }),
      due(village, 1),
      due(neighbour, 1),
    ];
    expect(rateOf('home-rate', [home(), ...bases])).toMatchObject({ value: 1, of: 9 });
  });

  it('adds up the bases below when all of them were entered, and says who lacks otherwise', () => {
    expect(rateOf('home-rate', [home(), due(village, 1), due(neighbour, 2)])).toMatchObject({ of: 3 });
    expect(rateOf('home-rate', [home(), due(village, 1)])).toMatchObject({
      of: undefined,
      lacking: [neighbour],
    });
    expect(rateOf('home-rate', [home()])).toMatchObject({ of: undefined, lacking: ['420303001'] });
  });

  it('counts a unit once that has two leading groups, and each unit that supervision named once', () => {
    const group = () => reviewed('leading-group', { name: '示例' }, { orgUnitId: '420303001' });
    const groupsDue = due('420303', 2, { item: 'groups-due' });
    expect(rateOf('group-rate', [group(), group(), groupsDue], '420303')).toMatchObject({ value: 1, of: 2 });
    const visit = (units: string[], day: string) =>
      reviewed('supervision', { units }, { orgUnitId: '420303', occurredOn: day });
    const visits = [
      visit([village, neighbour], '2026-03-03'),
      visit([village], '2026-04-03'),
      visit(['420303001'], '2025-04-03'),
    ];
    const visitsDue = due('420303', 3, { item: 'supervision-due' });
    expect(rateOf('supervised-rate', [...visits, visitsDue], '420303')).toMatchObject({ value: 2, of: 3 });
  });

  it('counts people once, and says how many cannot be counted', () => {
    const form = (cadre: Record<string, string>) => reviewed('theme-education-form', { cadre });
    const cadres = due('420303001', 5, { item: 'cadres' });
    const forms = [
      form({ id: 'p1', name: '示一' }),
      form({ id: 'p1', name: '示一' }),
      form({ name: '示二' }),
    ];
    expect(rateOf('theme-rate', [...forms, cadres])).toMatchObject({ value: 1, of: 5, unknown: 1 });
    // Who looked back at the end of the year took part all the same.
    const review = reviewed('theme-education-review', {}, { aboutId: forms[0]?.id ?? '' });
    expect(rateOf('theme-rate', [...forms, review, cadres])).toMatchObject({ value: 1, of: 5 });
  });
});

describe('tasks done', () => {
  it('are counted by unit, by what each said last; cancelled ones are due to nobody', () => {
    const task = reviewed(
      'task',
      { task: '示例', targets: [village, neighbour, '420303001'].map((unit) => ({ key: unit, unit })) },
      { orgUnitId: '420303' },
    );
    const said = (orgUnitId: string, state: string, occurredOn: string) =>
      reviewed('task-progress', { state }, { orgUnitId, occurredOn, aboutId: task.id });
    const progress = [
      said(village, 'done', '2026-09-01'),
      said(village, 'in-progress', '2026-08-01'),
      said(neighbour, 'cancelled', '2026-09-02'),
    ];
    expect(rateOf('task-done-rate', [task, ...progress], '420303')).toMatchObject({ value: 1, of: 2 });
    // What its author cancelled is due to nobody, as the page of the task says.
    const given = said('420303', 'cancelled', '2026-09-03');
    expect(rateOf('task-done-rate', [task, given], '420303')).toMatchObject({ value: 0, of: 0 });
  });
});

describe('women in the two committees', () => {
  it('are those who sit there on the day', () => {
    const seat = (sex: string) => reviewed('committee-seat', { sex }, { orgUnitId: '420303001' });
    const seats = [seat('female'), seat('male'), seat('male')];
    expect(rateOf('seat-share', seats)).toMatchObject({ value: 1, of: 3, lacking: [] });
  });
});
