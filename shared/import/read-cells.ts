// The cells of one row under a mapping: values on their way to their fields, and what is asked about them.
import { answerTo, type Answers, type Question } from './import-question.ts';
import { unknownMark, type Placed } from './place-values.ts';
import type { TableColumn, TableRow } from './find-table.ts';
import type { ImportTarget } from './import-target.ts';
import { readCell } from './read-cell.ts';
import type { ReadPlan } from './read-plan.ts';
import type { Reading } from './reading.ts';
import { isInTenThousands } from './sheet-context.ts';
import { cellText } from './workbook-grid.ts';

export type ReadCells = {
  readonly placed: readonly Placed[];
  /** Without an answer yet. */
  readonly questions: readonly Question[];
  readonly answered: number;
};

export function readCells(plan: ReadPlan, row: TableRow, rowId: string, answers: Answers): ReadCells {
  const placed: Placed[] = [];
  const questions: Question[] = [];
  let answered = 0;
  for (const [place, column] of plan.table.columns.entries()) {
    const target = plan.targets.find(({ id }) => id === plan.mapping.columns[place]);
    if (target === undefined) continue;
    const isTenThousands = isInTenThousands(column.label, plan.table.title);
    const reading = readCell(row.cells[column.index], target.field, { ...plan.context, isTenThousands });
    const header = column.parts.at(-1) ?? column.label;
    const value = reading.kind === 'value' ? reading.value : undefined;
    const base = { target, header, value, isOpen: false, isLeftEmpty: false };
    if (reading.kind !== 'doubt') {
      placed.push(base);
      continue;
    }
    const question = questionOf(plan, row, rowId, { column, target, reading });
    const answer = answerTo(answers, question);
    if (answer === undefined) questions.push(question);
    else answered += 1;
    placed.push({
      ...base,
      value: answer?.kind === 'value' ? answer.value : undefined,
      isOpen: answer === undefined,
      isLeftEmpty: answer?.kind === 'empty',
    });
  }
  return { placed, questions, answered };
}

/** The first text of the row: a name, a topic. */
export function subjectOf({ table, targets, mapping }: ReadPlan, row: TableRow): string {
  const column = table.columns.find((_, place) => {
    const target = targets.find(({ id }) => id === mapping.columns[place]);
    return target?.field.kind === 'text' || target?.field.kind === 'person';
  });
  return column === undefined ? '' : cellText(row.cells[column.index]);
}

type Doubted = {
  readonly column: TableColumn;
  readonly target: ImportTarget;
  readonly reading: Extract<Reading, { kind: 'doubt' }>;
};

function questionOf(plan: ReadPlan, row: TableRow, rowId: string, doubted: Doubted): Question {
  const { column, target, reading } = doubted;
  const { kind: _, ...asked } = reading;
  const written = cellText(row.cells[column.index]);
  const mayBeEmpty = target.field.required !== true || Object.keys(unknownMark(target)).length > 0;
  return {
    ...{ id: `${rowId}|${column.letter}`, rowId, sheet: plan.table.sheet, row: row.number },
    ...{ column: column.letter, header: column.label, targetId: target.id, field: target.field },
    ...{ label: target.label, subject: subjectOf(plan, row), written, mayBeEmpty, ...asked },
    likeKey: `${target.id}|${reading.doubt}|${written}`,
  };
}
