// What a refusal means and what to do, in the language of the person.
import { errorCodes, isErrorCode } from '../../shared/errors/error-codes.ts';
import type { Locale } from '../../shared/reports/approximate-number.ts';

/** Words of a code of ours; `otherwise` for a code of a newer server. */
export function errorWords(code: string, locale: Locale, otherwise: string): string {
  return isErrorCode(code) ? errorCodes[code][locale] : otherwise;
}
