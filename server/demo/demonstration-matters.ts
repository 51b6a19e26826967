// What lives on in the demonstration's campaign: the campaign of today, documents to act on, problems found, what the centre asks for.
import { audienceOf } from '../../shared/access/audience-of.ts';
import type { Account } from '../../shared/access/role.ts';
import { addDays } from '../../shared/forms/local-date.ts';
import type { JsonObject } from '../../shared/records/json-value.ts';
import type { UnitId } from '../../shared/records/record.ts';
import { authorIn } from './demonstration-accounts.ts';
import { documentOf } from './demonstration-document.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';

const [city, county] = ['4203', '420303'];
const [street, town] = ['420303001', '420303100'];

type Follow = {
  readonly type: string;
  readonly by: UnitId;
  readonly on: number;
  readonly values: JsonObject;
};

/** Open, late and closed ones of each kind; every day is told from today. */
export function planMatters(plan: Plan): readonly PlannedDocument[] {
  const { tree, today, registry } = plan;
  const day = (days: number): string => addDays(today, days);
  const begin = createBeginning(plan);
  if (registry.get('campaign') === undefined) return [];
  const counties = [...tree.children(city)].sort();
  return [
    ...begin('campaign', city, -130, {
      endOn: day(90),
      units: counties,
      stages: [
        { key: 'stage-1', name: '动员部署', from: day(-130), to: day(-101) },
        { key: 'stage-2', name: '组织实施', from: day(-100), to: day(40) },
        { key: 'stage-3', name: '总结提高', from: day(41), to: day(90) },
      ],
    }),
    ...begin('centre-task', city, -60, { endOn: day(30), units: counties }),
    ...begin('received-document', county, -20, { ...relayed(day(-18)), dueOn: day(10) }),
    ...begin(
      'received-document',
      county,
      -45,
      { ...relayed(day(-40)), title: '关于报送妇女之家建设情况的通知', dueOn: day(-5) },
      {
        ...{ type: 'document-handling', by: county, on: -12 },
        values: { state: 'under-way', done: '正在汇总各街道情况' },
      },
    ),
    ...begin(
      'received-document',
      county,
      -70,
      { ...relayed(day(-68)), title: '关于开展“三八”维权周活动的通知', dueOn: day(-40) },
      {
        type: 'document-handling',
        by: county,
        on: -42,
        values: { state: 'done', done: '已按要求办结', isInTime: true },
      },
    ),
    ...begin('supervision-issue', county, -15, { unit: street, dueOn: day(15) }),
    ...begin(
      'supervision-issue',
      county,
      -50,
      { unit: street, issue: '志愿服务记录不及时', category: 'work', dueOn: day(-8) },
      {
        ...{ type: 'rectification', by: street, on: -10 },
        values: { state: 'rectified', done: '已补齐九月以来的记录' },
      },
    ),
    ...begin(
      'supervision-issue',
      county,
      -80,
      { unit: town, issue: '妇女之家没有固定开放时间', dueOn: day(-30) },
      {
        ...{ type: 'rectification', by: county, on: -33 },
        values: { state: 'closed', done: '每周二、周五开放，已现场核实', isInTime: true },
      },
    ),
  ];
}

const relayed = (relayedOn: string): JsonObject => ({ relayedVia: ['meeting'], relayedOn });

/** A matter like the sample of its kind, and what followed it. */
function createBeginning({ registry, tree, today }: Plan) {
  let seq = 610_000;
  const made = (author: Account, type: string, on: number, values: JsonObject, aboutId?: string) => {
    const definition = registry.get(type);
    if (definition === undefined) throw new Error(`the registry has no kind ${type}`);
    seq += 1;
    const document = documentOf(
      {
        ...{ name: `matter ${seq}`, type, definitionVersion: definition.version, author, values },
        ...{ occurredOn: addDays(today, on), ...(aboutId === undefined ? {} : { aboutId }) },
      },
      seq,
    );
    return { author, document: { ...document, audience: audienceOf(definition, document) ?? [] } };
  };
  return (
    type: string,
    by: UnitId,
    on: number,
    values: JsonObject,
    ...following: readonly Follow[]
  ): readonly PlannedDocument[] => {
    const begun = made(authorIn(tree, by), type, on, { ...registry.get(type)?.sample, ...values });
    const { id } = begun.document;
    return [
      begun,
      ...following.map((each) => made(authorIn(tree, each.by), each.type, each.on, each.values, id)),
    ];
  };
}
