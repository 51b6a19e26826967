// One row of a table as an entry: what its cells say, what people answered, what is still asked, what is wrong.
import { checkEntry } from '../forms/check-entry.ts';
import type { EntryProblem } from '../forms/entry-problem.ts';
import { normaliseEntry } from '../forms/normalise-entry.ts';
import type { EntryContent } from '../forms/relevance.ts';
import { isJsonObject, type JsonValue } from '../records/json-value.ts';
import { askAboutProblem } from './ask-about-problem.ts';
import type { TableRow } from './find-table.ts';
import { answerTo, type Answer, type Answers, type Question } from './import-question.ts';
import { placeValues, type Placed } from './place-values.ts';
import { readCells } from './read-cells.ts';
import type { ReadPlan } from './read-plan.ts';

/** `questions` without an answer keep the row waiting; `errors` keep it out. */
export type ReadRow = {
  readonly id: string;
  readonly sheet: string;
  readonly row: number;
  readonly entry: EntryContent;
  readonly questions: readonly Question[];
  /** How many questions of this row have been answered. */
  readonly answered: number;
  readonly errors: readonly EntryProblem[];
  readonly warnings: readonly EntryProblem[];
};

/** Answers beyond the cells, by `field|` or `group.field|row key`. */
type More = ReadonlyMap<string, Answer>;
type Checked = { readonly entry: EntryContent; readonly problems: readonly EntryProblem[] };

/** An answer can make another field needed: asked again, but never in a circle. */
const mostRounds = 12;

export function readRow(plan: ReadPlan, row: TableRow, answers: Answers): ReadRow {
  const id = `${plan.tableId}:${row.number}`;
  const cells = readCells(plan, row, id, answers);
  const around = { ...plan, id, row, placed: cells.placed };
  const more = new Map<string, Answer>();
  let checked = checkPlaced(plan, cells.placed, more);
  let judged = judge(around, checked, more, answers);
  for (let round = 0; round < mostRounds && judged.answered.length > 0; round += 1) {
    for (const [key, answer] of judged.answered) more.set(key, answer);
    checked = checkPlaced(plan, cells.placed, more);
    judged = judge(around, checked, more, answers);
  }
  return {
    ...{ id, sheet: plan.table.sheet, row: row.number, entry: checked.entry },
    questions: [...cells.questions, ...judged.questions],
    answered: cells.answered + more.size,
    errors: judged.errors,
    warnings: checked.problems.filter((problem) => !isInTheWay(problem)),
  };
}

type Judged = {
  readonly answered: readonly (readonly [string, Answer])[];
  readonly questions: readonly Question[];
  readonly errors: readonly EntryProblem[];
};

/** A file has no room for the reason that a form may be given. */
function isInTheWay({ severity, asks }: EntryProblem): boolean {
  return severity === 'block' || asks === 'reason';
}

/** Each blocking problem is answered, asked, or keeps the row out. */
function judge(
  around: Parameters<typeof askAboutProblem>[0],
  { entry, problems }: Checked,
  more: More,
  answers: Answers,
): Judged {
  const answered: (readonly [string, Answer])[] = [];
  const questions: Question[] = [];
  const errors: EntryProblem[] = [];
  for (const problem of problems.filter(isInTheWay)) {
    if (isBeingAsked(around.placed, problem)) continue;
    const key = `${problem.fieldId}|${problem.rowKey ?? ''}`;
    const question = more.has(key) ? undefined : askAboutProblem(around, entry, problem);
    const answer = question === undefined ? undefined : answerTo(answers, question);
    if (question === undefined) errors.push(problem);
    else if (answer === undefined) questions.push(question);
    else answered.push([key, answer]);
  }
  return { answered, questions, errors };
}

/** The entry with what was answered beyond the cells, and all that is wrong with it. */
function checkPlaced(plan: ReadPlan, placed: readonly Placed[], more: More): Checked {
  const { definition, ownUnitId } = plan;
  const { today } = plan.context;
  const constants: Record<string, JsonValue> = { ...plan.mapping.constants };
  for (const [key, answer] of more)
    if (!key.includes('.') && answer.kind === 'value') constants[key.split('|')[0] ?? ''] = answer.value;
  const kept = placed.filter(({ target }) => !more.has(`${target.id}|`));
  const made = placeValues(kept, { definition, constants, ownUnitId, today });
  const inGroups = [...more].filter(([key]) => key.includes('.'));
  const entry = inGroups.reduce((sofar, [key, answer]) => withGroupValue(sofar, key, answer), made);
  const normal = normaliseEntry(definition, entry, today);
  return { entry: normal, problems: checkEntry(definition, normal, { today }) };
}

/** `gifts.item|row-1`: one field in one row of a group. */
function withGroupValue(entry: EntryContent, key: string, answer: Answer): EntryContent {
  const [path = '', rowKey = ''] = key.split('|');
  const [group = '', field = ''] = path.split('.');
  const rows = entry.values[group];
  if (!Array.isArray(rows)) return entry;
  const value = answer.kind === 'value' ? answer.value : null;
  const changed = rows.map((row: JsonValue) =>
    isJsonObject(row) && row['key'] === rowKey ? { ...row, [field]: value } : row,
  );
  return { ...entry, values: { ...entry.values, [group]: changed } };
}

/** While a cell is being asked about, what is missing because of it is not asked again. */
function isBeingAsked(placed: readonly Placed[], { fieldId }: EntryProblem): boolean {
  return placed.some(
    ({ isOpen, target }) => isOpen && (target.id === fieldId || target.group?.id === fieldId),
  );
}
