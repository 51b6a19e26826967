// What a person is asked about a row, and what she can answer.
import type { Label, LeafField } from '../forms/field-types.ts';
import type { JsonValue } from '../records/json-value.ts';
import type { Doubt, Offer } from './reading.ts';

/** What an answer brings along: values of other fields, and the written words for the record's note. */
export type Also = { readonly values?: Readonly<Record<string, JsonValue>>; readonly note?: string };

/** One doubtful place: `column` is the letter, '' when the table has no column for it. */
export type Question = {
  readonly id: string;
  readonly rowId: string;
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly header: string;
  readonly targetId: string;
  readonly field: LeafField;
  readonly label: Label;
  readonly doubt: Doubt;
  /** Whom or what the row is about, in its own words; '' when it does not say. */
  readonly subject: string;
  readonly written: string;
  readonly words: Label;
  /** Null: leave the field empty. */
  readonly proposal?: JsonValue;
  readonly offers?: readonly Offer[];
  readonly also?: Also;
  /** The same for all places that are doubted for the same reason and look the same; their proposals may differ. */
  readonly likeKey: string;
  /** An answer of "leave it empty" is possible. */
  readonly mayBeEmpty: boolean;
};

/** `empty`: the row comes in without this value. */
export type GivenAnswer = { readonly kind: 'value'; readonly value: JsonValue } | { readonly kind: 'empty' };
/** `proposed`: each place takes what was proposed for it. */
export type Answer = GivenAnswer | { readonly kind: 'proposed' };

/** By the question's id, or by its `likeKey` for all like it; the own one goes first. */
export type Answers = ReadonlyMap<string, Answer>;

export function answerTo(
  answers: Answers,
  question: Pick<Question, 'id' | 'likeKey' | 'proposal'>,
): GivenAnswer | undefined {
  const answer = answers.get(question.id) ?? answers.get(question.likeKey);
  if (answer?.kind !== 'proposed') return answer;
  if (question.proposal === undefined) return undefined;
  return question.proposal === null ? { kind: 'empty' } : { kind: 'value', value: question.proposal };
}

/** Questions about one field for one reason: shown together. */
export type QuestionGroup = {
  readonly key: string;
  readonly questions: readonly Question[];
};

/** In the order in which the questions stand in the file. */
export function groupQuestions(questions: readonly Question[]): readonly QuestionGroup[] {
  const groups = new Map<string, Question[]>();
  for (const question of questions) {
    const key = `${question.targetId}|${question.doubt}`;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [question]);
    else group.push(question);
  }
  return [...groups].map(([key, grouped]) => ({ key, questions: grouped }));
}
