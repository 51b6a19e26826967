// Numbers as people type them, and what is no number kept as it was typed.
import { describe, expect, it } from 'vitest';
import { typedFen, typedNumber, yuanText } from '../../../../client/capture/typed-number.ts';

describe('a typed number', () => {
  it.each([
    ['51', 51],
    ['１２', 12],
    ['1,200', 1200],
    ['2。5', 2.5],
    [' 3.5 ', 3.5],
    ['-4', -4],
    ['', undefined],
    ['  ', undefined],
    ['许多', '许多'],
    ['1.2.3', '1.2.3'],
    ['1e9', '1e9'],
  ])('%s means %s', (text, meaning) => {
    expect(typedNumber(text)).toBe(meaning);
  });
});

describe('money', () => {
  it.each([
    ['986', 98_600],
    ['986元', 98_600],
    ['￥12.5', 1250],
    ['0.29', 29],
    ['1,200.50', 120_050],
    ['1.005', '1.005'],
    ['', undefined],
    ['近千', '近千'],
  ])('typed as %s is %s fen', (text, fen) => {
    expect(typedFen(text)).toBe(fen);
  });

  it.each([
    [98_600, '986'],
    [1250, '12.50'],
    [5, '0.05'],
  ])('of %s fen is written %s', (fen, text) => {
    expect(yuanText(fen)).toBe(text);
    expect(typedFen(text)).toBe(fen);
  });
});
