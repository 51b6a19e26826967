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

/** On which day from today it was recorded, and by whom. */
type Follow = {
  readonly type: string;
  readonly by: UnitId;
  readonly on: number;
  readonly values: JsonObject;
};

/** Open, late and closed ones of each kind; every day is told from today. */
export function planMatters(plan: Plan): readonly PlannedDocument[] {
  if (plan.registry.get('campaign') === undefined) return [];
  const day = (days: number): string => addDays(plan.today, days);
  const begin = createBeginning(plan);
  const counties = [...plan.tree.children(city)].sort();
  // The large demonstration has a campaign of its own (`demonstration-campaign.ts`).
  const campaign = plan.isSmall ? ofTheCity(counties, day) : [];
  return [...campaign, ...documentsToActOn(day), ...problemsFound(day)].flatMap(begin);
}

type Day = (days: number) => string;
type Matter = Follow & { readonly after?: Follow };

function ofTheCity(counties: readonly UnitId[], day: Day): readonly Matter[] {
  const stages = [
    { key: 'stage-1', name: '动员部署', from: day(-130), to: day(-101) },
    { key: 'stage-2', name: '组织实施', from: day(-100), to: day(40) },
    { key: 'stage-3', name: '总结提高', from: day(41), to: day(90) },
  ];
  return [
    { type: 'campaign', by: city, on: -130, values: { endOn: day(90), units: counties, stages } },
    { type: 'centre-task', by: city, on: -60, values: { endOn: day(30), units: counties } },
  ];
}

function documentsToActOn(day: Day): readonly Matter[] {
  const received = { type: 'received-document', by: county };
  const handled = { type: 'document-handling', by: county };
  const relayed = (days: number): JsonObject => ({ relayedVia: ['meeting'], relayedOn: day(days) });
  return [
    { ...received, on: -20, values: { ...relayed(-18), dueOn: day(10) } },
    {
      ...{ ...received, on: -45 },
      values: { ...relayed(-40), title: '关于报送妇女之家建设情况的通知', dueOn: day(-5) },
      after: { ...handled, on: -12, values: { state: 'under-way', done: '正在汇总各街道情况' } },
    },
    {
      ...{ ...received, on: -70 },
      values: { ...relayed(-68), title: '关于开展“三八”维权周活动的通知', dueOn: day(-40) },
      after: { ...handled, on: -42, values: { state: 'done', done: '已按要求办结', isInTime: true } },
    },
  ];
}

function problemsFound(day: Day): readonly Matter[] {
  const found = { type: 'supervision-issue', by: county };
  const [late, over] = ['妇女议事会议定的事没有落实', '妇女之家没有固定开放时间'];
  const closed = { state: 'closed', done: '每周二、周五开放，已现场核实', isInTime: true };
  const rectified = { state: 'rectified', done: '议定的三件事已办两件' };
  return [
    { ...found, on: -15, values: { unit: street, dueOn: day(15) } },
    {
      ...{ ...found, on: -50, values: { unit: street, issue: late, category: 'work', dueOn: day(-8) } },
      after: { type: 'rectification', by: street, on: -10, values: rectified },
    },
    {
      ...{ ...found, on: -80, values: { unit: town, issue: over, dueOn: day(-30) } },
      after: { type: 'rectification', by: county, on: -33, values: closed },
    },
  ];
}

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
  return ({ type, by, on, values, after }: Matter): readonly PlannedDocument[] => {
    const begun = made(authorIn(tree, by), type, on, { ...registry.get(type)?.sample, ...values });
    if (after === undefined) return [begun];
    const { id } = begun.document;
    return [begun, made(authorIn(tree, after.by), after.type, after.on, after.values, id)];
  };
}
