// One row of a table as an entry: what its cells say, what people answered, what is still asked, what is wrong.
import { checkEntry } from '../forms/check-entry.ts';
import type { EntryProblem } from '../forms/entry-problem.ts';
import { normaliseEntry } from '../forms/normalise-entry.ts';
import type { EntryContent } from '../forms/relevance.ts';
import { isJsonObject, type JsonValue } from '../records/json-value.ts';
import { askAboutProblem, askWhatNeedsIt } from './ask-about-problem.ts';
import type { TableRow } from './find-table.ts';
import { answerTo, type Answers, type GivenAnswer, type Question } from './import-question.ts';
import { placeValues, type Placed } from './place-values.ts';
import type { RowAround } from './propose-missing.ts';
import { readCells, subjectOf, type AnsweredPlace } from './read-cells.ts';
import type { ReadPlan } from './read-plan.ts';

/** `questions` without an answer keep the row waiting; `errors` keep it out. */
export type ReadRow = {
  readonly id: string;
  readonly sheet: string;
  readonly row: number;
  readonly entry: EntryContent;
  readonly questions: readonly Question[];
  readonly answered: readonly AnsweredPlace[];
  readonly errors: readonly EntryProblem[];
  readonly warnings: readonly EntryProblem[];
};

/** Answers beyond the cells, by `field|`, `group.field|row key` or, changed for what it needs, `field|again`. */
type More = ReadonlyMap<string, GivenAnswer>;
type Checked = { readonly entry: EntryContent; readonly problems: readonly EntryProblem[] };

/** An answer can make another field needed: asked again, but never in a circle. */
const mostRounds = 12;

export function readRow(plan: ReadPlan, row: TableRow, answers: Answers): ReadRow {
  const id = `${plan.tableId}:${row.number}`;
  const cells = readCells(plan, row, id, answers);
  const around = { ...plan, id, row, placed: cells.placed, subject: subjectOf(plan, row) };
  const more = new Map<string, GivenAnswer>();
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
    answered: [
      ...cells.answered,
      ...[...more.keys()].map((key) => ({ targetId: targetOf(key), header: '', written: '' })),
    ],
    errors: judged.errors,
    warnings: checked.problems.filter(({ severity }) => severity === 'warn'),
  };
}

type Judged = {
  readonly answered: readonly (readonly [string, GivenAnswer])[];
  readonly questions: readonly Question[];
  readonly errors: readonly EntryProblem[];
};

/** Each blocking problem is answered, asked, or keeps the row out. */
function judge(around: RowAround, { entry, problems }: Checked, more: More, answers: Answers): Judged {
  const answered: (readonly [string, GivenAnswer])[] = [];
  const questions: Question[] = [];
  const errors: EntryProblem[] = [];
  for (const problem of problems.filter(({ severity }) => severity === 'block')) {
    if (isBeingAsked(around, problem)) continue;
    const asked = askAboutProblem(around, entry, problem) ?? askWhatNeedsIt(around, problem);
    const key = asked === undefined ? '' : asked.id.slice(around.id.length + 1);
    const question = more.has(key) ? undefined : asked;
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
    if (!key.includes('.') && answer.kind === 'value') constants[targetOf(key)] = answer.value;
  const kept = placed.filter(({ target }) => !more.has(`${target.id}|`));
  const made = placeValues(kept, { definition, constants, ownUnitId, today });
  const inGroups = [...more].filter(([key]) => key.includes('.'));
  const entry = inGroups.reduce((sofar, [key, answer]) => withGroupValue(sofar, key, answer), made);
  const normal = normaliseEntry(definition, entry, today);
  return { entry: normal, problems: checkEntry(definition, normal, { today }) };
}

/** `gifts.item|row-1`: one field in one row of a group. */
function withGroupValue(entry: EntryContent, key: string, answer: GivenAnswer): EntryContent {
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

function targetOf(key: string): string {
  return key.split('|')[0] ?? '';
}

/** While a cell is being asked about, what is missing because of it is not asked again; nor what follows from its day. */
function isBeingAsked({ placed, definition }: RowAround, { fieldId }: EntryProblem): boolean {
  const field = definition.fields.find(({ id }) => id === fieldId);
  const followsDay =
    field?.initial !== undefined && 'from' in field.initial && field.initial.from === 'nearestFestival';
  return placed.some(
    ({ isOpen, target }) =>
      isOpen &&
      (target.id === fieldId || target.group?.id === fieldId || (followsDay && target.id === 'occurredOn')),
  );
}
