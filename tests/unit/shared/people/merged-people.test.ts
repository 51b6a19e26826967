// Merged people: both stay, one stands for both, undo restores what was there.
import { describe, expect, it } from 'vitest';
import {
  createPersonIdOf,
  distinguishedValues,
  mergedValues,
  separatedValues,
} from '../../../../shared/people/merged-people.ts';
import { personDocument } from '../../../support/person-documents.ts';

const idOf = (merges: Readonly<Record<string, string>>) =>
  createPersonIdOf(Object.entries(merges).map(([id, mergedInto]) => personDocument(id, { mergedInto })));

describe('the id that stands for a person', () => {
  it('is her own, or the end of all merges', () => {
    const of = idOf({ a: 'b', b: 'c' });
    expect(['a', 'b', 'c', 'd'].map(of)).toEqual(['c', 'c', 'c', 'd']);
  });

  it('is the same for everyone in a circle and on the way into it', () => {
    const of = idOf({ a: 'b', b: 'c', c: 'b', d: 'd' });
    expect(['a', 'b', 'c', 'd'].map(of)).toEqual(['b', 'b', 'b', 'd']);
  });
});

it('a merge undone leaves the values as they were', () => {
  const values = { name: '王示兰', phone: '19900001234' };
  expect(separatedValues(mergedValues(values, 'b'))).toEqual(values);
});

it('who was told apart from several is named once each', () => {
  const once = distinguishedValues({ name: '王示兰' }, 'b');
  expect(distinguishedValues(distinguishedValues(once, 'a'), 'b')).toEqual({
    name: '王示兰',
    notSameAs: ['a', 'b'],
  });
});
