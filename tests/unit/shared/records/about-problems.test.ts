// What does not fit the record that another one continues: asked about in words, beside the field.
import { describe, expect, it } from 'vitest';
import { aboutProblems } from '../../../../shared/records/about-problems.ts';
import { likeSample, typeOf } from '../../../support/entries.ts';

const asked = (type: string, changes: object, occurredOn: string, about: string) => {
  const entry = { values: { ...likeSample(type), ...changes }, occurredOn };
  const standing = { values: likeSample(about), occurredOn: '2026-11-20' };
  return aboutProblems(typeOf(type), entry, standing).map(({ fieldId, asks }) => [fieldId, asks]);
};

describe('a record that continues another', () => {
  it('is asked about when its day lies before it', () => {
    const held = (day: string) => asked('training-attendance', {}, day, 'training-course');
    expect(held('2026-11-20')).toEqual([]);
    expect(held('2026-11-19')).toEqual([['occurredOn', 'again']]);
  });

  it('counts no more promises than were made, and just the measures that were planned', () => {
    const due = (itemsDue: number) =>
      asked('commitment-evaluation', { itemsDue }, '2026-12-31', 'public-commitment');
    expect(due(1)).toEqual([]);
    expect(due(2)).toEqual([['itemsDue', 'again']]);
    const planned = (measuresPlanned: number) =>
      asked('theme-education-review', { measuresPlanned }, '2026-12-31', 'theme-education-form');
    expect(planned(3)).toEqual([]);
    expect(planned(2)).toEqual([['measuresPlanned', 'again']]);
  });
});
