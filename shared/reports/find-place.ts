// Where words that somebody reads stand in a text that is being edited, chips included.
import type { EditRange } from './edit-lines.ts';
import { piecesOf, type EditLine } from './edit-lines.ts';

/** The first place; a chip that the words begin or end in is in it as a whole. Undefined when they stand nowhere. */
export function findPlace(lines: readonly EditLine[], words: string): EditRange | undefined {
  if (words === '') return undefined;
  for (const [line, each] of lines.entries()) {
    const at = read(each);
    const start = at.text.indexOf(words);
    const [from, last] = [at.offsets[start], at.offsets[start + words.length - 1]];
    if (start < 0 || from === undefined || last === undefined) continue;
    return { from: { line, offset: from }, until: { line, offset: last + 1 } };
  }
  return undefined;
}

/** Each character as it is read, and the offset in the line that it comes from. */
function read(line: EditLine): { readonly text: string; readonly offsets: readonly number[] } {
  const offsets: number[] = [];
  let [text, offset] = ['', 0];
  for (const piece of piecesOf(line)) {
    const isTyped = piece.kind === 'text';
    for (let index = 0; index < piece.text.length; index += 1)
      offsets.push(isTyped ? offset + index : offset);
    text += piece.text;
    offset += isTyped ? piece.text.length : 1;
  }
  return { text, offsets };
}
