// Undo and redo of the paper's text: steps as people think of them, typing in one place being one.
import type { EditLine, EditPoint } from '../../shared/reports/edit-lines.ts';

export type TextMoment = { readonly lines: readonly EditLine[]; readonly caret: EditPoint };

export type TextHistory = {
  /** Before a change: `typesAt` is where a single character goes, undefined for everything else. */
  readonly note: (before: TextMoment, typesAt: EditPoint | undefined) => void;
  /** What to show instead of the present moment; undefined when there is nothing more. */
  readonly undo: (present: TextMoment) => TextMoment | undefined;
  readonly redo: (present: TextMoment) => TextMoment | undefined;
  readonly forget: () => void;
};

const mostSteps = 200;

export function createTextHistory(): TextHistory {
  let past: TextMoment[] = [];
  let future: TextMoment[] = [];
  let typing: EditPoint | undefined;

  return {
    note: (before, typesAt) => {
      const goesOn =
        typesAt !== undefined && typing?.line === typesAt.line && typing.offset === typesAt.offset;
      if (!goesOn) past = [...past, before].slice(-mostSteps);
      typing = typesAt === undefined ? undefined : { line: typesAt.line, offset: typesAt.offset + 1 };
      future = [];
    },
    undo: (present) => {
      const before = past.pop();
      typing = undefined;
      if (before !== undefined) future.push(present);
      return before;
    },
    redo: (present) => {
      const after = future.pop();
      typing = undefined;
      if (after !== undefined) past.push(present);
      return after;
    },
    forget: () => {
      [past, future, typing] = [[], [], undefined];
    },
  };
}
