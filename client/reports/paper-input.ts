// What the browser wants to do to the paper: each intent is one change of its lines; only composed words are read back.
import { afterPoint, beforePoint, linesIn, typedLines } from '../../shared/reports/edit-blocks.ts';
import {
  blocksOf,
  linesOf,
  readText,
  type Chip,
  type EditLine,
  type EditRange,
} from '../../shared/reports/edit-lines.ts';
import { cutPieces, cutPiecesType, ownPieces } from './cut-pieces.ts';
import type { PaperView } from './paper-view.ts';

export type PaperEdits = {
  readonly view: PaperView;
  readonly lines: () => readonly EditLine[];
  readonly isEditable: () => boolean;
  /** A chip of this report; another one is pasted as words. */
  readonly isOwn: (chip: Chip) => boolean;
  /** `isTyping`: one character by keyboard. */
  readonly change: (
    range: EditRange,
    parts: readonly Pick<EditLine, 'text' | 'chips'>[],
    isTyping?: boolean,
  ) => void;
  /** Lines that the browser wrote itself, by an input method. */
  readonly composed: (lines: readonly EditLine[]) => void;
  readonly travel: (which: 'undo' | 'redo') => void;
};

/** Until the signal ends it. */
export function listenToPaper(element: HTMLElement, edits: PaperEdits, signal: AbortSignal): void {
  let isComposing = false;
  const on = { signal };
  element.addEventListener(
    'beforeinput',
    (event) => {
      // Composed words are the input method's until it has finished.
      if (isComposing || event.inputType === 'insertCompositionText') return;
      event.preventDefault();
      if (edits.isEditable()) takeIntent(event, edits);
    },
    on,
  );
  element.addEventListener(
    'compositionstart',
    () => {
      isComposing = true;
    },
    on,
  );
  element.addEventListener(
    'compositionend',
    () => {
      isComposing = false;
      edits.composed(edits.view.read());
    },
    on,
  );
  element.addEventListener('keydown', (event) => takeKey(event, edits), on);
  for (const name of ['copy', 'cut'] as const)
    element.addEventListener(name, (event) => copy(event, edits), on);
  element.addEventListener('paste', (event) => paste(event, edits), on);
  // Dragging text would tear chips out of their line.
  for (const name of ['dragstart', 'drop'] as const)
    element.addEventListener(name, (event) => event.preventDefault(), on);
}

function takeIntent(event: InputEvent, edits: PaperEdits): void {
  const { inputType } = event;
  if (inputType === 'historyUndo') return edits.travel('undo');
  if (inputType === 'historyRedo') return edits.travel('redo');
  if (inputType.startsWith('delete')) {
    const range = removedBy(event, edits);
    if (range !== undefined) edits.change(range, []);
    return;
  }
  const isReplaced = inputType === 'insertReplacementText';
  const range = isReplaced ? edits.view.targetOf(event) : edits.view.selected();
  if (range === undefined) return;
  if (inputType === 'insertParagraph' || inputType === 'insertLineBreak')
    edits.change(range, typedLines('\n'));
  else if (isReplaced || inputType === 'insertText') {
    const words = event.data ?? event.dataTransfer?.getData('text/plain') ?? '';
    if (words !== '') edits.change(range, typedLines(words), words.length === 1);
  }
}

/** One character by keyboard: told from the lines, because browsers differ about what lies beside a chip. */
function removedBy(event: InputEvent, { view, lines }: PaperEdits): EditRange | undefined {
  const now = view.selected();
  if (now === undefined) return undefined;
  const { from, until } = now;
  if (from.line !== until.line || from.offset !== until.offset) return now;
  if (event.inputType === 'deleteContentBackward') return { from: beforePoint(lines(), from), until };
  if (event.inputType === 'deleteContentForward') return { from, until: afterPoint(lines(), until) };
  return view.targetOf(event);
}

function takeKey(event: KeyboardEvent, edits: PaperEdits): void {
  if (event.isComposing || !(event.ctrlKey || event.metaKey) || event.altKey) return;
  const key = event.key.toLowerCase();
  if (key !== 'z' && key !== 'y') return;
  event.preventDefault();
  if (edits.isEditable()) edits.travel(key === 'y' || event.shiftKey ? 'redo' : 'undo');
}

function copy(event: ClipboardEvent, edits: PaperEdits): void {
  const range = edits.view.selected();
  if (range === undefined || event.clipboardData === null) return;
  event.preventDefault();
  const taken = linesIn(edits.lines(), range);
  event.clipboardData.setData('text/plain', taken.map(readText).join('\n'));
  event.clipboardData.setData(cutPiecesType, JSON.stringify(blocksOf(taken)));
  if (event.type === 'cut' && edits.isEditable()) edits.change(range, []);
}

function paste(event: ClipboardEvent, edits: PaperEdits): void {
  event.preventDefault();
  const range = edits.view.selected();
  if (range === undefined || event.clipboardData === null || !edits.isEditable()) return;
  const kept = cutPieces(event.clipboardData.getData(cutPiecesType));
  edits.change(
    range,
    kept === undefined
      ? typedLines(event.clipboardData.getData('text/plain'))
      : linesOf(ownPieces(kept, edits.isOwn)),
  );
}
