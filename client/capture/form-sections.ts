// How the fields of a definition fall into cards: short ones together, large ones alone, optional ones folded.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { ExpressionScope } from '../../shared/forms/expression.ts';
import type { Field } from '../../shared/forms/field-types.ts';
import { isRelevant } from '../../shared/forms/relevance.ts';

export type FormSections = {
  readonly cards: readonly (readonly Field[])[];
  readonly folded: readonly Field[];
};

/** Only fields that apply now; a required field is never folded away. */
export function formSections(definition: RecordDefinition, scope: ExpressionScope): FormSections {
  const shown = definition.fields.filter((field) => isRelevant(field, scope));
  const cards: Field[][] = [];
  let isOpen = false;
  for (const field of shown.filter((each) => each.folded !== true)) {
    const isLarge = field.kind === 'group' || field.kind === 'photos';
    const card = cards.at(-1);
    if (isLarge || !isOpen || card === undefined) cards.push([field]);
    else card.push(field);
    isOpen = !isLarge;
  }
  return { cards, folded: shown.filter((field) => field.folded === true) };
}
