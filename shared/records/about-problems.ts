// What does not fit the record that a record continues: asked about, never refused: two devices may not hold the same of it.
import type { RecordDefinition } from '../forms/define-record-type.ts';
import type { EntryProblem } from '../forms/entry-problem.ts';
import { isHeld } from '../forms/expression.ts';
import type { Label } from '../forms/field-types.ts';
import { scopeOf, type EntryContent } from '../forms/relevance.ts';
import type { SyncedDocument } from './record.ts';

/** `about` as today's definition reads it. What follows something cannot have happened before it. */
export function aboutProblems(
  definition: RecordDefinition,
  entry: Pick<EntryContent, 'values' | 'occurredOn' | 'tags'>,
  about: Pick<SyncedDocument, 'values' | 'occurredOn'>,
): readonly EntryProblem[] {
  const own = scopeOf(entry, entry.occurredOn);
  const standing = { ...about.values, occurredOn: about.occurredOn };
  const scope = { ...own, values: { ...own.values, about: standing } };
  const isDated = definition.fields.some(({ id }) => id === 'occurredOn');
  return [
    ...(isDated && entry.occurredOn < about.occurredOn ? [asked('occurredOn', tooEarly)] : []),
    ...(definition.againstAbout ?? [])
      .filter(({ rule }) => !isHeld(rule, scope))
      .map(({ field, message }) => asked(field, message)),
  ];
}

const tooEarly: Label = {
  zh: '早于它所接的那条记录，请核对日期；没错的，再保存一次',
  en: 'Before the record that it continues; please check the date, or save once more',
};

function asked(fieldId: string, message: Label): EntryProblem {
  return { fieldId, severity: 'warn', asks: 'again', message };
}
