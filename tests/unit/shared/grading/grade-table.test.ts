// 对标定位: what grades come to, what is said of each organisation, and that nothing is counted without its document.
import { describe, expect, it } from 'vitest';
import { countGrades, sharePercent } from '../../../../shared/grading/count-grades.ts';
import { createGradeTable } from '../../../../shared/grading/grade-table.ts';
import { grades } from '../../../../shared/grading/grades.ts';
import { readGrade } from '../../../../shared/grading/read-grade.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { countedRecord } from '../../../support/counted-records.ts';
import { allGoods, graded } from '../../../support/grades.ts';
import { reportTree } from '../../../support/reports/report-of.ts';

const [street, village, neighbour] = ['420303001', '420303001202', '420303001203'];
const tableOf = (records: readonly SyncedDocument[], unitId = street, year = 2026) => {
  const table = createGradeTable({ unitId, year }, reportTree);
  for (const record of records) table.add(record);
  return table.read();
};
const rowOf = (records: readonly SyncedDocument[], unitId = village) =>
  tableOf(records).rows.find((row) => row.unitId === unitId);

describe('shares of the grades', () => {
  it('are those of 津市: 306, 175, 41 and 6 of 528', () => {
    const counts = { good: 306, 'fairly-good': 175, average: 41, poor: 6 } as const;
    const entries = grades.flatMap((grade) =>
      Array.from({ length: counts[grade] }, (_, index) => readGrade(graded(`${grade} ${index}`, { grade }))),
    );
    const counted = countGrades(entries.flatMap((entry) => entry ?? []));
    expect(counted.graded).toBe(528);
    const shares = grades.map((grade) => sharePercent(counted.byGrade[grade], counted.graded));
    expect(shares).toEqual([57.95, 33.14, 7.77, 1.14]);
    expect(shares.reduce<number>((sum, share) => sum + (share ?? 0), 0)).toBe(100);
    expect(sharePercent(0, 0)).toBeUndefined();
  });
});

describe('promotion', () => {
  it('is those who rose of those not at the top; conversion those of the last grade who left it; a fall is said', () => {
    const of = (previousGrade: string, grade: string, index: number) =>
      readGrade(graded(`unit ${index}`, { previousGrade, grade })) ?? [];
    const counts = countGrades(
      [
        of('average', 'fairly-good', 1),
        of('poor', 'average', 2),
        of('poor', 'poor', 3),
        of('good', 'fairly-good', 4),
        of('good', 'good', 5),
        of('none', 'good', 6),
      ].flat(),
    );
    expect(counts).toMatchObject({
      rose: 2,
      couldRise: 3,
      wasLast: 2,
      recovered: 1,
      fell: 1,
      same: 2,
      first: 1,
    });
  });

  it('says what the record of last year says otherwise', () => {
    const last = graded(village, { year: 2025, grade: 'good' }, { occurredOn: '2025-06-10' });
    expect(rowOf([last, graded(village)])?.now).toMatchObject({ change: 'rose', contradicts: true });
    const fits = graded(village, { previousGrade: 'good', grade: 'good' });
    expect(rowOf([last, fits])?.now).toMatchObject({ change: 'same', contradicts: false });
    expect(rowOf([graded(village, { previousGrade: 'none' })])?.now).toMatchObject({
      change: 'first',
      contradicts: false,
    });
  });
});

describe('the table', () => {
  it('stands in the order of the division code, with units that have no grade, this period beside the last', () => {
    const table = tableOf([
      graded(neighbour, { grade: 'good' }),
      graded(
        neighbour,
        { year: 2025, previousGrade: 'poor', grade: 'average' },
        { occurredOn: '2025-07-01' },
      ),
      graded(street, { grade: 'poor', previousGrade: 'average' }, { orgUnitId: '420303' }),
    ]);
    expect(table.rows.map(({ unitId }) => unitId)).toEqual([village, neighbour]);
    expect(table.rows[0]).toMatchObject({ counts: { graded: 0 }, countsBefore: { graded: 0 } });
    expect(table.rows[1]).toMatchObject({
      now: { grade: 'good' },
      last: { grade: 'average', change: 'rose' },
    });
    expect(table.whole).toMatchObject({
      now: { grade: 'poor', change: 'fell' },
      counts: { graded: 2, fell: 1, rose: 1 },
      countsBefore: { graded: 1 },
    });
  });

  it('counts a county by all that lie below it', () => {
    const [row] = tableOf([graded(village), graded(neighbour)], '4203').rows;
    expect(row).toMatchObject({ unitId: '420303', counts: { graded: 2 } });
    expect(row?.now).toBeUndefined();
  });

  it('takes no grade without a document, and says how many there are', () => {
    const table = tableOf([graded(village, { documentNumber: ' ' }), graded(neighbour)]);
    expect([table.whole.counts.graded, table.undocumented]).toEqual([1, 1]);
  });

  it('takes the newest of two for one organisation and year, and nothing that is void or went back', () => {
    const table = tableOf([
      graded(village, { grade: 'poor' }, { occurredOn: '2026-05-01' }),
      graded(village, { grade: 'good' }, { occurredOn: '2026-06-20' }),
      graded(village, { grade: 'average' }, { occurredOn: '2026-07-20', reviewState: 'returned' }),
      graded(village, { grade: 'average' }, { occurredOn: '2026-08-20', reviewState: 'void' }),
    ]);
    expect(table.whole.counts).toMatchObject({ graded: 1, byGrade: { good: 1 } });
  });

  it('names the goods that are lacking, and tells none reached from none entered', () => {
    expect(rowOf([graded(village, { goods: ['venue', 'people'] })])?.now?.lacking).toEqual([
      'organisation',
      'mechanism',
      'results',
    ]);
    expect(rowOf([graded(village, { goods: [] })])?.now?.lacking).toEqual([...allGoods]);
    const notEntered = rowOf([graded(village, { goods: [], basis: '' })]);
    expect(notEntered?.now?.lacking).toBeUndefined();
    expect(notEntered?.counts.fiveGoods).toBe(0);
    expect(rowOf([graded(village)])?.counts.fiveGoods).toBe(1);
  });

  it('says how many cadres take the lead in all five, this year and last', () => {
    const review = (year: number, leads: readonly string[], orgUnitId = street) =>
      countedRecord('cadre-review', { person: { name: '张示芳' }, year, leads: [...leads] }, { orgUnitId });
    const five = ['learning', 'results', 'service', 'law', 'spirit'];
    const table = tableOf([
      ...[review(2026, five), review(2026, ['law']), review(2025, five)],
      review(2026, five, '420304'),
    ]);
    expect([table.leads, table.leadsBefore]).toEqual([
      { value: 1, of: 2 },
      { value: 1, of: 1 },
    ]);
  });
});
