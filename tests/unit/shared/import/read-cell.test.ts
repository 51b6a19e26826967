// Cells as people type them, one field kind after the other: taken, nothing, or asked with a proposal.
import { describe, expect, it } from 'vitest';
import type { LeafField } from '../../../../shared/forms/field-types.ts';
import { readCell } from '../../../../shared/import/read-cell.ts';
import type { GridCell } from '../../../../shared/import/workbook-grid.ts';
import { surroundings } from '../../../support/import/read-tables.ts';

const label = { zh: '名称', en: 'Name' };
const people = [
  { id: 'p1', name: '王示兰' },
  { id: 'p2', name: '陈示英' },
  { id: 'p3', name: '陈示英' },
];
const context = { ...surroundings(people), year: 2025, period: undefined, isTenThousands: false };

/** The value, `-` for nothing, `code → proposal` for a doubt. */
function readAs(field: LeafField, text: string, kind: GridCell['kind'] = 'text', more = {}): unknown {
  const reading = readCell({ kind, text }, field, { ...context, ...more });
  if (reading.kind === 'empty') return '-';
  if (reading.kind === 'value') return reading.value;
  return [reading.doubt, reading.proposal];
}

describe('days', () => {
  const field: LeafField = { id: 'day', kind: 'date', label };
  it.each([
    ['1990.1.5', '1990-01-05'],
    ['19900105', '1990-01-05'],
    ['2026年3月8日', '2026-03-08'],
    ['２０２６－０３－０８', '2026-03-08'],
    ['2026-03-08 09:30', '2026-03-08'],
    ['/', '-'],
    ['3月12日', ['yearMissing', '2025-03-12']],
    ['3.12', ['yearMissing', '2025-03-12']],
    ['26.3.5', ['yearMissing', '2026-03-05']],
    ['2026年3月', ['dayMissing', '2026-03-01']],
    ['10月中旬', ['dayMissing', '2025-10-15']],
    ['2026年5月上旬', ['dayMissing', '2026-05-05']],
    ['2026.3.5-3.7', ['dayRange', '2026-03-05']],
    ['2026.2.30', ['notDate', undefined]],
    ['待定', ['notDate', undefined]],
  ])('%s', (text, expected) => {
    expect(readAs(field, text)).toEqual(expected);
  });
  it('a number may be a whole date, a serial, or a month that lost its zero', () => {
    expect(readAs(field, '20260415', 'number')).toBe('2026-04-15');
    expect(readAs(field, '46143', 'number')).toEqual(['serialDay', '2026-05-01']);
    expect(readAs(field, '2026.1', 'number')).toEqual(['dayMissing', undefined]);
    expect(readAs(field, '2026.03', 'number')).toEqual(['dayMissing', '2026-03-01']);
    expect(readAs(field, '2026-05-01', 'day')).toBe('2026-05-01');
  });
  it('a day outside of the period that the sheet names is asked about', () => {
    const period = { from: '2026-01-01', until: '2026-06-30' };
    const day: LeafField = { ...field, id: 'occurredOn' };
    expect(readAs(day, '2026.10.18', 'text', { period })).toEqual(['outsidePeriod', '2026-10-18']);
    expect(readAs(day, '2026.3.5', 'text', { period })).toBe('2026-03-05');
  });
});

describe('counts, numbers and money', () => {
  const count: LeafField = { id: 'n', kind: 'estimate', label, unit: { zh: '名', en: 'people' } };
  const hours: LeafField = { id: 'h', kind: 'decimal', label, unit: { zh: '小时', en: 'hours' } };
  const money: LeafField = { id: 'm', kind: 'money', label };
  it.each([
    ['51', { count: 51, isEstimate: false }],
    ['１８人', { count: 18, isEstimate: false }],
    ['1,200', { count: 1200, isEstimate: false }],
    ['51余', ['rough', { count: 51, isEstimate: true }]],
    ['50余名', ['rough', { count: 50, isEstimate: true }]],
    ['约30', ['rough', { count: 30, isEstimate: true }]],
    ['三十左右', ['rough', { count: 30, isEstimate: true }]],
    ['6户', ['otherCounter', { count: 6, isEstimate: false }]],
    ['一百零五', ['otherCounter', { count: 105, isEstimate: false }]],
    ['若干', ['notNumber', undefined]],
    ['无', '-'],
  ])('count %s', (text, expected) => {
    expect(readAs(count, text)).toEqual(expected);
  });
  it.each([
    ['2', 2],
    ['2.5小时', 2.5],
    ['半天', ['otherCounter', 4]],
    ['', '-'],
  ])('hours %s', (text, expected) => {
    expect(readAs(hours, text)).toEqual(expected);
  });
  it.each([
    ['986', 98_600],
    ['￥1,200.50', 120_050],
    ['1200元', 120_000],
    ['0.2万元', ['tenThousands', 200_000]],
    ['近千元', ['roughMoney', 100_000]],
    ['约500元', ['roughMoney', 50_000]],
    ['一批', ['notNumber', undefined]],
    ['/', '-'],
  ])('money %s', (text, expected) => {
    expect(readAs(money, text)).toEqual(expected);
  });
  it('a head that says 万元 is believed', () => {
    expect(readAs(money, '0.2', 'number', { isTenThousands: true })).toBe(200_000);
  });
});

describe('identity numbers and telephones', () => {
  const number: LeafField = { id: 'i', kind: 'identityNumber', label };
  const phone: LeafField = { id: 'p', kind: 'phone', label };
  it.each([
    ['420399197503080021', '420399197503080021'],
    ["'42039919750308038x", '42039919750308038X'],
    ['４２０３９９１９７５０３０８００２１', '420399197503080021'],
    ['420399750308002', ['oldIdentity', '420399197503080021']],
    ['420399751308002', ['wrongIdentity', undefined]],
    ['420399197503080022', ['wrongIdentity', undefined]],
    ['42039919750308', ['wrongIdentity', undefined]],
    ['4.20399E+17', ['lostDigits', undefined]],
    ['', '-'],
  ])('%s', (text, expected) => {
    expect(readAs(number, text)).toEqual(expected);
  });
  it('eighteen digits in a number have lost their last three, even when they look whole', () => {
    expect(readAs(number, '420399197503080000', 'number')).toEqual(['lostDigits', undefined]);
    expect(readAs(number, '4.203991975030800E+17', 'number')).toEqual(['lostDigits', undefined]);
    expect(readAs(number, '420399750308002', 'number')).toEqual(['oldIdentity', '420399197503080021']);
  });
  it.each([
    ['19900001234', '19900001234'],
    ['+86 199 0000 1234', '19900001234'],
    ['0719-8888888', '0719-8888888'],
    ['1990000-1234', ['oddPhone', '19900001234']],
    ['1990000123', ['notPhone', undefined]],
  ])('telephone %s', (text, expected) => {
    expect(readAs(phone, text)).toEqual(expected);
  });
});

describe('options, units and people by name', () => {
  const options = [
    { id: 'party', label: { zh: '党员', en: 'Party member' } },
    { id: 'league', label: { zh: '团员', en: 'League member' } },
    { id: 'masses', label: { zh: '群众', en: 'Masses' } },
  ];
  const choice: LeafField = { id: 'c', kind: 'choice', label, options };
  const choices: LeafField = { id: 'c', kind: 'choices', label, options };
  const unit: LeafField = { id: 'u', kind: 'orgUnit', label };
  const person: LeafField = { id: 'w', kind: 'person', label };
  it.each<[LeafField, string, unknown]>([
    [choice, '党员', 'party'],
    [choice, '中共党员', ['nearChoice', 'party']],
    [choice, '民主党派', ['notChoice', undefined]],
    [choices, '群众、团员', ['league', 'masses']],
    [choices, '群众、其他', ['notChoice', undefined]],
    [unit, '花果村', '420303001202'],
    [unit, '花果村村委会', '420303001202'],
    [unit, '花果街道妇联', '420303001'],
    [unit, '蔡家村执委', ['unitWithMore', '420303001203']],
    [unit, '没有的村', ['unknownUnit', undefined]],
    [person, '王示兰', { id: 'p1', name: '王示兰' }],
    [person, '陈示英', ['severalPeople', undefined]],
    [person, '李示清', ['unknownPerson', undefined]],
    [{ ...person, allowTyped: true }, '李 示 清', { name: '李示清' }],
    [{ id: 'b', kind: 'boolean', label }, '√', true],
    [{ id: 'b', kind: 'boolean', label }, '不详', ['notChoice', undefined]],
  ])('%j %s', (field, text, expected) => {
    expect(readAs(field, text)).toEqual(expected);
  });
});

describe('any kind', () => {
  const text: LeafField = { id: 't', kind: 'text', label, maxLength: 10 };
  it('asks about formulas without a result, errors, and texts that are too long', () => {
    expect(readAs(text, '', 'noValue')).toEqual(['noValue', undefined]);
    expect(readAs(text, '#REF!', 'error')).toEqual(['cellError', undefined]);
    expect(readAs(text, '一二三四五六七八九十百')).toEqual(['tooLong', undefined]);
    expect(readAs(text, '王  兰')).toBe('王兰');
  });
});
