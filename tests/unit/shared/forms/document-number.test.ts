// 发文字号 as people type it, and words that must not stand in a title.
import { describe, expect, it } from 'vitest';
import { checkDocumentNumber, normaliseDocumentNumber } from '../../../../shared/forms/document-number.ts';
import { isHeld } from '../../../../shared/forms/expression.ts';
import { secrecyRules } from '../../../../shared/forms/secrecy-rules.ts';

describe('a document number', () => {
  it.each([
    ['十妇发〔2026〕5号', '十妇发〔2026〕5号'],
    ['十妇发[2026]5号', '十妇发〔2026〕5号'],
    ['十妇发（２０２６）０５号', '十妇发〔2026〕5号'],
    ['十妇发【2026】第12号', '十妇发〔2026〕12号'],
    ['十妇发 2026 7', '十妇发〔2026〕7号'],
  ])('%s becomes %s', (typed, written) => {
    expect(normaliseDocumentNumber(typed)).toBe(written);
    expect(checkDocumentNumber(written)).toBeNull();
  });

  it.each(['〔2026〕5号', '十妇发〔26〕5号', '十妇发〔2026〕号', '关于开展活动的通知'])(
    '%s is none',
    (typed) => {
      expect(checkDocumentNumber(normaliseDocumentNumber(typed))?.zh).toContain('文号');
    },
  );
});

describe('secrecy', () => {
  const brokenBy = (title: string) =>
    secrecyRules('title')
      .filter(({ rule }) => !isHeld(rule, { values: { title }, today: '2026-11-27' }))
      .map(({ severity }) => severity);

  it('is refused by its grades, doubted as a work secret, and not seen elsewhere', () => {
    expect(brokenBy('关于某事的通知（机密）')).toEqual(['block']);
    expect(brokenBy('秘密★一年 关于某事的意见')).toEqual(['block']);
    expect(brokenBy('加强工作秘密管理的通知')).toEqual(['warn']);
    expect(brokenBy('关于开展重阳节慰问的通知')).toEqual([]);
  });
});
