// The three workbooks that people sent: what is an entry, where columns go, and that each doubtful cell is asked about.
import { describe, expect, it } from 'vitest';
import { checkTotals } from '../../../../shared/import/check-totals.ts';
import { findDuplicates } from '../../../../shared/import/find-duplicates.ts';
import type { Answer } from '../../../../shared/import/import-question.ts';
import type { JsonValue } from '../../../../shared/records/json-value.ts';
import { person } from '../../../../shared/people/person.ts';
import { condolenceVisit } from '../../../../shared/record-types/condolence-visit.ts';
import { volunteerActivity } from '../../../../shared/record-types/volunteer-activity.ts';
import {
  doubtfulCells,
  fixture,
  leftNumbers,
  mappedHeads,
  plansFor,
  rowsOf,
} from '../../../support/import/read-tables.ts';

/** Takes every proposal, and for the rest what `others` says of a field. */
function settled(plans: ReturnType<typeof plansFor>, others: Readonly<Record<string, JsonValue>>) {
  const answers = new Map<string, Answer>();
  for (let round = 0; round < 8; round += 1) {
    const rows = rowsOf(plans, answers);
    for (const { likeKey, targetId, proposal, doubt } of rows.flatMap(({ questions }) => questions)) {
      const own = others[`${targetId} ${doubt}`] ?? others[targetId];
      const isProposed = own === undefined && proposal !== undefined;
      if (isProposed) answers.set(likeKey, { kind: 'proposed' });
      else if (own === undefined || own === 'empty') answers.set(likeKey, { kind: 'empty' });
      else answers.set(likeKey, { kind: 'value', value: own });
    }
  }
  return rowsOf(plans, answers);
}

describe('volunteer-ledger.xlsx: merged heads, sub-totals, six villages in merged cells', () => {
  const [plan] = plansFor(fixture('volunteer-ledger.xlsx'), volunteerActivity);

  it('finds 24 entries under a head of two rows; sums and words at the foot are left out', () => {
    expect(plan?.table.rows.map(({ number }) => number)).toEqual([
      ...[5, 6, 7, 8, 10, 11, 12, 13, 15, 16, 17, 18],
      ...[20, 21, 22, 23, 25, 26, 27, 28, 30, 31, 32, 33],
    ]);
    expect(plan === undefined ? [] : leftNumbers(plan.table)).toEqual([
      ...['9 total', '14 total', '19 total', '24 total', '29 total', '34 total', '35 total', '36 footer'],
    ]);
  });

  it('sends columns to their fields, and leaves out what has none', () => {
    expect(plan === undefined ? {} : mappedHeads(plan)).toEqual({
      '村（社区）': 'hostUnitId',
      活动时间: 'occurredOn',
      活动名称: 'topic',
      参加志愿者·人数: 'volunteers',
      '人均时长（小时）': 'hoursEach',
      服务对象·人次: 'peopleServed',
    });
  });

  it('asks about each doubtful cell, and about what the table does not say', () => {
    const rows = rowsOf(plan === undefined ? [] : [plan]);
    expect(doubtfulCells(rows)).toEqual([
      'C11 10月中旬 dayMissing',
      ...['C12', 'C16', 'C23', 'C25', 'C26', 'C33'].map((cell) => `${cell} 3月12日 yearMissing`),
    ]);
    const missing = rows.flatMap(({ questions }) => questions).filter(({ doubt }) => doubt === 'missing');
    expect(new Set(missing.map(({ targetId }) => targetId))).toEqual(new Set(['activityKind', 'place']));
    const kinds = missing.filter(({ targetId }) => targetId === 'activityKind');
    const proposals = new Map(kinds.map(({ written, proposal }) => [written, proposal]));
    expect([proposals.get('环境整治'), proposals.get('爱心助学'), proposals.get('打扫敬老院')]).toEqual([
      ...['environment', 'schooling', 'elder_orphan'],
    ]);
    const places = missing.filter(({ targetId }) => targetId === 'place');
    expect(new Set(places.map(({ likeKey }) => likeKey))).toEqual(
      new Set(['place|missing|打扫敬老院', 'place|missing|村（社区）']),
    );
    expect(places.slice(0, 2).map(({ proposal }) => proposal)).toEqual(['敬老院', '六四社区']);
  });

  it('says that the stated totals are not the sums of the rows', () => {
    expect((plan === undefined ? [] : checkTotals(plan.table)).map(({ zh }) => zh)).toEqual([
      '“志愿服务台账”第35行E列（参加志愿者·人数）写的是323，各行相加是309',
      '“志愿服务台账”第35行I列（服务对象·人次）写的是1071，各行相加是1096',
    ]);
  });

  it('makes whole records of the villages in the merged cells once it is answered', () => {
    const rows = settled(plan === undefined ? [] : [plan], { activityKind: 'elder_orphan', place: '敬老院' });
    expect(rows.flatMap(({ questions, errors }) => [...questions, ...errors])).toEqual([]);
    expect(new Set(rows.map(({ entry }) => entry.hostUnitId)).size).toBe(6);
    expect(rows[5]?.entry).toMatchObject({
      occurredOn: '2026-10-15',
      values: {
        topic: '打扫敬老院',
        volunteers: 5,
        hoursEach: 2,
        peopleServed: { count: 58, isEstimate: false },
      },
    });
  });
});

describe('training-roster.xlsx: identity numbers in every state', () => {
  const plans = plansFor(fixture('training-roster.xlsx'), person);
  const rows = rowsOf(plans);

  it('takes the sheet with a table, passes over the one with a remark, and the empty row', () => {
    expect(plans.map(({ table }) => [table.sheet, table.rows.length])).toEqual([['Sheet1', 43]]);
    expect(plans.map(mappedHeads)[0]).toMatchObject({
      姓名: 'name',
      性别: 'sex',
      身份证号码: 'idNo',
      联系电话: 'phone',
    });
  });

  it('asks about lost digits, an old number, a wrong check digit and an odd telephone; never guesses', () => {
    const about = ['idNo', 'phone', 'name', 'sex'];
    const asked = rows
      .flatMap(({ questions }) => questions)
      .filter(({ targetId }) => about.includes(targetId))
      .map(({ column, row, subject, doubt, proposal }) => [`${column}${row} ${subject}`, doubt, proposal]);
    expect(asked).toEqual([
      ['D7 单示兰', 'lostDigits', undefined],
      ['G14 陈示兰', 'oddPhone', '19900000012'],
      ['D17 单示兰', 'oldIdentity', '420399197601132585'],
      ['D22 王示兰', 'wrongIdentity', undefined],
    ]);
  });

  it('reads quoted, full-width and spaced cells as what they are', () => {
    const valueIn = (row: number, field: string) =>
      rows.find((each) => each.row === row)?.entry.values[field];
    expect([valueIn(12, 'idNo'), valueIn(28, 'idNo'), valueIn(37, 'name'), valueIn(33, 'idNo')]).toEqual([
      ...['42039919780913482X', '42039919890913002X', '王示兰', undefined],
    ]);
  });

  it('shows the last row as the same person as row 8', () => {
    const doubles = findDuplicates(person, rows, new Map([['id|420399199009175462', 'held-1']]));
    expect([...doubles].map(([id, double]) => [id, double.of === 'file' ? double.row : double.id])).toEqual([
      ['Sheet1:3', 'held-1'],
      ['Sheet1:46', 8],
    ]);
  });
});

describe('condolence-summary.xlsx: two half-years, rough counts and amounts', () => {
  const plans = plansFor(fixture('condolence-summary.xlsx'), condolenceVisit);

  it('maps both amounts to gifts and the source to all of them', () => {
    expect(plans.map(({ table }) => [table.sheet, table.rows.length])).toEqual([
      ['上半年', 15],
      ['下半年', 15],
    ]);
    expect(plans[0] === undefined ? {} : mappedHeads(plans[0])).toEqual({
      单位: 'hostUnitId',
      慰问时间: 'occurredOn',
      慰问对象: 'whom',
      人数: 'beneficiaryCount',
      慰问金: 'gifts.valueFen',
      慰问品折价: 'gifts.valueFen',
      经费来源: 'gifts.source',
    });
  });

  it('asks about every rough count, rough amount, 万元, household, missing year and day outside of the half-year', () => {
    const [first, second] = plans.map((plan) => doubtfulCells(rowsOf([plan])));
    const without = (cells: readonly string[] | undefined): readonly string[] =>
      (cells ?? []).filter((cell) => !cell.includes('财政'));
    expect(without(first)).toEqual([
      ...['E4 约30 rough', 'G4 近千元 roughMoney', 'C5 2026.10.18 outsidePeriod', 'E5 6户 otherCounter'],
      ...['C6 2026.10.18 outsidePeriod', 'G7 近千元 roughMoney', 'E8 51余 rough', 'G8 0.2万元 tenThousands'],
      ...['C10 3月12日 yearMissing', 'E10 6户 otherCounter', 'E12 51余 rough', 'E13 约30 rough'],
      ...['C14 3月12日 yearMissing', 'E14 约30 rough', 'G14 近千元 roughMoney', 'C16 3月12日 yearMissing'],
      'E18 6户 otherCounter',
    ]);
    expect(without(second).filter((cell) => !cell.includes('outsidePeriod'))).toEqual([
      ...['C4 3月12日 yearMissing', 'E4 6户 otherCounter', 'G4 0.2万元 tenThousands', 'E5 6户 otherCounter'],
      ...['G5 0.2万元 tenThousands', 'E9 约30 rough', 'E11 约30 rough', 'C12 3月12日 yearMissing'],
      ...[
        'E12 6户 otherCounter',
        'G12 0.2万元 tenThousands',
        'E13 6户 otherCounter',
        'G14 近千元 roughMoney',
      ],
      ...[
        'C15 3月12日 yearMissing',
        'G15 0.2万元 tenThousands',
        'E16 51余 rough',
        'G16 0.2万元 tenThousands',
      ],
      ...['E17 51余 rough', 'C18 10月中旬 dayMissing', 'E18 约30 rough'],
    ]);
  });

  it('answered, row 8 is 51 people roughly, with 400 yuan and goods of 2,000', () => {
    const rows = settled(plans, {
      beneficiaryCategory: 'lone-elderly',
      way: 'goods',
      festival: 'other',
      'gifts.source': 'unit',
    });
    const row = rows.find((each) => each.id === '上半年:8');
    expect([row?.questions, row?.errors]).toEqual([[], []]);
    expect(row?.entry.values).toMatchObject({
      whom: '张湾区花果中心福利院老人',
      beneficiaryCount: { count: 51, isEstimate: true },
      gifts: [
        { item: '慰问金', valueFen: 40_000, source: 'unit' },
        { item: '慰问品', valueFen: 200_000, source: 'unit' },
      ],
    });
  });

  it('is a handful of questions: what is alike is one, what the row tells is proposed', () => {
    const asked = rowsOf(plans).flatMap(({ questions }) => questions);
    const distinct = new Map(asked.map((question) => [question.likeKey, question]));
    expect([asked.length, distinct.size]).toEqual([142, 21]);
    const withoutProposal = [...distinct.values()].filter(({ proposal }) => proposal === undefined);
    expect(withoutProposal.map(({ targetId, offers }) => [targetId, offers?.length])).toEqual([['way', 2]]);
    const ways = [...distinct.values()].filter(({ targetId }) => targetId === 'way');
    expect(ways.map(({ words, proposal }) => [words.zh, proposal])).toEqual([
      ['只有“慰问品折价”有数，是送物品？', 'goods'],
      ['没有慰问金，也没有慰问品，是只做服务？', 'service'],
      ['“慰问金”、“慰问品折价”都有数。一条记录只有一种慰问方式，按哪一种记？', undefined],
      ['只有“慰问金”有数，是送慰问金？', 'money'],
    ]);
  });

  it('near a festival it is that festival, as in a new record; other days are proposed as ordinary, by date', () => {
    const days = rowsOf(plans).flatMap(({ questions }) =>
      questions.filter(({ targetId }) => targetId === 'festival').map(({ words }) => words.zh),
    );
    expect(new Set(days)).toEqual(
      new Set(['2026-05-01前后没有节日，记“平时”？', '2026-05-08前后没有节日，记“平时”？']),
    );
    const rows = settled(plans, { way: 'goods' });
    const festivalOf = (id: string) => rows.find((row) => row.id === id)?.entry.values['festival'];
    expect(['上半年:9', '上半年:11', '下半年:18', '上半年:15'].map(festivalOf)).toEqual([
      ...['march8', 'june1', 'double-ninth', 'other'],
    ]);
  });

  it('of a rough amount the first answer is that nobody knows, the second the round sum; its words are kept', () => {
    const question = rowsOf(plans)
      .flatMap(({ questions }) => questions)
      .find(({ doubt }) => doubt === 'roughMoney');
    expect([question?.proposal, question?.offers?.map(({ label, value }) => [label.zh, value])]).toEqual([
      null,
      [
        ['折价不详（原文“近千元”记入备注）', null],
        ['按1000元记（原文“近千元”记入备注）', 100_000],
      ],
    ]);
    const noteOf = (rough: JsonValue) =>
      settled(plans, { way: 'goods', 'gifts.valueFen roughMoney': rough }).find(({ id }) => id === '上半年:7')
        ?.entry.values;
    const unknown = { key: 'row-2', item: '慰问品', source: 'unit', valueUnknown: true };
    expect(noteOf('empty')).toMatchObject({ gifts: [unknown], note: '慰问品折价原文“近千元”' });
    const round = { key: 'row-2', item: '慰问品', source: 'unit', valueFen: 100_000 };
    expect(noteOf(100_000)).toMatchObject({ gifts: [round], note: '慰问品折价原文“近千元”' });
  });

  it('given as money, the goods of the row are not counted, and stand in the note', () => {
    const rows = settled(plans, { way: 'money' });
    expect(rows.find(({ id }) => id === '上半年:8')?.entry.values).toMatchObject({
      gifts: [{ valueFen: 40_000, source: 'unit' }],
      note: '人数原文“51余”；另有慰问品折价2000元',
    });
  });

  it('a row that gives nothing is a service; called goods all the same, it is asked about again', () => {
    const asService = settled(plans, { services: ['cleaning'] }).find(({ id }) => id === '上半年:5');
    expect([asService?.entry.values['way'], asService?.questions, asService?.errors]).toEqual([
      ...['service', [], []],
    ]);
    const answers = new Map<string, Answer>([
      ['way|missing|nothing|', { kind: 'value', value: 'goods' }],
      ['gifts.source|notChoice|财政', { kind: 'proposed' }],
    ]);
    const again = rowsOf(plans, answers);
    const question = again
      .find(({ id }) => id === '上半年:9')
      ?.questions.find(({ doubt }) => doubt === 'refused');
    expect([question?.words.zh, question?.proposal]).toEqual([
      ...['请填写“慰问品（金）”；这一行没有，要改“慰问方式”吗？', 'service'],
    ]);
  });
});
