// The element of the paper with what is drawn in it, and where the caret stands there, in points of its lines.
import { rangeBetween } from '../../shared/reports/edit-blocks.ts';
import type { Chip, EditLine, EditPoint, EditRange } from '../../shared/reports/edit-lines.ts';
import { domRange, drawLines, pointAt, readLines, type ChipWords } from './paper-dom.ts';

export type PaperView = {
  readonly attach: (element: HTMLElement) => void;
  /** The caret is set only where one is given. */
  readonly draw: (lines: readonly EditLine[], caret?: EditPoint) => void;
  readonly read: () => readonly EditLine[];
  /** The selection in the paper, or the last one that was there; undefined when there was none yet. */
  readonly selected: () => EditRange | undefined;
  /** What an intent of the browser is about. */
  readonly targetOf: (event: InputEvent) => EditRange | undefined;
  readonly forgetCaret: () => void;
  readonly focus: () => void;
  /** What is missing as a whole; behind a bound number the caret. */
  readonly selectChip: (element: HTMLElement) => void;
  /** Selects a place and brings it into view. */
  readonly select: (range: EditRange) => void;
  readonly rangeOf: (range: EditRange) => Range | undefined;
};

export function createPaperView(words: ChipWords): PaperView {
  let root: HTMLElement | undefined;
  let chips: readonly Chip[] = [];
  let last: EditRange | undefined;

  const between = (start: Node, from: number, end: Node, until: number): EditRange | undefined => {
    if (root === undefined) return undefined;
    const [one, other] = [pointAt(root, start, from), pointAt(root, end, until)];
    return one === undefined || other === undefined ? undefined : rangeBetween(one, other);
  };
  const selected = (): EditRange | undefined => {
    const { anchorNode, anchorOffset, focusNode, focusOffset } = document.getSelection() ?? {
      ...{ anchorNode: null, anchorOffset: 0, focusNode: null, focusOffset: 0 },
    };
    if (anchorNode !== null && focusNode !== null)
      last = between(anchorNode, anchorOffset, focusNode, focusOffset) ?? last;
    return last;
  };
  const select = (range: EditRange): Range | undefined => {
    if (root === undefined) return undefined;
    const place = domRange(root, range.from, range.until);
    const selection = document.getSelection();
    selection?.removeAllRanges();
    selection?.addRange(place);
    last = range;
    return place;
  };
  return {
    attach: (element) => {
      root = element;
    },
    draw: (lines, caret) => {
      if (root === undefined) return;
      chips = drawLines(root, lines, words);
      if (caret !== undefined) select({ from: caret, until: caret });
    },
    read: () => (root === undefined ? [] : readLines(root, chips)),
    selected,
    targetOf: (event) => {
      const [target] = event.getTargetRanges();
      if (target === undefined) return selected();
      const { startContainer, startOffset, endContainer, endOffset } = target;
      return between(startContainer, startOffset, endContainer, endOffset) ?? selected();
    },
    forgetCaret: () => {
      last = undefined;
    },
    selectChip: (element) => {
      const parent = element.parentNode;
      const index = parent === null ? -1 : [...parent.childNodes].indexOf(element);
      if (parent === null || index < 0) return;
      const range = between(parent, index, parent, index + 1);
      const isFact = element.dataset['fact'] !== undefined;
      if (range !== undefined) select(isFact ? { from: range.until, until: range.until } : range);
    },
    focus: () => root?.focus({ preventScroll: true }),
    select: (range) => {
      root?.focus({ preventScroll: true });
      const node = select(range)?.startContainer;
      const element = node instanceof Element ? node : node?.parentElement;
      element?.scrollIntoView({ block: 'center' });
    },
    rangeOf: ({ from, until }) => (root === undefined ? undefined : domRange(root, from, until)),
  };
}
