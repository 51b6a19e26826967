// The campaign of the demonstration as its city ran it: document received, meeting, leading group, plan, tasks, training, what comes next.
import type { JsonObject } from '../../shared/records/json-value.ts';
import { addDays } from '../../shared/forms/local-date.ts';
import { sampleValues } from '../../shared/forms/sample-values.ts';
import { monthsBack } from './demonstration-months.ts';
import { authorIn } from './demonstration-accounts.ts';
import { documentOf } from './demonstration-document.ts';
import type { Plan, PlannedDocument } from './demonstration-plan.ts';
import { withFittingUnits } from './fitting-units.ts';

const city = '4203';

/** `after`: months since the campaign began; what is not said is as in the sample of the kind. */
type Step = {
  readonly type: string;
  readonly after: number;
  readonly day: number;
  readonly values?: JsonObject;
  /** 活动归类. */
  readonly tags?: readonly string[];
  readonly about?: string;
};

const steps: readonly Step[] = [
  {
    ...{ type: 'received-document', after: 0, day: 3 },
    values: {
      title: '关于在党的基层组织和党员中深入开展创先争优活动的实施意见',
      handling: '传达到各县（市、区）妇联，并报送贯彻情况',
    },
  },
  {
    ...{ type: 'party-group-meeting', after: 0, day: 8 },
    values: { agenda: '学习市委组织部实施意见，研究创先争优活动安排' },
  },
  { type: 'campaign', after: 0, day: 10 },
  {
    ...{ type: 'leading-group', after: 0, day: 10 },
    values: { duties: '统筹谋划、组织指导、督导检查创先争优活动' },
  },
  {
    ...{ type: 'issued-document', after: 0, day: 12 },
    values: {
      ...{ documentKind: 'opinion', documentNumber: '示妇发〔2026〕4号' },
      ...{ title: '关于在市妇联机关党支部和党员中深入开展创先争优活动的实施意见', annexes: [] },
    },
  },
  {
    ...{ type: 'meeting', after: 0, day: 20 },
    values: {
      meetingKind: 'video',
      name: '全国党群共建创先争优视频会议',
      agenda: '收看视频会议，部署贯彻',
      expected: 46,
      attended: 44,
    },
  },
  { type: 'issued-document', after: 0, day: 26 },
  {
    ...{ type: 'meeting', after: 1, day: 5 },
    values: {
      meetingKind: 'mobilization',
      name: '全市妇联系统创先争优活动动员会',
      agenda: '动员部署',
      expected: 120,
      attended: 117,
    },
  },
  { ...{ type: 'task', after: 1, day: 8 }, values: { task: '组织妇女参加家政技能培训' } },
  {
    ...{ type: 'task', after: 1, day: 8 },
    values: { task: '推荐妇女就业', targetOutcome: '实现就业的妇女', targetUnit: '人次' },
  },
  {
    ...{ type: 'task', after: 1, day: 9 },
    values: { task: '为留守儿童结对爱心妈妈', targetOutcome: '结对的留守儿童', targetUnit: '名' },
  },
  { type: 'centre-task', after: 2, day: 1 },
  {
    ...{ type: 'learning-event', after: 2, day: 18 },
    values: {
      form: 'oath',
      topic: '重温入党誓词',
      place: '市妇女儿童活动中心',
      attended: 64,
      partyMembers: 52,
      expected: 66,
    },
  },
  {
    ...{ type: 'volunteer-activity', after: 3, day: 6 },
    values: { topic: '巾帼志愿者走进敬老院', volunteers: 35, hoursEach: 3 },
    tags: ['centre-task'],
  },
  { ...{ type: 'training-course', after: 3, day: 15 }, values: { name: '妇女干部能力提升班' } },
  { ...{ type: 'training-attendance', after: 3, day: 18 }, about: 'training-course 3' },
  { ...{ type: 'job-service', after: 4, day: 10 }, tags: ['action-employment', 'centre-task'] },
  {
    ...{ type: 'party-linkage', after: 4, day: 22 },
    values: { practice: '年初与党建工作一同部署，年底一同考核，表彰时设妇女工作项目' },
  },
  { type: 'next-step', after: 6, day: 5 },
  {
    ...{ type: 'next-step', after: 6, day: 6 },
    values: { matter: '完善村妇女议事会制度', gap: '议事会还没有覆盖所有的村' },
  },
];

/** Begins eight months before the current one, so that all of it lies in months that the city has locked. */
export function planCampaign(plan: Plan): readonly PlannedDocument[] {
  const author = authorIn(plan.tree, city);
  const planned = new Map<string, PlannedDocument>();
  const counties = plan.tree.children(city);
  for (const [index, { type, after, day, values, tags, about }] of steps.entries()) {
    const definition = plan.registry.get(type);
    if (definition === undefined) continue;
    const occurredOn = `${monthsBack(plan.today, 8 - after)}-${String(day).padStart(2, '0')}`;
    const aboutId = about === undefined ? undefined : planned.get(about)?.document.id;
    const document = documentOf(
      {
        ...{ name: `campaign ${index}`, type, definitionVersion: definition.version, author, occurredOn },
        values: {
          ...sampleValues(definition, occurredOn),
          ...values,
          ...particular(type, counties, plan.today),
        },
        ...(aboutId === undefined ? {} : { aboutId }),
      },
      600_000 + index,
    );
    const fitting = {
      author,
      document: { ...withFittingUnits(definition, document, plan.tree), tags: [...(tags ?? [])] },
    };
    planned.set(`${type} ${after}`, fitting);
    planned.set(`${index}`, fitting);
  }
  return steps.flatMap((_, index) => planned.get(`${index}`) ?? []);
}

/** The campaign goes to all counties and is in the midst of it; what comes next is due in the month ahead. */
function particular(type: string, counties: readonly string[], today: string): JsonObject {
  const ahead = `${monthsBack(today, -1)}-20`;
  if (type === 'next-step') return { dueOn: ahead };
  if (type === 'centre-task') return { units: [...counties], endOn: ahead };
  if (type !== 'campaign') return {};
  const stages = [
    {
      key: 'stage-1',
      name: '动员部署',
      from: `${monthsBack(today, 8)}-10`,
      to: `${monthsBack(today, 7)}-09`,
    },
    { key: 'stage-2', name: '组织实施', from: `${monthsBack(today, 7)}-10`, to: addDays(today, 40) },
    { key: 'stage-3', name: '总结提高', from: addDays(today, 41), to: addDays(today, 90) },
  ];
  return { units: [...counties], stages, endOn: addDays(today, 90) };
}
