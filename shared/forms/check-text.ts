// Text that can be stored and read everywhere: length in code points, no half characters, no control characters.
import type { Label } from './field-types.ts';

/** The number of characters a person sees as one each (code points), so that rare Han counts as one. */
export function lengthOf(text: string): number {
  return Array.from(text).length;
}

/** True when the text has a lone surrogate, NUL, or a control or direction-override character. */
export function hasUnsafeCharacters(text: string): boolean {
  if (/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text)) return true;
  return Array.from(text).some((character) => isUnsafeCode(character.codePointAt(0) ?? 0));
}

function isUnsafeCode(code: number): boolean {
  const isAllowedSpace = code === 0x09 || code === 0x0a || code === 0x0d;
  return (
    (code < 0x20 && !isAllowedSpace) ||
    code === 0x7f ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2066 && code <= 0x2069)
  );
}

/** What is wrong with a text value, or null. */
export function checkText(value: unknown, maxLength: number): Label | null {
  if (typeof value !== 'string') return { zh: '要填文字', en: 'Please enter text' };
  if (hasUnsafeCharacters(value))
    return { zh: '有无法保存的字符，请删去', en: 'It holds characters that cannot be stored' };
  if (lengthOf(value) > maxLength)
    return { zh: `最多${maxLength}个字`, en: `At most ${maxLength} characters` };
  return null;
}
