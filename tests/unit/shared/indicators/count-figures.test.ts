// 查数 on invented records with answers worked out by hand.
import { describe, expect, it } from 'vitest';
import { indicatorsOf } from '../../../../shared/indicators/catalogue/indicators-of.ts';
import { createFigureCount, type UnitFigures } from '../../../../shared/indicators/count-figures.ts';
import { figurePhrase, kindSentence } from '../../../../shared/indicators/figure-sentence.ts';
import { createOrgTree, type OrgUnit } from '../../../../shared/org/org-unit.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { countedRecord } from '../../../support/counted-records.ts';

const unit = (id: string, parentId: string | null, level: OrgUnit['level']): OrgUnit => ({
  ...{ id, parentId, level },
  name: id,
  shortName: id,
});
const tree = createOrgTree([
  unit('420303', null, 'county'),
  unit('420303001', '420303', 'township'),
  unit('420303001203', '420303001', 'village'),
  unit('420303001202', '420303001', 'village'),
]);
const deps = { registry: recordTypes, indicators: indicatorsOf(recordTypes), tree };
const halfYear = { from: '2026-07-01', until: '2026-12-31' };

function count(unitId: string, records: readonly SyncedDocument[]): UnitFigures {
  const figures = createFigureCount({ unitId, ...halfYear }, deps);
  for (const record of records) figures.add(record);
  return figures.read();
}

function sentence(type: string, records: readonly SyncedDocument[], unitId = '420303001202'): string {
  const definition = recordTypes.get(type);
  if (definition === undefined) throw new Error(`${type} is missing`);
  return kindSentence(definition, count(unitId, records).total, 'zh');
}

const service = (volunteers: number, hoursEach: number, envelope: Partial<SyncedDocument> = {}) =>
  countedRecord(
    'volunteer-activity',
    { volunteers, hoursEach, peopleServed: { count: 5, isEstimate: false } },
    envelope,
  );

describe('the sentence of a kind of work', () => {
  it('says events, person-times, hours, and what still waits', () => {
    const records = [
      ...[15, 15, 15, 15].map((volunteers) => service(volunteers, 3, { reviewState: 'approved' })),
      service(15, 3),
      service(12, 3),
    ];
    expect(sentence('volunteer-activity', records)).toBe(
      '志愿服务6场、87人次、261小时、受益30人次（含待审2场）',
    );
  });

  it('leaves out what was returned, voided, deleted, or happened at another time, and names what was returned', () => {
    const records = [
      service(10, 0.5, { reviewState: 'approved' }),
      service(10, 1, { reviewState: 'returned' }),
      service(10, 1, { reviewState: 'void' }),
      service(10, 1, { _deleted: true }),
      service(10, 1, { occurredOn: '2026-06-30' }),
      service(10, 1, { occurredOn: '2027-01-01' }),
    ];
    expect(sentence('volunteer-activity', records)).toBe(
      '志愿服务1场、10人次、5小时、受益5人次（退回1场未计）',
    );
  });

  it('says about when one of the counts is rough, and how many gifts have no value', () => {
    const gift = (valueFen: number | null) =>
      valueFen === null ? { key: 'a', valueUnknown: true } : { key: 'a', valueFen };
    const visit = (people: number, isEstimate: boolean, gifts: readonly (number | null)[]) =>
      countedRecord(
        'condolence-visit',
        {
          beneficiaryCount: { count: people, isEstimate },
          way: gifts.length === 0 ? 'service' : 'goods',
          gifts: gifts.map(gift),
        },
        { reviewState: 'approved' },
      );
    expect(
      sentence('condolence-visit', [
        visit(51, true, [98_600]),
        visit(3, false, []),
        visit(1, false, [1_050, null]),
      ]),
    ).toBe('慰问3次、约55人次、慰问品（金）996.50元（1次有物资折价不详）');
  });

  it('says a rate from twenty on, and numbers below', () => {
    const meeting = (expected: number, attended: number) =>
      countedRecord('meeting', { expected, attended }, { reviewState: 'approved' });
    expect(sentence('meeting', [meeting(9, 8)])).toBe('会议1次、到会8人次、应到9人次中实到8人次');
    expect(sentence('meeting', [meeting(9, 8), meeting(4, 4), meeting(13, 12)])).toBe(
      '会议3次、到会24人次、到会率92.3%',
    );
  });

  it('counts a woman once however often she was visited, and says who is in no registry', () => {
    const visit = (person: { id?: string; name: string }, situation: string) =>
      countedRecord('home-visit', { person, situation }, { reviewState: 'approved' });
    expect(
      sentence('home-visit', [
        visit({ id: 'p1', name: '示例一' }, 'well'),
        visit({ id: 'p1', name: '示例一' }, 'quarrel'),
        visit({ id: 'p2', name: '示例二' }, 'well'),
        visit({ name: '示例三' }, 'well'),
      ]),
    ).toBe('入户走访4户次、涉及2人、发现困难、诉求、矛盾1件（1户次的对象未登记在人员库）');
  });

  it('is empty for a kind without records', () => {
    expect(sentence('honour', [])).toBe('');
  });
});

describe('hosts and partners', () => {
  const joint = service(8, 2, {
    orgUnitId: '420303001202',
    hostUnitId: '420303001203',
    partnerUnitIds: ['420303001202'],
    reviewState: 'approved',
  });

  it('an event counts for its host; others took part', () => {
    expect(sentence('volunteer-activity', [joint], '420303001203')).toBe(
      '志愿服务1场、8人次、16小时、受益5人次',
    );
    expect(sentence('volunteer-activity', [joint], '420303001202')).toBe('志愿服务0场（另参与1场）');
    expect(sentence('volunteer-activity', [joint], '420303001')).toBe(
      '志愿服务1场、8人次、16小时、受益5人次',
    );
  });

  it('what others did without the unit is none of its figures', () => {
    expect(sentence('volunteer-activity', [joint], '420303001204')).toBe('');
    expect(sentence('volunteer-activity', [service(3, 1)], '420303001203')).toBe('');
  });

  it('a record that is linked to the host’s adds nothing', () => {
    const own = service(8, 2, { id: 'the-host’s', reviewState: 'approved' });
    const again = service(9, 2, { sameEventAs: 'the-host’s', reviewState: 'approved' });
    expect(sentence('volunteer-activity', [own, again], '420303001')).toBe(
      '志愿服务1场、8人次、16小时、受益5人次',
    );
  });
});

describe('parts of a unit', () => {
  it('stand in the order of the code, those without records too, the unit’s own only when there are any', () => {
    const records = [service(3, 1, { orgUnitId: '420303001203' }), service(4, 1, { orgUnitId: '420303001' })];
    const below = count('420303001', records).parts;
    expect(below.map((part) => part.unitId)).toEqual(['420303001', '420303001202', '420303001203']);
    expect(below.map((part) => part.sheet.figures['volunteer-activity.person-times']?.value)).toEqual([
      4,
      undefined,
      3,
    ]);
    const county = count('420303', records).parts;
    expect(county.map((part) => part.unitId)).toEqual(['420303001']);
    expect(county[0]?.sheet.kinds['volunteer-activity']?.awaiting).toBe(2);
    expect(count('420303001202', records).parts).toEqual([]);
  });
});

describe('figures of what lives on', () => {
  it('tell planned from done, and people named in rows once', () => {
    const attendee = (id: string, assessment: string) => ({
      key: id,
      person: { id, name: '王示兰' },
      assessment,
    });
    expect(sentence('training-course', [countedRecord('training-course', { plannedCount: 60 })])).toBe(
      '培训计划1期、计划培训60人次（含待审1期）',
    );
    const held = { state: 'held', attended: 20, expected: 25 };
    expect(
      sentence('training-attendance', [
        countedRecord('training-attendance', {
          ...held,
          attendees: [attendee('p-1', 'excellent'), attendee('p-2', 'failed')],
        }),
        countedRecord('training-attendance', { ...held, attendees: [attendee('p-1', 'passed')] }),
      ]),
    ).toBe('培训办理2次、办结2期、参训40人次、花名册2人、参训率80%、考核3人次中合格2人次（含待审2次）');
  });

  it('say what came of issues and applications', () => {
    const answer = (result: string, satisfaction?: string) =>
      countedRecord('livelihood-answer', satisfaction === undefined ? { result } : { result, satisfaction });
    expect(
      sentence('livelihood-answer', [
        answer('under-way'),
        answer('solved', 'satisfied'),
        answer('solved', 'mostly'),
        answer('explained', 'unasked'),
      ]),
    ).toBe('民生问题办理4次、解决2件、回访2件中满意1件（含待审4次）');
    const mediation = (result: string) => countedRecord('family-mediation', { result, violence: false });
    expect(sentence('family-mediation', [mediation('settled'), mediation('continuing')])).toBe(
      '家庭矛盾调解2件、化解1件（含待审2件）',
    );
  });
});

describe('figures over several kinds', () => {
  it('add up meetings and study, and all that was done for people', () => {
    const { figures } = count('420303001202', [
      countedRecord('meeting', { attended: 9, expected: 10 }),
      countedRecord('learning-event', { attended: 20 }),
      service(8, 1),
      countedRecord('advocacy-event', { attended: { count: 40, isEstimate: true } }),
    ]).total;
    const said = deps.indicators
      .filter((indicator) => !indicator.id.includes('.'))
      .map((indicator) => figurePhrase(indicator, figures[indicator.id], 'zh'))
      .filter((phrase) => phrase !== '');
    expect(said).toEqual(['会议、学习2场次', '参加29人次', '志愿服务、宣传宣讲和慰问2场次', '惠及约45人次']);
  });

  it('add up visits, training and what is solved', () => {
    const { figures } = count('420303001202', [
      countedRecord('home-visit', { person: { name: '王示兰' }, situation: 'well' }),
      countedRecord('pair-visit', { content: '辅导作业' }),
      countedRecord('training-attendance', { state: 'held', attended: 56 }),
      countedRecord('training-attendance', { state: 'cancelled' }),
      countedRecord('skill-contest', { participants: 32 }),
      countedRecord('job-service', { serviceKind: 'fair', posts: 86 }),
      countedRecord('job-service', { serviceKind: 'recommendation', employed: 3 }),
      countedRecord('livelihood-issue', { issue: '没人接孩子' }),
      countedRecord('livelihood-issue', { issue: '路灯不亮' }),
      countedRecord('livelihood-answer', { result: 'solved' }),
      countedRecord('livelihood-answer', { result: 'under-way' }),
    ]).total;
    const said = [
      'care-visits',
      'training-person-times',
      'service-person-times',
      'livelihood-solved-rate',
    ].map((id) => {
      const indicator = deps.indicators.find((each) => each.id === id);
      return indicator === undefined ? '' : figurePhrase(indicator, figures[id], 'zh');
    });
    expect(said).toEqual([
      '入户走访、结对走访2次',
      '培训、技能比武88人次',
      '惠及4人次',
      '民生问题2件、解决1件',
    ]);
  });

  it('count activities by what they are part of, a visit with two tags for both', () => {
    const tags = ['action-family', 'peace-harmony'];
    const { figures } = count('420303001202', [
      countedRecord('womens-council', { attended: 20 }, { tags }),
      countedRecord('home-visit', { situation: 'well' }, { tags: ['action-family'] }),
      countedRecord('home-visit', { situation: 'well' }),
    ]).total;
    expect(figures['tag-action-family']?.value).toBe(2);
    expect(figures['tag-peace-harmony']?.value).toBe(1);
    expect(figures['tag-action-rights']?.value).toBe(0);
    const family = deps.indicators.find(({ id }) => id === 'tag-action-family');
    expect(family === undefined ? '' : figurePhrase(family, figures['tag-action-family'], 'zh')).toBe(
      '“家庭文明创建行动”活动2场次',
    );
  });

  it('leave out types that the registry does not have', () => {
    const only = { all: [], get: () => undefined };
    expect(indicatorsOf(only)).toEqual([]);
  });
});
