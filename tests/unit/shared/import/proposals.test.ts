// What a row's own words propose, where columns go by their heads alone, and people found by the number beside the name.
import { describe, expect, it } from 'vitest';
import { giftHead, itemOfHead } from '../../../../shared/import/gift-columns.ts';
import type { Answer } from '../../../../shared/import/import-question.ts';
import { optionByWords } from '../../../../shared/import/option-words.ts';
import { placeInWords } from '../../../../shared/import/place-words.ts';
import { readCell } from '../../../../shared/import/read-cell.ts';
import { person } from '../../../../shared/people/person.ts';
import { condolenceVisit } from '../../../../shared/record-types/condolence-visit.ts';
import type { LeafField } from '../../../../shared/forms/field-types.ts';
import { trainingCourse } from '../../../../shared/record-types/training-course.ts';
import { volunteerActivity } from '../../../../shared/record-types/volunteer-activity.ts';
import {
  fixture,
  gridOf,
  mappedHeads,
  plansFor,
  rowsOf,
  surroundings,
} from '../../../support/import/read-tables.ts';
import { workbookFile } from '../../../support/import/workbook-file.ts';

describe('words of a row', () => {
  it.each([
    ['打扫敬老院', '敬老院'],
    ['到花果敬老院慰问', '花果敬老院'],
    ['走进第二小学开展普法', '第二小学'],
    ['环境整治', undefined],
    ['在妇女之家上课', '妇女之家'],
  ])('%s names the place %s', (text, place) => {
    expect(placeInWords(text)).toBe(place);
  });

  const choiceOf = (definition: typeof condolenceVisit | typeof volunteerActivity, id: string) => {
    const field = definition.fields.find((each) => each.id === id);
    if (field?.kind !== 'choice') throw new Error(`${id} is no choice`);
    return field;
  };
  it.each([
    ['福利院老人', 'lone-elderly'],
    ['“两癌”患病妇女', 'women'],
    ['老人和孩子', undefined],
    ['过路人', undefined],
  ])('%s are %s', (text, option) => {
    expect(optionByWords(choiceOf(condolenceVisit, 'beneficiaryCategory'), text)).toBe(option);
  });

  it.each([
    ['慰问金', 'cash', '慰问金'],
    ['慰问品折价（元）', 'worth', '慰问品'],
    ['金额', undefined, '金额'],
  ])('a column %s is %s, its gift is called %s', (head, kind, item) => {
    expect([giftHead(head), itemOfHead(head)]).toEqual([kind, item]);
  });
});

describe('columns', () => {
  it('of names are never the title of a course; English words count for English heads only', () => {
    const [plan] = plansFor(fixture('training-roster.xlsx'), trainingCourse);
    expect(plan === undefined ? {} : mappedHeads(plan)['姓名']).toBeUndefined();
  });

  it('of beneficiaries and remarks find their fields', () => {
    const [plan] = plansFor(fixture('volunteer-ledger.xlsx'), volunteerActivity);
    expect(plan === undefined ? {} : mappedHeads(plan)).toMatchObject({
      服务对象·类别: 'servedCategories',
      备注: 'note',
    });
  });

  it('of money under “goods” are asked what the gift is called, never called as the column without a word', () => {
    const file = workbookFile([
      {
        name: '慰问',
        rows: [
          ['单位', '慰问时间', '慰问对象', '人数', '慰问方式', '慰问金', '经费来源'],
          ['花果村', '2026-11-01', '困难家庭', 8, '送物品', 1200, '单位'],
        ],
      },
    ]);
    const [row] = rowsOf(plansFor(gridOf(file), condolenceVisit));
    const question = row?.questions.find(({ targetId }) => targetId === 'gifts.item');
    expect(question?.words.zh).toBe('“慰问金”这一列没有写是什么，“品名”记“慰问金”？');
    expect(row?.entry.values['gifts']).toEqual([{ key: 'row-1', valueFen: 120_000, source: 'unit' }]);
  });
});

describe('money and goods written as roughly', () => {
  it('are two questions: what money it was is known, what goods are worth need not be', () => {
    const file = workbookFile([
      {
        name: '慰问',
        rows: [
          ['单位', '慰问时间', '慰问对象', '人数', '慰问金', '慰问品折价'],
          ['花果村', '2026-11-01', '困难家庭', 8, '近千元', '近千元'],
        ],
      },
    ]);
    const asked = rowsOf(plansFor(gridOf(file), condolenceVisit)).flatMap(({ questions }) =>
      questions.filter(({ doubt }) => doubt === 'roughMoney'),
    );
    expect(new Set(asked.map(({ likeKey }) => likeKey)).size).toBe(2);
    expect(asked.map(({ offers }) => offers?.map(({ value }) => value))).toEqual([
      [100_000],
      [null, 100_000],
    ]);
  });
});

describe('a unit with a post behind it', () => {
  const plans = plansFor(fixture('training-roster.xlsx'), person);
  const asked = rowsOf(plans).flatMap(({ questions }) =>
    questions.filter(({ targetId }) => targetId === 'residenceUnitId'),
  );

  it('is asked about once for each post', () => {
    expect([...new Set(asked.map(({ words }) => words.zh))]).toEqual([
      '单位后面写着“执委”：“居住村（社区）”记前面的单位，身份记“执委”？',
      '单位后面写着“妇联副主席”：“居住村（社区）”记前面的单位，身份记“副主席”？',
      '单位后面写着“妇联主席”：“居住村（社区）”记前面的单位，身份记“主席”？',
    ]);
  });

  it('one answer gives each row its own unit, and the role with it', () => {
    const answers = new Map(asked.map(({ likeKey }): [string, Answer] => [likeKey, { kind: 'proposed' }]));
    const rows = rowsOf(plans, answers);
    const of = (number: number) => rows.find(({ row }) => row === number)?.entry.values;
    expect(of(3)).toMatchObject({ residenceUnitId: '420303001203', roles: ['executive'] });
    expect(of(4)).toMatchObject({ residenceUnitId: '420303001202', roles: ['vice-chair'] });
  });

  it('a post that is no role goes to the note', () => {
    const file = workbookFile([
      {
        name: '名单',
        rows: [
          ['姓名', '性别', '单位及职务'],
          ['王示兰', '女', '花果村妇联常委'],
        ],
      },
    ]);
    const made = plansFor(gridOf(file), person);
    const [question] = rowsOf(made).flatMap(({ questions }) => questions);
    const answers = new Map<string, Answer>([[question?.likeKey ?? '', { kind: 'proposed' }]]);
    expect(rowsOf(made, answers)[0]?.entry.values['note']).toBe('单位及职务：妇联常委');
  });
});

describe('a person with a number beside the name', () => {
  const field: LeafField = {
    ...{ id: 'w', kind: 'person', allowTyped: true, label: { zh: '姓名', en: 'Name' } },
  };
  const people = [
    { id: 'p1', name: '王示兰', idNo: '420399197503080021' },
    { id: 'p2', name: '陈示英' },
  ];
  const read = (text: string, rowNumber: string) => {
    const context = { ...surroundings(people), year: 2026, period: undefined, isTenThousands: false };
    const reading = readCell({ kind: 'text', text }, field, { ...context, rowNumber });
    if (reading.kind === 'empty') return undefined;
    return reading.kind === 'value' ? reading.value : [reading.doubt, reading.proposal];
  };

  it('is who has the number; another name under it is asked about', () => {
    expect(read('王示兰', '420399197503080021')).toEqual({ id: 'p1', name: '王示兰' });
    expect(read('王示岚', '420399197503080021')).toEqual(['otherName', { id: 'p1', name: '王示兰' }]);
  });

  it('is nobody of the same name with another number', () => {
    expect(read('王示兰', '42039919780913482X')).toEqual({ name: '王示兰' });
  });

  it('is asked about when the numbers do not tell', () => {
    expect(read('陈示英', '42039919780913482X')).toEqual(['samePerson', { id: 'p2', name: '陈示英' }]);
    expect(read('王示兰', '')).toEqual(['samePerson', { id: 'p1', name: '王示兰' }]);
  });
});
