// The cells of one row under a mapping: values on their way to their fields, and what is asked about them.
import { answerTo, type Answers, type Question } from './import-question.ts';
import type { Placed } from './place-values.ts';
import type { TableColumn, TableRow } from './find-table.ts';
import type { ImportTarget } from './import-target.ts';
import { questionOfCell } from './question-of-cell.ts';
import { readCell } from './read-cell.ts';
import type { ReadPlan } from './read-plan.ts';
import type { ReadContext } from './reading.ts';
import { isInTenThousands } from './sheet-context.ts';
import { cellText } from './workbook-grid.ts';

/** Where a person answered: the field, the head of its column and what the table says there. */
export type AnsweredPlace = { readonly targetId: string; readonly header: string; readonly written: string };

export type ReadCells = {
  readonly placed: readonly Placed[];
  /** Without an answer yet. */
  readonly questions: readonly Question[];
  readonly answered: readonly AnsweredPlace[];
};

type Mapped = { readonly column: TableColumn; readonly target: ImportTarget };

export function readCells(plan: ReadPlan, row: TableRow, rowId: string, answers: Answers): ReadCells {
  const placed: Placed[] = [];
  const questions: Question[] = [];
  const answered: AnsweredPlace[] = [];
  const subject = subjectOf(plan, row);
  const rowNumber = numberIn(plan, row);
  for (const { column, target } of mappedColumns(plan)) {
    const isTenThousands = isInTenThousands(column.label, plan.table.title);
    const context: ReadContext = { ...plan.context, isTenThousands, rowNumber };
    const reading = readCell(row.cells[column.index], target.field, context);
    const header = column.parts.at(-1) ?? column.label;
    const value = reading.kind === 'value' ? reading.value : undefined;
    const base = { target, header, value, isOpen: false, isLeftEmpty: false };
    if (reading.kind !== 'doubt') {
      placed.push(base);
      continue;
    }
    const question = questionOfCell(plan, row, rowId, { column, target, reading, subject });
    const answer = answerTo(answers, question);
    if (answer === undefined) questions.push(question);
    else answered.push({ targetId: target.id, header, written: question.written });
    placed.push({
      ...base,
      value: answer?.kind === 'value' ? answer.value : undefined,
      isOpen: answer === undefined,
      isLeftEmpty: answer?.kind === 'empty',
      ...(answer === undefined || question.also === undefined ? {} : { also: question.also }),
    });
  }
  return { placed, questions, answered };
}

function mappedColumns({ table, targets, mapping }: ReadPlan): readonly Mapped[] {
  return table.columns.flatMap((column, place): readonly Mapped[] => {
    const target = targets.find(({ id }) => id === mapping.columns[place]);
    return target === undefined ? [] : [{ column, target }];
  });
}

/** The identity number that the row says of the person it names. */
function numberIn(plan: ReadPlan, row: TableRow): string | undefined {
  if (!plan.targets.some(({ field }) => field.kind === 'person')) return undefined;
  const mapped = mappedColumns(plan).find(({ target }) => target.field.kind === 'identityNumber');
  if (mapped === undefined) return undefined;
  const reading = readCell(row.cells[mapped.column.index], mapped.target.field, plan.context);
  return reading.kind === 'value' && typeof reading.value === 'string' ? reading.value : '';
}

/** The first text of the row: a name, a topic. */
export function subjectOf({ table, targets, mapping }: ReadPlan, row: TableRow): string {
  const column = table.columns.find((_, place) => {
    const target = targets.find(({ id }) => id === mapping.columns[place]);
    return target?.field.kind === 'text' || target?.field.kind === 'person';
  });
  return column === undefined ? '' : cellText(row.cells[column.index]);
}
