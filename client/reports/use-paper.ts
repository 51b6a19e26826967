// The text of a report on the paper: its lines, what was done to them and can be undone, and where the caret stands.
import { onScopeDispose, shallowRef, type ShallowRef } from 'vue';
import { replaceRange } from '../../shared/reports/edit-blocks.ts';
import {
  chipMark,
  marksIn,
  type Chip,
  type EditLine,
  type EditPoint,
  type EditRange,
} from '../../shared/reports/edit-lines.ts';
import type { ChipWords } from './paper-dom.ts';
import { listenToPaper, type PaperEdits } from './paper-input.ts';
import { createPaperView } from './paper-view.ts';
import { createTextHistory } from './text-history.ts';

export type Paper = {
  readonly lines: Readonly<ShallowRef<readonly EditLine[]>>;
  /** Takes the element over and draws into it. */
  readonly attach: (element: HTMLElement) => void;
  /** Another text than the one typed here: taken over, conflict settled. Undo does not go back behind it. */
  readonly show: (lines: readonly EditLine[]) => void;
  /** At the caret, or at the end where there was none. */
  readonly insert: (parts: readonly Pick<EditLine, 'text' | 'chips'>[]) => void;
  /** The chip right before the caret, or in the selection. */
  readonly chipAtCaret: () => Chip | undefined;
  readonly selectChip: (element: HTMLElement) => void;
  readonly select: (range: EditRange) => void;
  readonly rangeOf: (range: EditRange) => Range | undefined;
};

type PaperDeps = ChipWords & Pick<PaperEdits, 'isEditable' | 'isOwn'> & { readonly onEdit: () => void };

export function usePaper(deps: PaperDeps): Paper {
  const lines = shallowRef<readonly EditLine[]>([]);
  const history = createTextHistory();
  const view = createPaperView(deps);
  const listening = new AbortController();
  onScopeDispose(() => listening.abort());

  const end = (): EditPoint => {
    const line = Math.max(0, lines.value.length - 1);
    return { line, offset: lines.value[line]?.text.length ?? 0 };
  };
  const put = (next: readonly EditLine[], caret: EditPoint): void => {
    lines.value = next;
    view.draw(next, caret);
    deps.onEdit();
  };
  const change: PaperEdits['change'] = (range, parts, isTyping = false) => {
    history.note({ lines: lines.value, caret: range.from }, isTyping ? range.from : undefined);
    const edited = replaceRange(lines.value, range, parts);
    put(edited.lines, edited.caret);
  };
  const edits: PaperEdits = {
    ...{ view, change, isEditable: deps.isEditable, isOwn: deps.isOwn, lines: () => lines.value },
    composed: (written) => {
      const caret = view.selected()?.until ?? end();
      if (JSON.stringify(written) === JSON.stringify(lines.value)) return view.draw(lines.value, caret);
      history.note({ lines: lines.value, caret }, undefined);
      put(written, caret);
    },
    travel: (which) => {
      const caret = view.selected()?.from ?? end();
      const moment = history[which]({ lines: lines.value, caret });
      if (moment !== undefined) put(moment.lines, moment.caret);
    },
  };
  return {
    lines,
    attach: (element) => {
      view.attach(element);
      view.draw(lines.value);
      listenToPaper(element, edits, listening.signal);
    },
    show: (next) => {
      lines.value = next;
      history.forget();
      view.forgetCaret();
      view.draw(next);
    },
    insert: (parts) => {
      const at = view.selected()?.until ?? end();
      view.focus();
      change({ from: at, until: at }, parts);
    },
    chipAtCaret: () => chipBefore(lines.value, view.selected()?.until),
    ...{ selectChip: view.selectChip, select: view.select, rangeOf: view.rangeOf },
  };
}

function chipBefore(lines: readonly EditLine[], point: EditPoint | undefined): Chip | undefined {
  const line = point === undefined ? undefined : lines[point.line];
  if (line === undefined || point === undefined || line.text[point.offset - 1] !== chipMark) return undefined;
  return line.chips[marksIn(line.text.slice(0, point.offset)) - 1];
}
