// Each form says who asks for it, on what basis, how often; what it takes is counted, never typed.
import { describe, expect, it } from 'vitest';
import { askedOf, burdenOf } from '../../../../shared/forms/asked.ts';
import { recordTypes } from '../../../../shared/record-types/registry.ts';
import { typeOf } from '../../../support/entries.ts';

const today = '2026-11-23';

describe('what a form asks', () => {
  it('is said of every kind, in both languages', () => {
    for (const definition of recordTypes.all)
      for (const words of Object.values(askedOf(definition)))
        expect([words.zh === '', words.en === '']).toEqual([false, false]);
  });

  it('follows from the kind, unless the kind says otherwise', () => {
    expect(askedOf(typeOf('meeting')).howOften.zh).toBe('做一次记一次，没有就不报');
    expect(askedOf(typeOf('volunteer-team')).howOften.zh).toBe('有了才建，变化时再记');
    expect(askedOf(typeOf('baseline')).howOften.zh).toBe('一年一次');
  });

  it('counts answers that nobody gives for her', () => {
    // A visit: whom and how it goes; way and next step stand there already.
    expect(burdenOf(typeOf('home-visit'), today)).toEqual({ fields: 2, minutes: 1 });
    // A seat: sex follows from who she is.
    expect(burdenOf(typeOf('committee-seat'), today).fields).toBe(2);
    // Three answers of several lines, a goal, and a measure with its day.
    expect(burdenOf(typeOf('theme-education-form'), today)).toEqual({ fields: 7, minutes: 4 });
  });
});
