// What every control of a form is given; each narrows `field` to its own kind.
import type { JsonValue } from '../../shared/records/json-value.ts';

export type ControlProps<F> = {
  /** For the label that points at it. */
  readonly id: string;
  readonly field: F;
  readonly value: JsonValue | undefined;
  readonly isRequired: boolean;
  readonly isWrong: boolean;
  readonly describedBy?: string | undefined;
};
/** Undefined empties the field. */
export type ControlEmits = { change: [value: JsonValue | undefined] };
