// What follows from an answer (a birth date from an identity number, a category from who she is) is offered as a value.
import type { RecordDefinition } from '../../shared/forms/define-record-type.ts';
import type { Field } from '../../shared/forms/field-types.ts';
import type { JsonObject, JsonValue } from '../../shared/records/json-value.ts';
import type { Entry } from '../database/entry.ts';
import { useOpenSession } from '../session/use-session.ts';
import { useFormContext } from './form-context.ts';

/** `before`: the values as they were when `value` was given. Without it the form is only less filled in. */
export function useTold(
  definition: RecordDefinition,
  change: (step: (entry: Entry) => Entry) => void,
): (field: Field, before: JsonObject, value: JsonValue | undefined) => void {
  const { people } = useOpenSession().repositories;
  const { waitFor } = useFormContext();
  return (field, before, value) => {
    if (!('tells' in field) || value === undefined) return;
    const filled = import('./fill-told.ts')
      .then(({ fillTold }) => fillTold(people, definition, { field, before, value }))
      .then(change, () => undefined);
    void waitFor(filled);
  };
}
