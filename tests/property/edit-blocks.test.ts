// Editing a report loses no binding: blocks come back as they were, whatever is replaced keeps all chips outside of it.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linesIn, rangeBetween, replaceRange, typedLines } from '../../shared/reports/edit-blocks.ts';
import { blocksOf, chipMark, linesOf, marksIn, type EditLine } from '../../shared/reports/edit-lines.ts';
import { pairTexts, textChosen } from '../../shared/reports/pair-texts.ts';
import type { Piece, ReportBlock } from '../../shared/reports/report-model.ts';
import { seedOf } from '../support/scale.ts';

const runs = process.env.TEST_SCALE === 'full' ? 10_000 : 1_000;
const seed = seedOf(20261127);
const settings = { numRuns: runs, seed };

const text = fc.string({ unit: 'binary', maxLength: 12 }).map((each) => each.replaceAll(chipMark, ''));
const words = text.filter((each) => each !== '').map((each): Piece => ({ kind: 'text', text: each }));
const chip = fc.oneof(
  fc.record({ kind: fc.constant('fact' as const), text, factId: text }),
  fc.record({ kind: fc.constant('missing' as const), text, factIds: fc.array(text, { maxLength: 2 }) }),
);
/** As the server keeps them: no two texts side by side, none empty. */
const pieces = fc
  .array(fc.oneof(words, chip), { maxLength: 8 })
  .map((all) => all.filter((piece, index) => piece.kind !== 'text' || all[index - 1]?.kind !== 'text'));
const block: fc.Arbitrary<ReportBlock> = fc.record({
  kind: fc.constantFrom('heading' as const, 'paragraph' as const),
  pieces,
});
const blocks = fc.array(block, { minLength: 1, maxLength: 5 });
const spot = fc.tuple(fc.nat(), fc.nat());

function pointIn(lines: readonly EditLine[], [line, offset]: readonly [number, number]) {
  const at = line % lines.length;
  return { line: at, offset: offset % ((lines[at]?.text.length ?? 0) + 1) };
}
const chipsOf = (lines: readonly EditLine[]) => lines.flatMap(({ chips }) => chips);

describe('a text that is edited', () => {
  it('is the same blocks when nothing was done to it', () => {
    fc.assert(
      fc.property(blocks, (written) => {
        expect(blocksOf(linesOf(written))).toEqual(written);
      }),
      settings,
    );
  });

  it('has as many marks as chips after any change, and keeps all chips outside of it in their order', () => {
    fc.assert(
      fc.property(blocks, spot, spot, text, (written, one, other, typed) => {
        const lines = linesOf(written);
        const range = rangeBetween(pointIn(lines, one), pointIn(lines, other));
        const taken = chipsOf(linesIn(lines, range));
        const edited = replaceRange(lines, range, typedLines(typed));
        for (const line of edited.lines) expect(marksIn(line.text)).toBe(line.chips.length);
        const before = chipsOf(linesIn(lines, { from: { line: 0, offset: 0 }, until: range.from })).length;
        const all = chipsOf(lines);
        expect(chipsOf(edited.lines)).toEqual([...all.slice(0, before), ...all.slice(before + taken.length)]);
        const { line, offset } = edited.caret;
        expect(offset).toBeLessThanOrEqual(edited.lines[line]?.text.length ?? -1);
      }),
      settings,
    );
  });

  it('is what it was when what was cut is put back', () => {
    fc.assert(
      fc.property(blocks, spot, spot, (written, one, other) => {
        const lines = linesOf(written);
        const range = rangeBetween(pointIn(lines, one), pointIn(lines, other));
        const without = replaceRange(lines, range, []);
        const back = replaceRange(
          without.lines,
          { from: range.from, until: range.from },
          linesIn(lines, range),
        );
        const plain = (all: readonly EditLine[]) => all.map(({ text: each, chips }) => ({ each, chips }));
        expect(plain(back.lines)).toEqual(plain(lines));
      }),
      settings,
    );
  });

  it('beside another one is either of both again, by what is chosen', () => {
    fc.assert(
      fc.property(blocks, blocks, (mine, theirs) => {
        const stretches = pairTexts(mine, theirs);
        expect(textChosen(stretches, () => false)).toEqual(mine);
        expect(textChosen(stretches, () => true)).toEqual(theirs);
      }),
      settings,
    );
  });
});
