// Editing a report's text: everything that is done to it is one range that is replaced, and bindings go with their chips.
import {
  chipMark,
  partOf,
  type EditLine,
  type EditPoint,
  type EditRange,
  type Edited,
} from './edit-lines.ts';

/**
 * `lines` without the range and with `inserted` in its place: its first line continues the one that the range begins in,
 * its last goes on with the rest; a chip inside the range goes as a whole. The line keeps the kind it begins with.
 */
export function replaceRange(
  lines: readonly EditLine[],
  { from, until }: EditRange,
  inserted: readonly Pick<EditLine, 'text' | 'chips'>[],
): Edited {
  const [first, last] = [lines[from.line], lines[until.line]];
  if (first === undefined || last === undefined) return { lines, caret: from };
  const [head, tail] = [partOf(first, 0, from.offset), partOf(last, until.offset)];
  const parts = inserted.length === 0 ? [{ text: '', chips: [] }] : inserted;
  const written = parts.map(({ text, chips }, index): EditLine => {
    const before = index === 0 ? head : { text: '', chips: [] };
    const after = index === parts.length - 1 ? tail : { text: '', chips: [] };
    return {
      kind: index === 0 ? first.kind : 'paragraph',
      text: before.text + text + after.text,
      chips: [...before.chips, ...chips, ...after.chips],
    };
  });
  const end = parts.at(-1)?.text.length ?? 0;
  const caret = {
    line: from.line + parts.length - 1,
    offset: parts.length === 1 ? from.offset + end : end,
  };
  return { lines: [...lines.slice(0, from.line), ...written, ...lines.slice(until.line + 1)], caret };
}

/** Typed or pasted words as lines to insert: a line break begins a paragraph, empty ones at the ends are left out. */
export function typedLines(words: string): readonly Pick<EditLine, 'text' | 'chips'>[] {
  return words
    .replaceAll(chipMark, '')
    .split(/\r\n|[\r\n\u2028\u2029]/)
    .map((text) => ({ text: text.replaceAll('\t', ' '), chips: [] }));
}

/** What a range holds, line by line: taken along by a cut, put back by a paste. */
export function linesIn(lines: readonly EditLine[], { from, until }: EditRange): readonly EditLine[] {
  return lines.slice(from.line, until.line + 1).map((line, index) => {
    const isLast = from.line + index === until.line;
    return partOf(line, index === 0 ? from.offset : 0, isLast ? until.offset : line.text.length);
  });
}

/** The earlier point first. */
export function rangeBetween(one: EditPoint, other: EditPoint): EditRange {
  const isForward = one.line < other.line || (one.line === other.line && one.offset <= other.offset);
  return isForward ? { from: one, until: other } : { from: other, until: one };
}

/** The character before a point: a chip as a whole, a pair of surrogates as one; the end of the line before at its start. */
export function beforePoint(lines: readonly EditLine[], { line, offset }: EditPoint): EditPoint {
  const text = lines[line]?.text ?? '';
  if (offset > 0) return { line, offset: offset - (isPair(text, offset - 2) ? 2 : 1) };
  return line === 0 ? { line, offset } : { line: line - 1, offset: lines[line - 1]?.text.length ?? 0 };
}

/** The one after it. */
export function afterPoint(lines: readonly EditLine[], { line, offset }: EditPoint): EditPoint {
  const text = lines[line]?.text ?? '';
  if (offset < text.length) return { line, offset: offset + (isPair(text, offset) ? 2 : 1) };
  return line >= lines.length - 1 ? { line, offset } : { line: line + 1, offset: 0 };
}

function isPair(text: string, at: number): boolean {
  return at >= 0 && (text.codePointAt(at) ?? 0) > 0xff_ff;
}
