// Sensitive values in part: enough to recognise, too little to use (`domain.md` §10).
import { maskIdentityNumber, maskPhone } from '../people/identity-number.ts';
import type { Field } from './field-types.ts';

/** The text of a field that is not sensitive comes back as it is. */
export function maskField(field: Pick<Field, 'kind' | 'sensitivity'>, text: string): string {
  if (field.sensitivity !== 2) return text;
  if (field.kind === 'identityNumber') return maskIdentityNumber(text);
  return field.kind === 'phone' ? maskPhone(text) : '****';
}
