// Tasks of the demonstration whose progress is counted from records: given from the county to streets, split among villages, some done, some late.
import { audienceOf } from '../../shared/access/audience-of.ts';
import { addDays } from '../../shared/forms/local-date.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { SyncedDocument, UnitId } from '../../shared/records/record.ts';
import { authorIn } from './demonstration-accounts.ts';
import { documentOf } from './demonstration-document.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';

const [city, county, township] = ['4203', '420303', '420303001'];
const [seedVillage, neighbour] = ['420303001202', '420303001203'];
const townshipsOfTask = 6;

type Given = {
  readonly name: string;
  readonly by: UnitId;
  readonly values: JsonObject;
  readonly to: readonly (readonly [unit: UnitId, target: number])[];
  /** Days before today on which it was set, and days from today on which it is due. */
  readonly setBefore: number;
  readonly dueIn: number;
};

/** What the offices gave each other, and what the units reported of it; a unit also reports what its records do not show. */
export function planTasks(plan: Plan): readonly PlannedDocument[] {
  const { tree, registry } = plan;
  if (registry.get('task') === undefined) return [];
  const streets = [...tree.children(county)].sort().slice(0, townshipsOfTask);
  const villages = [...tree.children(township)].sort();
  const service = given(plan, 1, {
    ...{ name: 'task service', by: county, setBefore: 120, dueIn: 30 },
    values: { task: '巾帼志愿服务惠及困难妇女和老人', measuredBy: 'served', ...source },
    to: streets.map((unit, index) => [unit, unit === township ? 2000 : 60 + index * 10]),
  });
  const ofVillages = given(plan, 2, {
    ...{ name: 'task service of villages', by: township, setBefore: 110, dueIn: 20 },
    values: { ...service.document.values, parentTask: service.document.id },
    to: villages.map((unit) => [unit, unit === seedVillage ? 150 : 100]),
  });
  const work = given(plan, 3, {
    ...{ name: 'task work', by: township, setBefore: 200, dueIn: -20 },
    values: { task: '走访慰问困难妇女和孤寡老人', measuredBy: 'consoled', ...source },
    to: villages.slice(-4).map((unit) => [unit, 60]),
  });
  const training = given(plan, 4, {
    ...{ name: 'task training', by: city, setBefore: 300, dueIn: 25 },
    values: { task: '妇女技能培训', measuredBy: 'passed', source: '创先争优活动实施方案' },
    to: [[county, 400]],
  });
  return [
    ...[service, ofVillages, work, training],
    ...reportsOfService(plan, service, ofVillages, streets.at(-1) ?? township),
    ...reportsOfWork(plan, work, villages.slice(-4)),
  ];
}

function reportsOfService(
  plan: Plan,
  service: PlannedDocument,
  ofVillages: PlannedDocument,
  last: UnitId,
): readonly PlannedDocument[] {
  return [
    reported(plan, 11, township, service, { state: 'in-progress', done: '各村已分头开展', doneValue: 900 }),
    reported(plan, 12, last, service, done(90)),
    reported(plan, 13, seedVillage, ofVillages, done(160)),
    reported(plan, 14, neighbour, ofVillages, {
      ...{ state: 'in-progress', done: '已走访两个组，其余下月完成', doneValue: 40, percentage: 40 },
    }),
  ];
}

function reportsOfWork(
  plan: Plan,
  work: PlannedDocument,
  [first = seedVillage, second = seedVillage, third = seedVillage]: readonly UnitId[],
): readonly PlannedDocument[] {
  return [
    reported(plan, 15, first, work, { ...done(60), isInTime: false }),
    reported(plan, 16, second, work, { state: 'cancelled', done: '慰问对象已由民政部门统一安排，不再重复' }),
    reported(plan, 17, third, work, {
      state: 'in-progress',
      done: '已慰问一半，其余约定下周',
      percentage: 50,
    }),
  ];
}

const source = { source: '创先争优活动实施方案', sourceNumber: '示妇发〔2026〕6号' };
const done = (doneValue: number): JsonObject => ({
  ...{ state: 'done', isInTime: true, done: '已按计划完成', doneValue, percentage: 100 },
});

function given(plan: Plan, seq: number, task: Given): PlannedDocument {
  const definition = plan.registry.get('task');
  if (definition === undefined) throw new Error('the registry has no tasks');
  const author = authorIn(plan.tree, task.by);
  const targets = task.to.map(([unit, target], index) => ({ key: `target-${index}`, unit, target }));
  const values = { ...task.values, targets, dueOn: addDays(plan.today, task.dueIn) };
  const occurredOn = addDays(plan.today, -task.setBefore);
  const { id: type, version: definitionVersion } = definition;
  const document = documentOf(
    { name: task.name, type, definitionVersion, author, occurredOn, values },
    600_000 + seq,
  );
  return { author, document: { ...document, audience: audienceOf(definition, document) ?? [] } };
}

function reported(
  { registry, tree, today }: Plan,
  seq: number,
  unit: UnitId,
  { document: task }: { readonly document: SyncedDocument },
  values: JsonObject,
): PlannedDocument {
  const author = authorIn(tree, unit);
  const type = 'task-progress';
  const occurredOn = addDays(today, -seq);
  const definitionVersion = registry.get(type)?.version ?? 1;
  const name = `task progress ${seq}`;
  return {
    author,
    document: documentOf(
      { name, type, definitionVersion, author, occurredOn, values, aboutId: task.id },
      600_000 + seq,
    ),
  };
}
