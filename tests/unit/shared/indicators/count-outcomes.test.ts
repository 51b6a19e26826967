// What a task is measured by: outcomes for women only, counted over the right records, days and units.
import { describe, expect, it } from 'vitest';
import { indicatorsOf } from '../../../../shared/indicators/catalogue/indicators-of.ts';
import {
  createOutcomeCount,
  typesOfOutcome,
  type OutcomeAnswer,
  type OutcomeQuestion,
} from '../../../../shared/indicators/count-outcomes.ts';
import { createOrgTree, type OrgUnit } from '../../../../shared/org/org-unit.ts';
import { createPersonIdOf } from '../../../../shared/people/merged-people.ts';
import { outcomesForWomen } from '../../../../shared/policy/outcomes-for-women.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { countedRecord } from '../../../support/counted-records.ts';
import { aDocument } from '../../../support/device/documents.ts';

const unit = (id: string, parentId: string | null, level: OrgUnit['level']): OrgUnit => ({
  ...{ id, parentId, level, name: id, shortName: id },
});
const [county, street, town] = ['420303', '420303001', '420303100'];
const [village, neighbour] = ['420303001202', '420303001203'];
const treeWith = (parentOfNeighbour: string) =>
  createOrgTree([
    unit('420303', null, 'county'),
    unit('420303100', '420303', 'township'),
    unit('420303001', '420303', 'township'),
    unit('420303001203', parentOfNeighbour, 'village'),
    unit('420303001202', '420303001', 'village'),
  ]);
const tree = treeWith('420303001');
const autumn = { from: '2026-09-01', until: '2026-11-30' };

function count(
  question: Partial<OutcomeQuestion>,
  records: readonly SyncedDocument[],
  deps: Partial<Parameters<typeof createOutcomeCount>[1]> = {},
): OutcomeAnswer {
  const whole = { outcome: 'served', unitIds: [village], ...autumn, ...question };
  const counting = createOutcomeCount(whole, { registry: recordTypes, tree, ...deps });
  for (const record of records) counting.add(record);
  return counting.read();
}

const served = (peopleServed: number, envelope: Partial<SyncedDocument> = {}) =>
  countedRecord(
    'volunteer-activity',
    { volunteers: 3, hoursEach: 1, peopleServed: { count: peopleServed, isEstimate: false } },
    { reviewState: 'approved', ...envelope },
  );
const trained = (ids: readonly string[], envelope: Partial<SyncedDocument> = {}) =>
  countedRecord(
    'training-attendance',
    {
      ...{ state: 'held', attended: ids.length, expected: ids.length },
      attendees: ids.map((id) => ({ key: id, person: { id, name: '示例' }, assessment: 'passed' })),
    },
    { reviewState: 'approved', ...envelope },
  );
const reachedOf = (answer: OutcomeAnswer): readonly number[] => answer.units.map(({ reached }) => reached);

describe('the list of outcomes', () => {
  const indicators = indicatorsOf(recordTypes);
  const measures = outcomesForWomen.map((outcome) => ({
    ...outcome,
    sources: indicators.find(({ id }) => id === outcome.indicator)?.numerator ?? [],
  }));

  it('names indicators there are, each over one kind of record', () => {
    expect(new Set(outcomesForWomen.map(({ id }) => id)).size).toBe(outcomesForWomen.length);
    for (const { id, sources } of measures) {
      expect([id, sources.length]).toEqual([id, 1]);
      expect(typesOfOutcome(id, recordTypes)).toEqual([sources[0]?.type]);
    }
  });

  it('never counts mere records or events: people, a number of them, or what came to a good end', () => {
    const isMereCount = measures.filter(({ sources }) =>
      sources.some(({ measure, where }) => 'events' in measure && where === undefined),
    );
    expect(isMereCount.map(({ id }) => id)).toEqual([]);
  });

  it('never counts what cadres do for themselves: meetings, study, forms, gradings, tasks, visits made', () => {
    const ofCadres: ReadonlySet<string> = new Set([
      ...['meeting', 'party-group-meeting', 'learning-event', 'study-progress', 'reflection', 'essay'],
      ...['theme-education-form', 'theme-education-review', 'cadre-review', 'grade-result'],
      ...[
        'task',
        'task-progress',
        'home-visit',
        'pair-visit',
        'supervision',
        'issued-document',
        'work-brief',
      ],
    ]);
    expect(measures.filter(({ sources }) => sources.some(({ type }) => ofCadres.has(type)))).toEqual([]);
    const hours = measures.filter(({ indicator }) => /hours|person-times|participants/.test(indicator));
    expect(hours).toEqual([]);
  });
});

describe('what was reached', () => {
  it('lies between the two days, both inside', () => {
    const days = ['2026-08-31', '2026-09-01', '2026-11-30', '2026-12-01'];
    const records = days.map((occurredOn, index) => served(10 ** index, { occurredOn }));
    expect(reachedOf(count({}, records))).toEqual([110]);
  });

  it('counts what waits for review and says how much that is; returned and void count nowhere', () => {
    const states = ['approved', 'archived', 'submitted', 'none', 'returned', 'void'] as const;
    const records = states.map((reviewState, index) => served(10 ** index, { reviewState }));
    const [answer] = count({}, [...records, served(5, { _deleted: true })]).units;
    expect(answer).toMatchObject({ reached: 1111, awaiting: 1100 });
  });

  it('is the numerator of a rate, and only of records of its kind', () => {
    const held = trained(['a', 'b', 'c']);
    expect(reachedOf(count({ outcome: 'passed' }, [held, served(50)]))).toEqual([3]);
    expect(count({ outcome: 'nothing of the kind' }, [held]).total.reached).toBe(0);
  });

  it('says that a rough count is inside, and how many people are not in the registry', () => {
    const rough = countedRecord('volunteer-activity', { peopleServed: { count: 50, isEstimate: true } });
    expect(count({}, [rough]).total.isEstimate).toBe(true);
    const unnamed = countedRecord('training-attendance', {
      ...{ state: 'held', attended: 1 },
      attendees: [{ key: 'a', person: { name: '示例' } }],
    });
    expect(count({ outcome: 'trained' }, [unnamed]).total).toMatchObject({ reached: 0, unknown: 1 });
  });
});

describe('units', () => {
  const records = [
    served(1, { orgUnitId: village }),
    served(10, { orgUnitId: neighbour }),
    served(100, { orgUnitId: street }),
    served(1000, { orgUnitId: town }),
  ];

  it('hold all below them, stand in the order of the division code, and nothing adds up twice', () => {
    const answer = count({ unitIds: [town, street, village, street] }, records);
    expect(answer.units.map(({ unitId, reached }) => [unitId, reached])).toEqual([
      [street, 111],
      [village, 1],
      [town, 1000],
    ]);
    expect(answer.total.reached).toBe(1111);
  });

  it('take over the records of one that came under them, and lose those of one that went', () => {
    const moved = { tree: treeWith('420303100') };
    expect(reachedOf(count({ unitIds: [street, town] }, records, moved))).toEqual([101, 1010]);
    expect(reachedOf(count({ unitIds: [county] }, records, moved))).toEqual([1111]);
  });

  it('count an event once, for its host, however many recorded it', () => {
    const hosted = served(7, { orgUnitId: neighbour, hostUnitId: village, partnerUnitIds: [neighbour] });
    const linked = served(7, { orgUnitId: neighbour, sameEventAs: hosted.id });
    expect(reachedOf(count({ unitIds: [village, neighbour] }, [hosted, linked]))).toEqual([7, 0]);
  });
});

describe('people', () => {
  const personIdOf = createPersonIdOf([
    aDocument('b', { type: 'person', values: { name: '示例', mergedInto: 'a' } }),
  ]);

  it('who were merged are one, and somebody trained in two villages is one at the street', () => {
    const records = [
      trained(['a', 'c'], { orgUnitId: village }),
      trained(['b', 'd'], { orgUnitId: neighbour }),
    ];
    const question = { outcome: 'trained', unitIds: [street, village, neighbour] };
    expect(reachedOf(count(question, records))).toEqual([4, 2, 2]);
    expect(reachedOf(count(question, records, { personIdOf }))).toEqual([3, 2, 2]);
    expect(count(question, records, { personIdOf }).total.reached).toBe(3);
  });

  it('wait for review only where no reviewed record names them', () => {
    const records = [trained(['a']), trained(['b', 'c'], { reviewState: 'submitted' })];
    const answer = count({ outcome: 'trained' }, records, { personIdOf });
    expect(answer.total).toMatchObject({ reached: 2, awaiting: 1 });
  });
});
