// A report's text while it is edited: numbers go with their bindings, what is typed is told from what is bound.
import { describe, expect, it } from 'vitest';
import {
  afterPoint,
  beforePoint,
  linesIn,
  rangeBetween,
  replaceRange,
  typedLines,
} from '../../../../shared/reports/edit-blocks.ts';
import { blocksOf, linesOf, readText, withChips } from '../../../../shared/reports/edit-lines.ts';
import { findPlace } from '../../../../shared/reports/find-place.ts';
import { pairTexts, textChosen } from '../../../../shared/reports/pair-texts.ts';
import type { Piece, ReportBlock } from '../../../../shared/reports/report-model.ts';
import { unboundNumbers } from '../../../../shared/reports/unbound-numbers.ts';

const fact = (text: string, factId = 'events'): Piece => ({ kind: 'fact', text, factId });
const words = (text: string): Piece => ({ kind: 'text', text });
const missing: Piece = { kind: 'missing', text: '【待补：贷款】', factIds: ['loans'] };
const paragraph = (...pieces: Piece[]): ReportBlock => ({ kind: 'paragraph', pieces });
const blocks: readonly ReportBlock[] = [
  { kind: 'heading', pieces: [words('一、精心部署')] },
  paragraph(words('开展服务'), fact('412'), words('场，'), missing, words('。')),
];
const lines = linesOf(blocks);
const at = (line: number, offset: number) => ({ line, offset });
const range = (line: number, from: number, until: number) => ({
  from: at(line, from),
  until: at(line, until),
});
const textsOf = (edited: ReturnType<typeof replaceRange>): string[] => edited.lines.map(readText);

describe('typing into a report', () => {
  it('keeps every binding around what is typed', () => {
    const edited = replaceRange(lines, range(1, 2, 2), typedLines('志愿'));
    expect(textsOf(edited)[1]).toBe('开展志愿服务412场，【待补：贷款】。');
    expect(blocksOf(edited.lines)[1]?.pieces[1]).toEqual(fact('412'));
    expect(edited.caret).toEqual(at(1, 4));
  });

  it('takes a number away as a whole, and leaves the others bound to what they were', () => {
    const before = beforePoint(lines, at(1, 5));
    expect(before).toEqual(at(1, 4));
    const edited = replaceRange(lines, { from: before, until: at(1, 5) }, []);
    expect(textsOf(edited)[1]).toBe('开展服务场，【待补：贷款】。');
    expect(edited.lines[1]?.chips).toEqual([missing]);
  });

  it('divides a paragraph and joins it again', () => {
    const divided = replaceRange(lines, range(1, 7, 7), typedLines('\n'));
    expect(textsOf(divided)).toEqual(['一、精心部署', '开展服务412场，', '【待补：贷款】。']);
    expect(divided.caret).toEqual(at(2, 0));
    const joined = replaceRange(
      divided.lines,
      { from: beforePoint(divided.lines, divided.caret), until: divided.caret },
      [],
    );
    expect(blocksOf(joined.lines)).toEqual(blocks);
  });

  it('after a heading goes on with a paragraph', () => {
    const edited = replaceRange(lines, range(0, 6, 6), typedLines('\n'));
    expect(edited.lines.map(({ kind }) => kind)).toEqual(['heading', 'paragraph', 'paragraph']);
  });

  it('moves numbers by cut and paste, bindings with them', () => {
    const cut = range(1, 4, 6);
    const taken = linesIn(lines, cut);
    const without = replaceRange(lines, cut, []);
    const moved = replaceRange(without.lines, range(0, 6, 6), taken);
    expect(textsOf(moved)).toEqual(['一、精心部署412场', '开展服务，【待补：贷款】。']);
    expect(moved.lines[0]?.chips).toEqual([fact('412')]);
  });

  it('puts a fact or an example where the caret stands', () => {
    const edited = replaceRange(lines, range(1, 6, 6), [withChips([words('，'), fact('23', 'meetings')])]);
    expect(textsOf(edited)[1]).toBe('开展服务412场，23，【待补：贷款】。');
    expect(blocksOf(edited.lines)[1]?.pieces.filter(({ kind }) => kind === 'fact')).toEqual([
      fact('412'),
      fact('23', 'meetings'),
    ]);
  });

  it('removes over several paragraphs at once', () => {
    const edited = replaceRange(lines, rangeBetween(at(1, 5), at(0, 2)), typedLines('、'));
    expect(textsOf(edited)).toEqual(['一、、场，【待补：贷款】。']);
    expect(edited.lines[0]?.kind).toBe('heading');
  });

  it('takes a character outside the basic plane as one', () => {
    const rare = linesOf([paragraph(words('𠮷人'))]);
    expect(beforePoint(rare, at(0, 2))).toEqual(at(0, 0));
    expect(afterPoint(rare, at(0, 0))).toEqual(at(0, 2));
    expect(afterPoint(rare, at(0, 3))).toEqual(at(0, 3));
  });
});

describe('numbers that are bound to nothing', () => {
  const found = (text: string, known: readonly string[] = []): string[] =>
    unboundNumbers(linesOf([paragraph(words(text))]), known).map(({ number }) => number);

  it('are named with the words around; a bound one is none', () => {
    const typed = replaceRange(lines, range(1, 4, 5), typedLines('430'));
    expect(unboundNumbers(lines)).toEqual([]);
    expect(unboundNumbers(typed.lines)).toEqual([
      { line: 1, from: 4, until: 7, number: '430', around: '开展服务430场，【待补：贷款】。' },
    ]);
  });

  it.each([
    ['参加1,234人次，占96.4%', ['1,234', '96.4%']],
    ['慰问５０余名', ['５０']],
    ['慰问五十余名老人', ['五十余']],
    ['捐赠近千元药品', ['近千']],
    ['3月新增12户', ['12']],
  ])('%s', (text, numbers) => {
    expect(found(text)).toEqual(numbers);
  });

  it.each([
    '截至2026年10月31日，3月8日前后',
    '2026—2030年妇女发展纲要',
    '一是加强领导。二、结合实际。第3次会议',
    '印发《关于2026年20项任务的通知》（十妇发〔2026〕15号）',
    '深化“1+6”机制，一个一个地办，两个方面',
    '（1）部署；12338热线',
  ])('are not: %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('a sentence of a record, word for word, is vouched for by it; retyped it is not', () => {
    const sentence = '10月18日，花果村妇联慰问福利院50余名';
    expect(found(`重阳节期间：${sentence}。`, [sentence])).toEqual([]);
    expect(found(`重阳节期间：${sentence.replace('50', '60')}。`, [sentence])).toEqual(['60']);
  });
});

describe('places and two texts', () => {
  it('finds words across chips', () => {
    expect(findPlace(lines, '服务412场')).toEqual(range(1, 2, 6));
    expect(findPlace(lines, '待补：贷款')).toEqual(range(1, 7, 8));
    expect(findPlace(lines, '没有的话')).toBeUndefined();
  });

  it('puts two texts beside each other where they differ, and either can be chosen', () => {
    const same = paragraph(words('相同'));
    const mine = [same, paragraph(words('我写的')), same];
    const theirs = [same, paragraph(words('别人写的')), paragraph(words('又一段')), same];
    const stretches = pairTexts(mine, theirs);
    expect(stretches.map(({ isSame }) => isSame)).toEqual([true, false, true]);
    expect(textChosen(stretches, () => false)).toEqual(mine);
    expect(textChosen(stretches, (index) => index === 1)).toEqual(theirs);
  });
});
