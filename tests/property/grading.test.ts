// Grades whatever they are: counts of parts add up to the whole, and a proposed grade never falls when a score rises.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addCounts, countGrades } from '../../shared/grading/count-grades.ts';
import { grades, placeOfGrade, vetoes } from '../../shared/grading/grades.ts';
import type { GradingScheme } from '../../shared/grading/grading-scheme.ts';
import { proposeGrade } from '../../shared/grading/propose-grade.ts';
import { newestGrades, readGrade, type GradeEntry } from '../../shared/grading/read-grade.ts';
import { allGoods, graded } from '../support/grades.ts';
import { seedOf } from '../support/scale.ts';

const settings = {
  numRuns: process.env.TEST_SCALE === 'full' ? 5_000 : 500,
  seed: seedOf(20261127),
};
const entry = fc
  .record({
    organisation: fc.integer({ min: 0, max: 30 }).map((n) => `unit ${n}`),
    grade: fc.constantFrom(...grades),
    previousGrade: fc.constantFrom(...grades, 'none'),
    goods: fc.subarray([...allGoods]),
    day: fc.integer({ min: 10, max: 28 }),
  })
  .map(({ organisation, day, ...values }) =>
    readGrade(graded(organisation, values, { occurredOn: `2026-06-${day}` })),
  )
  .filter((each): each is GradeEntry => each !== undefined);

const scheme = fc
  .record({
    cuts: fc.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 3, maxLength: 3 }),
    self: fc.integer({ min: 0, max: 100 }),
    masses: fc.integer({ min: 0, max: 100 }),
    vetoes: fc.subarray([...vetoes]),
  })
  .filter(({ self, masses }) => self + masses <= 100)
  .map(({ cuts, self, masses, vetoes: stopping }): GradingScheme => {
    const [good = 0, fairlyGood = 0, average = 0] = [...cuts].sort((a, b) => b - a);
    return {
      ...{ id: 'scheme', unitId: '420303', documentNumber: '示妇发〔2026〕11号', from: '2026-01-01' },
      weights: { self, masses, assessment: 100 - self - masses },
      thresholds: { good, fairlyGood, average },
      vetoes: stopping,
    };
  });
const score = fc.integer({ min: 0, max: 1000 }).map((tenths) => tenths / 10);
const scores = fc.record({ self: score, masses: score, assessment: score });

describe('counts of grades', () => {
  it('add up: each organisation has one grade and one way in which it changed', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const counts = countGrades(entries);
        const sum = (...parts: readonly number[]): number => parts.reduce((all, each) => all + each, 0);
        expect(sum(...Object.values(counts.byGrade))).toBe(counts.graded);
        expect(sum(counts.rose, counts.fell, counts.same, counts.first)).toBe(counts.graded);
        expect(counts.rose).toBeLessThanOrEqual(counts.couldRise);
        expect(counts.recovered).toBeLessThanOrEqual(Math.min(counts.wasLast, counts.rose));
        expect(counts.wasLast).toBeLessThanOrEqual(counts.couldRise);
      }),
      settings,
    );
  });

  it('of two parts are those of the whole, in whatever order', () => {
    fc.assert(
      fc.property(fc.array(entry), fc.nat(), (entries, at) => {
        const split = at % (entries.length + 1);
        const parts = addCounts(countGrades(entries.slice(split)), countGrades(entries.slice(0, split)));
        expect(parts).toEqual(countGrades(entries));
      }),
      settings,
    );
  });

  it('know one grade for an organisation and a year, the same whatever came first', () => {
    fc.assert(
      fc.property(fc.array(entry), (entries) => {
        const byName = (list: readonly GradeEntry[]) =>
          [...list].sort((a, b) => (a.organisation < b.organisation ? -1 : 1));
        const newest = newestGrades(entries);
        expect(newest).toHaveLength(new Set(entries.map(({ organisation }) => organisation)).size);
        expect(byName(newestGrades([...entries].reverse()))).toEqual(byName(newest));
      }),
      settings,
    );
  });
});

describe('a proposed grade', () => {
  it('never falls when a score rises, and its total stays between the least and the most of the scores', () => {
    fc.assert(
      fc.property(scheme, scores, scores, (of, one, other) => {
        const higher = {
          self: Math.max(one.self, other.self),
          masses: Math.max(one.masses, other.masses),
          assessment: Math.max(one.assessment, other.assessment),
        };
        const [low, high] = [one, higher].map((each) => proposeGrade({ ...each, vetoes: [] }, of));
        expect(placeOfGrade(high?.grade ?? 'poor')).toBeLessThanOrEqual(placeOfGrade(low?.grade ?? 'poor'));
        const all = Object.values(one);
        expect(low?.total).toBeGreaterThanOrEqual(Math.min(...all));
        expect(low?.total).toBeLessThanOrEqual(Math.max(...all));
      }),
      settings,
    );
  });

  it('is the last one exactly when the scheme’s own veto happened, whatever the scores', () => {
    fc.assert(
      fc.property(scheme, fc.subarray([...vetoes]), (of, happened) => {
        const best = { self: 100, masses: 100, assessment: 100, vetoes: happened };
        const isStopped = happened.some((veto) => of.vetoes.includes(veto));
        expect(proposeGrade(best, of)?.grade).toBe(isStopped ? 'poor' : 'good');
        expect(proposeGrade(best, undefined)).toBeUndefined();
      }),
      settings,
    );
  });
});
