// Approximate numbers by rule 4 of the briefing outline: the seed's own two, and the edges of the rule.
import { describe, expect, it } from 'vitest';
import { approximateCount, approximateFen } from '../../../../shared/reports/approximate-number.ts';

describe('approximateCount', () => {
  it.each([
    [51, '50余'],
    [53, '50余'],
    [54, '54'],
    [57, '57'],
    [58, '近60'],
    [50, '50'],
    [9, '9'],
    [98, '近百'],
    [986, '近千'],
    [1200, '1000余'],
    [9900, '近万'],
    [0, '0'],
  ])('writes %i as %s', (count, words) => {
    expect(approximateCount(count, 'zh')).toBe(words);
  });

  it('never puts 余 after an exact number', () => {
    for (let count = 0; count < 3000; count += 1) {
      const words = approximateCount(count, 'zh');
      if (words.endsWith('余')) expect(Number(words.slice(0, -1))).toBeLessThan(count);
    }
  });
});

describe('approximateFen', () => {
  it('writes the medicines of the seed', () => {
    expect(approximateFen(98_600, 'zh')).toBe('近千元');
    expect(approximateFen(98_600, 'en')).toBe('nearly 1,000 yuan');
  });
});
