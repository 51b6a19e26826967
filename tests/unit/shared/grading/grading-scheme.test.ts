// The scoring engine: off without a document, and where it is on what it proposes stands beside the grade that was entered.
import { describe, expect, it } from 'vitest';
import { createGradeTable } from '../../../../shared/grading/grade-table.ts';
import { readScheme } from '../../../../shared/grading/grading-scheme.ts';
import type { JsonObject } from '../../../../shared/records/json-value.ts';
import type { SyncedDocument } from '../../../../shared/records/record.ts';
import { countedRecord } from '../../../support/counted-records.ts';
import { problemsOf } from '../../../support/entries.ts';
import { graded, scheme } from '../../../support/grades.ts';
import { reportTree } from '../../../support/reports/report-of.ts';

const village = '420303001202';
const scored = { scheme: 'scheme', selfScore: 90, massesScore: 80, assessmentScore: 95 };
const proposed = (
  values: JsonObject,
  schemes: readonly SyncedDocument[] = [scheme('scheme')],
  envelope: Partial<SyncedDocument> = {},
) => {
  const table = createGradeTable({ unitId: village, year: 2026 }, reportTree);
  for (const record of [...schemes, graded(village, values, envelope)]) table.add(record);
  return table.read().whole.now;
};

describe('a grade proposed', () => {
  it('is the weighted total at the thresholds of the scheme, beside the grade that the document decided', () => {
    expect(proposed({ ...scored, grade: 'good' })).toMatchObject({
      grade: 'good',
      proposed: { grade: 'fairly-good', total: 89.5, vetoes: [], documentNumber: '示妇发〔2026〕11号' },
    });
  });

  it.each([
    [90, 'good'],
    [89.9, 'fairly-good'],
    [75, 'fairly-good'],
    [74.9, 'average'],
    [60, 'average'],
    [59.9, 'poor'],
  ])('of %s is %s: a threshold belongs to the grade that it opens', (score, grade) => {
    const scores = { selfScore: score, massesScore: score, assessmentScore: score };
    expect(proposed({ ...scored, ...scores })?.proposed).toMatchObject({ grade, total: score });
  });

  it('is the last one where a veto of the scheme happened, with or without scores', () => {
    expect(proposed({ ...scored, vetoes: ['safety'] })?.proposed).toMatchObject({
      ...{ grade: 'poor', total: 89.5, vetoes: ['safety'] },
    });
    expect(proposed({ scheme: 'scheme', vetoes: ['falsification'] })?.proposed?.grade).toBe('poor');
    const without = [scheme('scheme', { vetoes: ['petition'] })];
    expect(proposed({ ...scored, vetoes: ['safety'] }, without)?.proposed?.grade).toBe('fairly-good');
  });

  it.each<[string, JsonObject, readonly SyncedDocument[]]>([
    ['no scheme was entered', scored, []],
    ['the result names none', { ...scored, scheme: '' }, [scheme('scheme')]],
    ['it names another', { ...scored, scheme: 'other' }, [scheme('scheme')]],
    ['the scheme came later', scored, [scheme('scheme', {}, { occurredOn: '2026-07-01' })]],
    ['it is of another county', scored, [scheme('scheme', {}, { orgUnitId: '420304' })]],
    ['it is void', scored, [scheme('scheme', {}, { reviewState: 'void' })]],
    ['it has no document', scored, [scheme('scheme', { documentNumber: '' })]],
    ['its weights are no hundred', scored, [scheme('scheme', { selfWeight: 30 })]],
    ['its thresholds do not fall', scored, [scheme('scheme', { fairlyGoodFrom: 90 })]],
    ['a score is missing', { ...scored, massesScore: null }, [scheme('scheme')]],
  ])('is none when %s', (_when, values, schemes) => {
    expect(proposed(values, schemes)).toMatchObject({ grade: 'fairly-good' });
    expect(proposed(values, schemes)?.proposed).toBeUndefined();
  });

  it('is none from the day on which the scheme was ended', () => {
    const ended = countedRecord(
      'status-change',
      { state: 'ended' },
      { aboutId: 'scheme', occurredOn: '2026-06-01' },
    );
    expect(proposed(scored, [scheme('scheme'), ended])?.proposed).toBeUndefined();
    const before = { occurredOn: '2026-05-20' };
    expect(proposed(scored, [scheme('scheme'), ended], before)?.proposed?.total).toBe(89.5);
    expect(readScheme(scheme('scheme'), [ended])?.endedOn).toBe('2026-06-01');
  });
});

describe('the form of a scheme', () => {
  it('refuses weights that are no hundred, thresholds that do not fall, and a scheme without its document', () => {
    expect(problemsOf('grading-scheme', { selfWeight: 30 })).toHaveLength(1);
    expect(problemsOf('grading-scheme', { fairlyGoodFrom: 90 })).toHaveLength(1);
    expect(problemsOf('grading-scheme', { averageFrom: 80 })).toHaveLength(1);
    expect(problemsOf('grading-scheme', { documentNumber: undefined })).toHaveLength(1);
    expect(problemsOf('grading-scheme')).toEqual([]);
  });
});
