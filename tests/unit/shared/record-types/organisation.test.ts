// Grades as the document gives them, organisations, seats, homes, outlines, a post handed over.
import { describe, expect, it } from 'vitest';
import { ledgerRow } from '../../../../shared/ledgers/ledger-row.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import { standingState } from '../../../../shared/records/standing-state.ts';
import { countedRecord } from '../../../support/counted-records.ts';
import { likeSample, phrasesOf, problemsOf, typeOf } from '../../../support/entries.ts';

const cellOf = (type: string, column: string, changes = {}) => {
  const definition = typeOf(type);
  const entry = {
    ...{ values: likeSample(type, changes), occurredOn: '2026-11-20', photos: [] },
    ...{ hostUnitId: '420303001202', partnerUnitIds: [] },
  };
  const place = definition.ledgerColumns.findIndex(({ id }) => id === column);
  return ledgerRow(definition, entry, { locale: 'zh' })[place];
};
const allGoods = ['organisation', 'venue', 'mechanism', 'results', 'people'];

describe('the result of grading', () => {
  it('needs the document that it stands in, and a basis for the goods', () => {
    expect(problemsOf('grade-result', { documentNumber: undefined, basis: undefined })).toEqual([
      'documentNumber: block',
      'basis: block',
    ]);
    expect(problemsOf('grade-result', { goods: undefined, basis: undefined })).toEqual([]);
  });

  it('says who rose and who fell, and the shares', () => {
    const grade = (previousGrade: string, next: string, goods = ['venue']) =>
      ['grade-result', { previousGrade, grade: next, goods }] as const;
    expect(
      phrasesOf([
        grade('poor', 'average'),
        grade('average', 'good', allGoods),
        grade('good', 'fairly-good'),
        grade('fairly-good', 'fairly-good'),
        grade('none', 'good'),
      ]),
    ).toEqual([
      '升档2个',
      '降档1个',
      '上期非最高档3个中升档2个',
      '上期后进1个中转化1个',
      '5个中“五个好”1个',
      '5个中“好（先进）”2个',
      '5个中“较好”2个',
      '5个中“一般”1个',
    ]);
  });

  it('stands in the ledger good by good, with the change', () => {
    expect([cellOf('grade-result', 'venue'), cellOf('grade-result', 'results')]).toEqual(['√', '']);
    expect(cellOf('grade-result', 'change')).toBe('↑');
    expect(cellOf('grade-result', 'change', { previousGrade: 'good' })).toBe('↓');
    expect(cellOf('grade-result', 'change', { previousGrade: 'none' })).toBe('');
  });
});

it('five leads are five, not four', () => {
  const four = { leads: ['learning', 'results', 'service', 'law'] };
  expect(
    phrasesOf([
      ['cadre-review', {}],
      ['cadre-review', four],
    ]),
  ).toEqual(['2人次中“五带头”1人次']);
});

describe('an organisation at the grassroots', () => {
  it('asks about the two committees only of a village or community', () => {
    const unsaid = { chairInCommittees: undefined };
    expect(problemsOf('womens-org', unsaid)).toEqual(['chairInCommittees: block']);
    expect(problemsOf('womens-org', { ...unsaid, orgKind: 'market' })).toEqual([]);
    expect(problemsOf('womens-org', { reElectedOn: '2017-01-01' })).toEqual(['reElectedOn: block']);
  });

  it('counts the new ones, executive members, chairs in the committees', () => {
    expect(
      phrasesOf([
        ['womens-org', {}],
        ['womens-org', { origin: 'new', chairInCommittees: false }],
        ['womens-org', { origin: 'new', orgKind: 'two-new', chairInCommittees: undefined }],
      ]),
    ).toEqual(['其中新建2个', '妇代会改建1个', '执委33名', '村（社区）妇联2个中主席进“两委”1个']);
  });

  it('says the shares of its members, of age only where it is known', () => {
    expect(
      phrasesOf([
        ['org-member', {}],
        ['org-member', { birthDate: '1981-11-19', political: 'masses', education: 'senior' }],
        ['org-member', { birthDate: undefined }],
      ]),
    ).toEqual(['3名中党员2名', '已知年龄的2名中45岁以下1名', '3名中大专以上2名']);
  });

  it('ends by a change, and only by one that says so', () => {
    const change = (state: string) => countedRecord('status-change', likeSample('status-change', { state }));
    expect(standingState([change('changed')], recordTypes).isClosed).toBe(false);
    expect(standingState([change('ended')], recordTypes).isClosed).toBe(true);
    expect(problemsOf('status-change', { state: 'ended', change: undefined })).toEqual(['change: block']);
  });
});

describe('venues, funds, party work', () => {
  it('a home has all six and all three, or not, on evidence', () => {
    expect(problemsOf('womens-home', { evidence: undefined })).toEqual(['evidence: block']);
    expect(
      phrasesOf([
        ['womens-home', {}],
        ['womens-home', { unities: ['name'], origin: 'existing' }],
      ]),
    ).toEqual(['其中新建1个', '2个中“六有”“三统一”达标1个']);
  });

  it('funds are said in yuan, their rate only of those that were planned', () => {
    const gift = { source: 'society', amountFen: 500_000, plannedFen: undefined };
    expect(
      phrasesOf([
        ['funding', {}],
        ['funding', gift],
      ]),
    ).toEqual(['落实经费35000元', '有计划的经费落实率83.3%']);
  });

  it('all four together, or not', () => {
    expect(
      phrasesOf([
        ['party-linkage', {}],
        ['party-linkage', { together: ['deployed'] }],
      ]),
    ).toEqual(['2份中“四同”都做到1份', '2份中纳入党建考核2份']);
  });

  it('a model is named by a document, and a failure closes the application too', () => {
    expect(problemsOf('demo-stage', { stage: 'named' })).toEqual(['documentNumber: block']);
    expect(problemsOf('demo-creation', { basisNumber: undefined })).toEqual(['basisNumber: block']);
    const stage = (changes: object) => countedRecord('demo-stage', likeSample('demo-stage', { ...changes }));
    const isClosed = (changes: object) => standingState([stage(changes)], recordTypes).isClosed;
    expect([isClosed({}), isClosed({ stage: 'named' }), isClosed({ result: 'failed' })]).toEqual([
      ...[false, true, true],
    ]);
  });
});

describe('seats in the two committees', () => {
  it('give the share of women, of each committee by itself', () => {
    const man = { sex: 'male', isChair: undefined, person: { name: '周示明' } };
    expect(
      phrasesOf([
        ['committee-seat', {}],
        ['committee-seat', { ...man, posts: ['party-secretary', 'director'] }],
        ['committee-seat', { placeKind: 'community', isChair: false }],
      ]),
    ).toEqual([
      '“两委”成员3名中女性2名',
      '村委会成员2名中女性1名',
      '居委会成员1名中女性1名',
      '其中妇联主席1名',
    ]);
  });
});

describe('the two outlines', () => {
  it('each have their fields, and two cycles stand side by side', () => {
    const children = { outline: 'children', womenField: undefined };
    expect(problemsOf('outline-indicator', children)).toEqual(['childrenField: block']);
    expect(problemsOf('outline-indicator', { ...children, childrenField: 'safety', cycle: 'c2011' })).toEqual(
      [],
    );
  });

  it('are reached from below or from above', () => {
    const mortality = { direction: 'at-most', target: 5, current: 4.2 };
    expect([
      cellOf('outline-indicator', 'reached'),
      cellOf('outline-indicator', 'reached', mortality),
    ]).toEqual([...['×', '√']]);
    expect(
      phrasesOf([
        ['outline-indicator', {}],
        ['outline-indicator', mortality],
      ]),
    ).toEqual(['妇女纲要2项中达标1项']);
  });
});

describe('a post handed over', () => {
  it('is closed when the successor took it, not while she has questions', () => {
    const receipt = (result: string) =>
      countedRecord('handover-receipt', likeSample('handover-receipt', { result }));
    expect(standingState([receipt('questions')], recordTypes).isClosed).toBe(false);
    expect(standingState([receipt('accepted')], recordTypes).isClosed).toBe(true);
    expect(problemsOf('handover-receipt', { result: 'questions' })).toEqual(['questions: block']);
  });

  it('with nothing in it is asked about', () => {
    const nothing = { openWork: undefined, people: undefined, things: undefined };
    expect(problemsOf('post-handover', nothing)).toEqual(['to: warn']);
  });
});

it('the base of a rate has its source and its day', () => {
  expect(problemsOf('baseline', { source: undefined, asOf: undefined })).toEqual([
    'source: block',
    'asOf: block',
  ]);
  expect(problemsOf('baseline', { item: 'other' })).toEqual(['otherItem: block']);
});
