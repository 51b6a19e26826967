// 发文字号: the number of an official document, e.g. 十妇发〔2026〕5号.
import type { Label } from './field-types.ts';

/** What people type in one form: square, round or full-width brackets become 〔〕, digits and spaces are made plain. */
export function normaliseDocumentNumber(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\s[(〔【{]*(\d{4})[\s\])〕】}]+/, '〔$1〕')
    .replaceAll(/\s/g, '')
    .replace(/第?0*(\d+)号?$/, '$1号');
}

/** Agency sign, year in 〔〕, running number without 第 and without leading zeros (GB/T 9704). */
export function checkDocumentNumber(value: string): Label | null {
  if (/^[\p{Script=Han}A-Za-z]+〔\d{4}〕[1-9]\d*号$/u.test(value)) return null;
  return {
    zh: '文号的写法是“机关代字〔年份〕序号”，例如“十妇发〔2026〕5号”',
    en: 'A document number is written like 十妇发〔2026〕5号',
  };
}
