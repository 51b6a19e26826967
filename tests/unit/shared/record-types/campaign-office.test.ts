// The campaign office: one head, documents with numbers and no secrets, tasks and problems until they are closed.
import { describe, expect, it } from 'vitest';
import { audienceOf } from '../../../../shared/access/audience-of.ts';
import { lineText } from '../../../../shared/forms/describe-record.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import { dueOn, standingState, standingStateFor } from '../../../../shared/records/standing-state.ts';
import { countedRecord } from '../../../support/counted-records.ts';
import { likeSample, phrasesOf, problemsOf, typeOf } from '../../../support/entries.ts';

const head = { person: { name: '陈示华' }, position: 'head' };
const [township, village, neighbour] = ['420303001', '420303001202', '420303001203'];
const addressed = (type: string, values = likeSample(type)) =>
  audienceOf(typeOf(type), { values, occurredOn: '2026-11-20' });

describe('a leading group', () => {
  it('has exactly one head', () => {
    const members = (...rows: object[]) => ({
      members: rows.map((row, index) => ({ key: `m-${index}`, ...row })),
    });
    expect(problemsOf('leading-group', members(head))).toEqual([]);
    expect(problemsOf('leading-group', members(head, head))).toEqual(['members: block']);
    expect(problemsOf('leading-group', members({ ...head, position: 'deputy' }))).toEqual(['members: block']);
  });

  it('keeps a head who has left beside her successor', () => {
    const members = [
      { key: 'a', ...head, until: '2026-11-22' },
      { key: 'b', ...head, person: { name: '周示敏' } },
    ];
    expect(problemsOf('leading-group', { members })).toEqual([]);
    expect(phrasesOf([['leading-group', { members }]])).toEqual(['成员1名']);
  });

  it('asks only for members while there are none', () => {
    expect(problemsOf('leading-group', { members: undefined })).toEqual(['members: block']);
  });
});

describe('documents', () => {
  it.each(['received-document', 'issued-document'])(
    '%s takes nothing classified, in no number either',
    (type) => {
      expect(problemsOf(type, { title: '关于绝密事项的通知' })).toContain('title: block');
      expect(problemsOf(type, { documentNumber: '示机密〔2026〕1号' })).toContain('documentNumber: block');
      expect(problemsOf(type, { title: '关于工作秘密管理的通知' })).toEqual(['title: warn']);
      expect(problemsOf(type, { documentNumber: '2026年第5号' })).toEqual(['documentNumber: block']);
    },
  );

  it('cannot be passed on before they came', () => {
    expect(problemsOf('received-document', { relayedOn: '2026-11-19' })).toEqual(['relayedOn: block']);
  });

  it('are issued downwards and submitted upwards, signed by somebody', () => {
    const report = { documentKind: 'report', recipients: undefined };
    expect(problemsOf('issued-document', { ...report, signatory: undefined })).toEqual([
      'signatory: block',
      'otherRecipients: block',
    ]);
    const submitted = { ...report, otherRecipients: '示例市委' };
    expect(problemsOf('issued-document', { ...submitted, title: '关于场地的请示' })).toEqual(['title: warn']);
    expect(
      phrasesOf([
        ['issued-document', {}],
        ['issued-document', submitted],
      ]),
    ).toEqual(['印发1件', '报送1件']);
  });

  it('go to the units they name, and below them where they say so', () => {
    expect(addressed('issued-document')).toEqual([{ unit: township, reach: 'this' }]);
    expect(addressed('issued-document', likeSample('issued-document', { isForAllBelow: true }))).toEqual([
      { unit: township, reach: 'below' },
    ]);
  });

  it('were passed on in time or not, among those with a day', () => {
    const late = { dueOn: '2026-11-20', relayedOn: '2026-11-22' };
    expect(
      phrasesOf([
        ['received-document', {}],
        ['received-document', late],
      ]),
    ).toEqual(['已传达2件', '有时限的2件中按时传达1件']);
  });
});

describe('a task', () => {
  const targets = [
    { key: 'a', unit: village, target: 30 },
    { key: 'b', unit: neighbour, target: 20 },
  ];
  const task = countedRecord('task', likeSample('task', { targets }), { orgUnitId: '420303' });
  const progress = (orgUnitId: string, state: string) =>
    countedRecord('task-progress', likeSample('task-progress', { state, isInTime: true }), {
      ...{ orgUnitId, aboutId: task.id },
    });

  it('goes to each unit with its target, and is closed for the one that did it', () => {
    expect(addressed('task', task.values)).toEqual([
      { unit: village, reach: 'this' },
      { unit: neighbour, reach: 'this' },
    ]);
    const about = [progress(village, 'done'), progress(neighbour, 'in-progress')];
    const isClosed = (unit: string) => standingStateFor(unit, task, about, recordTypes).isClosed;
    expect([isClosed(village), isClosed(neighbour)]).toEqual([true, false]);
    expect(dueOn(typeOf('task'), task, '2026-11-23')).toBe('2026-12-20');
  });

  it('says what a number counts, and may do without a number', () => {
    const wordless = { targetOutcome: undefined, targetUnit: undefined };
    expect(problemsOf('task', { targets, ...wordless })).toEqual([
      'targetOutcome: block',
      'targetUnit: block',
    ]);
    expect(problemsOf('task', { targets: [{ key: 'a', unit: village }], ...wordless })).toEqual([]);
    expect(problemsOf('task', { dueOn: '2026-11-19' })).toEqual(['dueOn: block']);
  });

  it('that is measured by records need not say what its number counts; its words go with the choice', () => {
    const wordless = { targetOutcome: undefined, targetUnit: undefined };
    expect(problemsOf('task', { targets, ...wordless, measuredBy: 'passed' })).toEqual([]);
    expect(problemsOf('task', { targets, ...wordless, measuredBy: 'meetings held' })).toContain(
      'measuredBy: block',
    );
    const line = (values: Parameters<typeof likeSample>[1]) => {
      const definition = typeOf('task');
      const written = countedRecord('task', likeSample('task', values));
      return lineText(definition.summary, definition, written, { locale: 'zh' });
    };
    expect(line({ dueOn: '2026-12-20', measuredBy: 'passed', ...wordless })).toBe(
      '完成时限 2026年12月20日 · 计划培训考核合格人次',
    );
    expect(line({ dueOn: '2026-12-20' })).toBe('完成时限 2026年12月20日 · 计划参加培训并结业的妇女');
  });

  it('is done in time or late; less than all is asked about', () => {
    expect(problemsOf('task-progress', { state: 'done', isInTime: true })).toEqual(['percentage: warn']);
    const done = { state: 'done', percentage: 100 };
    expect(
      phrasesOf([
        ['task', { targets }],
        ['task-progress', { ...done, isInTime: true }],
        ['task-progress', { ...done, isInTime: false }],
        ['task-progress', {}],
      ]),
    ).toEqual(['分解到责任单位2个（次）', '完成任务2项', '完成的2项中按期1项']);
  });
});

describe('supervision', () => {
  it('finds problems that live until they are closed out', () => {
    const issue = countedRecord('supervision-issue', likeSample('supervision-issue'), {
      orgUnitId: '420303',
    });
    const about = (state: string) =>
      countedRecord('rectification', likeSample('rectification', { state, isInTime: true }), {
        ...{ orgUnitId: township, aboutId: issue.id },
      });
    expect(addressed('supervision-issue')).toEqual([{ unit: township, reach: 'this' }]);
    expect(standingState([about('rectified')], recordTypes).isClosed).toBe(false);
    expect(standingState([about('closed')], recordTypes)).toMatchObject({
      isClosed: true,
      label: { zh: '已销号' },
    });
  });

  it('is summed: visits, problems, those closed out in time', () => {
    const closed = { state: 'closed', isInTime: true };
    expect(
      phrasesOf([
        ['supervision', { units: [village, neighbour] }],
        ['supervision-issue', {}],
        ['supervision-issue', { severity: 'serious' }],
        ['rectification', closed],
      ]),
    ).toEqual([
      '督导单位2个（次）',
      '发现问题2个',
      '其中较重1个',
      '销号1个',
      '销号的1个中按期整改1个',
      '督导问题2个、销号1个',
    ]);
  });
});

describe('the campaign and its centre tasks', () => {
  it('reach all below the units that take part', () => {
    expect(addressed('campaign')).toEqual([{ unit: '420303', reach: 'below' }]);
    expect(addressed('centre-task')).toEqual([{ unit: '420303', reach: 'below' }]);
  });

  it('do not end before they begin, nor does a stage', () => {
    expect(problemsOf('campaign', { endOn: '2026-11-19' })).toEqual(['endOn: block']);
    const stages = [{ key: 'a', name: '动员部署', from: '2026-11-10', to: '2026-11-09' }];
    expect(problemsOf('campaign', { stages })).toEqual(['stages.to: block']);
  });

  it('plan what is not yet done, and say apart what was', () => {
    expect(
      phrasesOf([
        ['next-step', {}],
        ['next-step-progress', {}],
      ]),
    ).toEqual([]);
    expect(phrasesOf([['next-step-progress', { state: 'done' }]])).toEqual(['已落实1项']);
  });
});
