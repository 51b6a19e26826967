// The ledgers that superiors ask for by name: from records to lines, what is rough said, nobody twice, nothing hidden.
import { describe, expect, it } from 'vitest';
import { buildLedger, type Ledger } from '../../../../shared/ledgers/build-ledger.ts';
import { ledgerNamed, ledgersOf } from '../../../../shared/ledgers/catalogue/ledgers-of.ts';
import { concernsLevel } from '../../../../shared/ledgers/concerns-level.ts';
import { cellText } from '../../../../shared/ledgers/ledger-cell.ts';
import type { LedgerQuestion } from '../../../../shared/ledgers/ledger-question.ts';
import { createOrgTree } from '../../../../shared/org/org-unit.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { countedRecord } from '../../../support/counted-records.ts';

const [county, township, village, other] = ['420303', '420303001', '420303001202', '420303001203'] as const;
const tree = createOrgTree([
  { id: county, parentId: null, level: 'county', name: '张湾区', shortName: '张湾区' },
  { id: township, parentId: county, level: 'township', name: '花果街道办事处', shortName: '花果街道' },
  { id: village, parentId: township, level: 'village', name: '花果村委会', shortName: '花果村' },
  { id: other, parentId: township, level: 'village', name: '蔡家村委会', shortName: '蔡家村' },
]);

type Around = {
  readonly following?: readonly SyncedDocument[];
  readonly preceding?: readonly SyncedDocument[];
  readonly people?: readonly SyncedDocument[];
  readonly asked?: Partial<LedgerQuestion>;
};
function ledgerOf(type: string, documents: readonly SyncedDocument[], around: Around = {}): Ledger {
  const { following: continuations = [], preceding = [], people = [], asked = {} } = around;
  const plan = ledgerNamed(type, recordTypes);
  if (plan === undefined) throw new Error(`there is no ledger ${type}`);
  return buildLedger(
    plan,
    { type, unitId: county, from: '2026-01-01', until: '2026-12-31', ...asked },
    { documents, continuations, preceding, people },
    {
      ...{ locale: 'zh', registry: recordTypes, tree },
      unitName: (id) => tree.unit(id)?.shortName,
      authorName: (id) => (id === 'account-1' ? '王示兰' : undefined),
    },
  );
}
/** The lines of these columns, as people read them. */
function told(ledger: Ledger, ...ids: readonly string[]): readonly (readonly string[])[] {
  const places = ids.map((id) => ledger.columns.findIndex((column) => column.id === id));
  return ledger.lines.map(({ cells }) => places.map((place) => cellText(cells[place], 'zh')));
}
const totalOf = (ledger: Ledger, id: string): string =>
  cellText(ledger.totals[ledger.columns.findIndex((column) => column.id === id)], 'zh', true);
const person = (id: string, name: string, values: JsonObject = {}): SyncedDocument =>
  countedRecord('person', { name, sex: 'female', ...values }, { id, occurredOn: '2024-03-01' });

describe('a rough number', () => {
  const visit = (count: number, isEstimate: boolean) =>
    countedRecord('condolence-visit', {
      ...{ whom: '示例院', festival: 'double-ninth', beneficiaryCategory: 'lone-elderly', way: 'goods' },
      beneficiaryCount: { count, isEstimate },
      gifts: [
        { key: 'a', item: '药', valueFen: 98_600, source: 'staff' },
        { key: 'b', item: '米', valueFen: 10_000, source: 'staff' },
      ],
      participants: 6,
    });

  it('reads as rough in its line and in every sum with it, in the ledger and in the book', () => {
    const visits = [visit(51, true), visit(42, false)];
    const ledger = ledgerOf('condolence-visit', visits);
    expect(told(ledger, 'festival', 'count', 'source', 'participants')).toEqual([
      ['重阳节', '51（大概数）', '干部职工捐款', '6'],
      ['重阳节', '42', '干部职工捐款', '6'],
    ]);
    expect([totalOf(ledger, 'count'), totalOf(ledger, 'value')]).toEqual(['约93', '2172']);
    const book = ledgerOf('book-of-activities', visits);
    expect(told(book, 'people')).toEqual([['51（大概数）'], ['42']]);
    expect(totalOf(book, 'people')).toBe('约93');
  });

  it('of gifts is no 0 where nobody knows their worth', () => {
    const gifts = [{ key: 'a', item: '药', valueUnknown: true, source: 'staff' }];
    const ledger = ledgerOf('condolence-visit', [
      countedRecord('condolence-visit', { ...visit(51, true).values, gifts }),
    ]);
    expect([told(ledger, 'value'), totalOf(ledger, 'value')]).toEqual([[['']], '']);
  });

  it('is said in English too; exact ones stay exact', () => {
    expect([cellText({ rough: 51 }, 'en'), cellText({ rough: 1051 }, 'en', true)]).toEqual([
      '51 (estimate)',
      'about 1,051',
    ]);
    expect(totalOf(ledgerOf('condolence-visit', [visit(42, false)]), 'count')).toBe('42');
  });

  it('of what followed makes the sum rough', () => {
    const course = countedRecord('training-course', { name: '示例班', plannedCount: 60 });
    const held = (values: JsonObject) =>
      countedRecord('training-attendance', { state: 'held', ...values }, { aboutId: course.id });
    const ledger = ledgerOf('book-of-trainings', [course], {
      following: [held({ attended: { count: 30, isEstimate: true } }), held({ attended: 26 })],
    });
    expect(told(ledger, 'attended')).toEqual([['56（大概数）']]);
  });
});

describe('培训花名册与签到', () => {
  const course = countedRecord('training-course', { name: '示例班' }, { occurredOn: '2025-11-01' });
  const attendance = (attendees: readonly JsonObject[], envelope: Partial<SyncedDocument> = {}) =>
    countedRecord(
      'training-attendance',
      { state: 'held', attended: 56, attendees },
      { aboutId: course.id, ...envelope },
    );
  const people = [
    person('p-new', '陈示红', { phone: '19900001234', roles: ['representative'], residenceUnitId: village }),
    person('p-old', '陈示虹', { mergedInto: 'p-new' }),
  ];
  const attendees = [
    { key: 'a', person: { id: 'p-old', name: '陈示虹' }, days: 3, assessment: 'passed', certificate: '示1' },
    { key: 'b', person: { name: '杨示霞' }, days: 2.5 },
  ];
  const columns = ['number', 'person', 'sex', 'roles', 'village', 'phone', 'course', 'days', 'signature'];

  it('has a line for each who attended, with what the registry knows of her, masked, and room to sign', () => {
    const ledger = ledgerOf('training-roster', [attendance(attendees)], { preceding: [course], people });
    expect(told(ledger, ...columns)).toEqual([
      ['1', '陈示红', '女', '妇女代表', '花果村', '199****1234', '示例班', '3', ''],
      ['2', '杨示霞', '', '', '', '', '示例班', '2.5', ''],
    ]);
    expect(totalOf(ledger, 'days')).toBe('5.5');
    expect(new Set(ledger.lines.map(({ key }) => key)).size).toBe(2);
    expect(new Set(ledger.lines.map(({ id }) => id)).size).toBe(1);
  });

  it('says what has no names instead of leaving it out; what was voided or cancelled is not meant', () => {
    const ledger = ledgerOf('training-roster', [
      attendance([]),
      attendance(attendees, { reviewState: 'void' }),
      countedRecord('training-attendance', { state: 'cancelled' }),
    ]);
    expect([ledger.lines, ledger.notes]).toEqual([[], ['另有1条“培训办理”没有填“参训花名册”，不在表内。']]);
  });

  it('is narrowed by words to the rows that hold them', () => {
    const ledger = ledgerOf('training-roster', [attendance(attendees)], {
      people,
      asked: { text: '杨示霞' },
    });
    expect(told(ledger, 'number', 'person')).toEqual([['1', '杨示霞']]);
  });
});

describe('督导整改台账', () => {
  const issue = countedRecord(
    'supervision-issue',
    {
      ...{ issue: '制度未上墙', unit: township, severity: 'general', responsible: '张示芳' },
      ...{ dueOn: '2026-12-10', category: 'regulation' },
    },
    { orgUnitId: county },
  );
  const step = (occurredOn: string, values: JsonObject, envelope: Partial<SyncedDocument> = {}) =>
    countedRecord('rectification', values, { aboutId: issue.id, occurredOn, ...envelope });
  const columns = ['unit', 'done', 'closedOn', 'isInTime', 'checkedBy', 'standing', 'supervisor'];

  it('says what was done last, and when and by whom it was closed out', () => {
    const following = [
      step('2026-11-20', { state: 'closed', done: '已核实', isInTime: true, checkedBy: '李示清' }),
      step('2026-11-10', { state: 'rectified', done: '已补齐' }),
      step('2026-11-25', { state: 'under-way', done: '作废的' }, { reviewState: 'void' }),
    ];
    expect(told(ledgerOf('supervision-issue', [issue], { following }), ...columns)).toEqual([
      ['花果街道', '已核实', '2026年11月20日', '是', '李示清', '已销号', '张湾区'],
    ]);
    expect(told(ledgerOf('supervision-issue', [issue]), ...columns)).toEqual([
      ['花果街道', '', '', '', '', '待整改', '张湾区'],
    ]);
  });

  it('is also that of the unit where the problem was found, and of no other', () => {
    const of = (unitId: string) => ledgerOf('supervision-issue', [issue], { asked: { unitId } }).lines.length;
    expect([of(county), of(township), of(other)]).toEqual([1, 1, 0]);
  });
});

describe('公开承诺台账', () => {
  it('has a line for each promise, with progress, verdict and satisfaction', () => {
    const items = ['开办技能班', '修缮活动室'].map((content, index) => ({
      ...{ key: `i${index}`, content, dueOn: '2026-12-31', beneficiaries: 30 },
    }));
    const commitment = countedRecord('public-commitment', {
      ...{ promiser: 'org', category: 'practical', items, publishedBy: ['board'], measures: '示例措施' },
    });
    const about = { aboutId: commitment.id };
    const following = [
      countedRecord('commitment-progress', { progress: 'done', done: '两期结业' }, about),
      countedRecord(
        'commitment-evaluation',
        { verdict: 'kept', itemsDue: 2, itemsKept: 2, by: ['people'], validVotes: 40, satisfiedVotes: 38 },
        { ...about, occurredOn: '2026-12-01' },
      ),
    ];
    const ledger = ledgerOf('public-commitment', [commitment], { following });
    const columns = ['content', 'measures', 'progress', 'done', 'verdict', 'satisfaction', 'standing'];
    expect(told(ledger, ...columns)).toEqual([
      ['开办技能班', '示例措施', '已完成', '两期结业', '兑现', '95%', '已评诺'],
      ['修缮活动室', '示例措施', '已完成', '两期结业', '兑现', '95%', '已评诺'],
    ]);
    expect(totalOf(ledger, 'beneficiaries')).toBe('60');
  });
});

describe('结对帮扶台账', () => {
  const pair = countedRecord('pair-support', { person: { name: '刘示童' }, category: 'left-behind-child' });
  const about = (occurredOn: string) => ({ aboutId: pair.id, occurredOn });
  const visits = [
    countedRecord('pair-visit', { content: '看望', goods: '书包', moneyFen: 20_000 }, about('2026-03-01')),
    countedRecord('pair-visit', { content: '看望', goods: '文具', situation: 'better' }, about('2026-05-01')),
  ];
  const end = countedRecord('pair-end', { reason: 'of-age' }, about('2026-11-01'));
  const columns = ['visits', 'lastVisit', 'goods', 'money', 'standing', 'endedOn', 'endReason'];

  it('counts the visits and what they brought; how it stands is not why it ended', () => {
    const ledger = ledgerOf('pair-support', [pair], { following: [...visits, end] });
    expect(told(ledger, ...columns)).toEqual([
      ['2', '2026年5月1日', '书包；文具', '200', '已解除', '2026年11月1日', '儿童已成年'],
    ]);
    expect([totalOf(ledger, 'visits'), totalOf(ledger, 'money')]).toEqual(['2', '200']);
  });

  it('stands as of the last day that is asked about', () => {
    const asked = { until: '2026-04-30' };
    const early = { ...pair, occurredOn: '2026-01-05' };
    const ledger = ledgerOf('pair-support', [early], { following: [...visits, end], asked });
    expect(told(ledger, 'visits', 'standing', 'endReason')).toEqual([['1', '帮扶中', '']]);
  });
});

describe('两委女性情况表', () => {
  const seat = (unit: string, values: JsonObject, envelope: Partial<SyncedDocument> = {}) =>
    countedRecord(
      'committee-seat',
      { village: unit, placeKind: 'village', sex: 'female', posts: ['committee-member'], ...values },
      { orgUnitId: township, ...envelope },
    );
  const people = [person('p-new', '王示兰'), person('p-old', '王示岚', { mergedInto: 'p-new' })];
  const seats = [
    seat(other, { person: { name: '赵示强' }, sex: 'male', posts: ['party-secretary', 'director'] }),
    seat(village, { person: { id: 'p-new', name: '王示兰' }, posts: ['director'], isChair: true }),
    seat(village, { person: { id: 'p-old', name: '王示岚' } }, { occurredOn: '2026-01-01' }),
    seat(village, { person: { name: '孙示刚' }, sex: 'male', posts: ['party-secretary'] }),
    seat(village, { person: { name: '周示退' } }, { reviewState: 'returned' }),
    seat(village, { person: { name: '周示废' } }, { reviewState: 'void' }),
  ];
  const columns = ['unit', 'members', 'women', 'womenShare', 'headWomen', 'chairs'];

  it('has a line for each village in the order of the code, each person once, and adds up', () => {
    const ledger = ledgerOf('women-in-committees', seats, { people });
    expect(told(ledger, ...columns)).toEqual([
      ['花果村', '2', '1', '50%', '1', '1'],
      ['蔡家村', '1', '0', '0%', '0', '0'],
    ]);
    expect(columns.map((id) => totalOf(ledger, id))).toEqual(['', '3', '1', '33.3%', '1', '1']);
    expect(ledger.notes).toEqual(['已登记2个村（社区），共2个；其中“两委”有女性的1个，占已登记的50%。']);
    expect(ledger.lines.map(({ id, collection }) => [id, collection])).toEqual([
      [village, 'orgUnits'],
      [other, 'orgUnits'],
    ]);
  });

  it('leaves out who has left her post by then', () => {
    const left = (id: string, occurredOn: string) =>
      countedRecord('status-change', { state: 'ended', change: '卸任' }, { aboutId: id, occurredOn });
    const following = [left(seats[1]?.id ?? '', '2026-11-01'), left(seats[3]?.id ?? '', '2027-03-01')];
    const ledger = ledgerOf('women-in-committees', seats.slice(0, 4).toSpliced(2, 1), { following, people });
    expect(told(ledger, 'unit', 'members', 'women')).toEqual([
      ['花果村', '1', '0'],
      ['蔡家村', '1', '0'],
    ]);
  });

  it('is asked for of the village, whoever wrote the seats down, and narrowed by words', () => {
    const ofVillage = ledgerOf('women-in-committees', seats, { people, asked: { unitId: village } });
    expect(told(ofVillage, 'unit')).toEqual([['花果村']]);
    const narrowed = ledgerOf('women-in-committees', seats, { people, asked: { text: '蔡家' } });
    expect(told(narrowed, 'number', 'unit')).toEqual([['1', '蔡家村']]);
  });
});

describe('who is responsible', () => {
  it('is who the record names, else who wrote it down', () => {
    const meeting = { meetingKind: 'work', agenda: '示例', expected: 9, attended: 8 };
    const documents = [
      countedRecord('meeting', { ...meeting, chair: '李示清' }, { occurredOn: '2026-05-01' }),
      countedRecord('meeting', meeting, { occurredOn: '2026-06-01', createdBy: 'account-1' }),
      countedRecord('meeting', meeting, { occurredOn: '2026-07-01', createdBy: 'somebody' }),
    ];
    expect(told(ledgerOf('book-of-activities', documents), 'responsible')).toEqual([
      ['李示清'],
      ['王示兰（记录人）'],
      [''],
    ]);
  });
});

describe('the catalogue', () => {
  const { named, books, ofTypes } = ledgersOf(recordTypes);
  const all = [...named, ...books, ...ofTypes];

  it('has the names that superiors use, and each kind of record once', () => {
    const names = named.map(({ label }) => label.zh);
    expect(names).toEqual(
      expect.arrayContaining([
        ...['公开承诺台账', '督导整改台账', '培训花名册与签到', '志愿服务台账', '慰问台账', '结对帮扶台账'],
        ...['妇联组织花名册', '执委花名册（妇联组织成员）', '两委女性情况表', '五好评定表', '五带头评定表'],
        '两纲指标表',
      ]),
    );
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
    for (const { id } of recordTypes.all) expect(all.some((plan) => plan.id === id)).toBe(true);
  });

  it('names no column twice, so that each can be chosen', () => {
    for (const { id, columns } of all)
      expect([id, new Set(columns.map((column) => column.id)).size]).toEqual([id, columns.length]);
  });

  it('offers a level what it records or reads', () => {
    const isOffered = (id: string, level: 'village' | 'city') =>
      all.some((plan) => plan.id === id && concernsLevel(plan, level));
    expect([isOffered('supervision-issue', 'village'), isOffered('women-in-committees', 'village')]).toEqual([
      true,
      false,
    ]);
    expect([isOffered('person', 'city'), isOffered('home-visit', 'city')]).toEqual([false, true]);
  });
});
