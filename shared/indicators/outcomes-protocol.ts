// What units reached of outcomes, over the wire: many questions at once, each answered in its place. Not part of replication.
import * as z from 'zod/mini';
import { isLocalDate } from '../forms/local-date.ts';
import { outcomeNamed } from '../policy/outcomes-for-women.ts';
import type { Instant } from '../records/record.ts';
import type { OutcomeAnswer } from './count-outcomes.ts';

const day = z.string().check(z.refine((text) => isLocalDate(text)));
const count = z.number();
const unitId = z.string().check(z.minLength(1), z.maxLength(32));

/** Most questions of one call: the tasks of one page. */
export const mostOutcomeQuestions = 100;

const questionSchema = z
  .object({
    outcome: z.string().check(z.refine((id) => outcomeNamed(id) !== undefined)),
    from: day,
    until: day,
    unitIds: z.array(unitId).check(z.minLength(1), z.maxLength(200)),
  })
  .check(z.refine(({ from, until }) => from <= until));
export const outcomeQuestionsSchema = z.object({
  questions: z.array(questionSchema).check(z.minLength(1), z.maxLength(mostOutcomeQuestions)),
});

const countShape = { reached: count, awaiting: count, isEstimate: z.boolean(), unknown: count } as const;
const answerSchema = z.object({
  total: z.object(countShape),
  units: z.array(z.object({ ...countShape, unitId: z.string() })),
});

/** Answers in the order of the questions, as of an instant of the server's clock. */
export const outcomesReplySchema = z.object({ answers: z.array(answerSchema), asOf: z.string() });
export type OutcomesReply = { readonly answers: readonly OutcomeAnswer[]; readonly asOf: Instant };
