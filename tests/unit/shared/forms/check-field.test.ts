// One table per field kind: what is right, and what is wrong in which words.
import { describe, expect, it } from 'vitest';
import { checkField } from '../../../../shared/forms/check-field.ts';
import type { LeafField } from '../../../../shared/forms/field-types.ts';
import type { JsonValue } from '../../../../shared/records/json-value.ts';

const label = { zh: '项', en: 'item' };
const context = { today: '2026-11-23', isNewerDefinition: false };
const options = [
  { id: 'a', label },
  { id: 'b', label },
];
const sha256 = 'a'.repeat(64);

const right: readonly (readonly [LeafField, JsonValue])[] = [
  [{ id: 'x', kind: 'text', label, maxLength: 2 }, '𠮷𠮷'],
  [{ id: 'x', kind: 'longText', label }, '一行\n二行'],
  [{ id: 'x', kind: 'integer', label }, 51],
  [{ id: 'x', kind: 'decimal', label, step: 0.5 }, 2.5],
  [
    { id: 'x', kind: 'estimate', label },
    { count: 51, isEstimate: true },
  ],
  [{ id: 'x', kind: 'money', label }, 98_600],
  [{ id: 'x', kind: 'percentage', label }, 96.4],
  [{ id: 'x', kind: 'boolean', label }, false],
  [{ id: 'x', kind: 'date', label }, '2024-02-29'],
  [{ id: 'x', kind: 'time', label }, '23:59'],
  [{ id: 'x', kind: 'period', label }, '2026-11'],
  [{ id: 'x', kind: 'choice', label, options }, 'a'],
  [{ id: 'x', kind: 'choices', label, options }, ['b', 'a']],
  [{ id: 'x', kind: 'person', label, allowTyped: true }, { name: '阿依古丽·示例' }],
  [
    { id: 'x', kind: 'person', label },
    { id: 'p1', name: '王示兰' },
  ],
  [{ id: 'x', kind: 'identityNumber', label }, '11010519491231002X'],
  [{ id: 'x', kind: 'phone', label }, '19900001234'],
  [{ id: 'x', kind: 'orgUnit', label, many: true }, ['420303001202']],
  [{ id: 'x', kind: 'record', label }, 'r1'],
  [
    { id: 'x', kind: 'signature', label },
    { sha256, mime: 'image/png', bytes: 10 },
  ],
];

const wrong: readonly (readonly [LeafField, JsonValue, string])[] = [
  [{ id: 'x', kind: 'text', label, maxLength: 2 }, '三个字', '最多2个字'],
  [{ id: 'x', kind: 'text', label }, 'half \uD800', '有无法保存的字符，请删去'],
  [{ id: 'x', kind: 'text', label }, 'nul \u0000', '有无法保存的字符，请删去'],
  [{ id: 'x', kind: 'text', label }, 'turned \u202E', '有无法保存的字符，请删去'],
  [{ id: 'x', kind: 'integer', label }, 1.5, '要填整数'],
  [{ id: 'x', kind: 'integer', label }, -1, '不能小于0'],
  [{ id: 'x', kind: 'integer', label, max: 10 }, 11, '不能大于10'],
  [{ id: 'x', kind: 'decimal', label, step: 0.5 }, 0.7, '要是0.5的倍数'],
  [{ id: 'x', kind: 'estimate', label }, 51, '要填人数'],
  [{ id: 'x', kind: 'money', label }, 0.1, '金额不对'],
  [{ id: 'x', kind: 'money', label }, -1, '金额不能是负数'],
  [{ id: 'x', kind: 'percentage', label }, 101, '不能大于100'],
  [{ id: 'x', kind: 'boolean', label }, 'yes', '要选是或否'],
  [{ id: 'x', kind: 'date', label }, '2023-02-29', '日期不对'],
  [{ id: 'x', kind: 'date', label }, '0000-01-01', '日期不对'],
  [{ id: 'x', kind: 'date', label, notFuture: true }, '2026-11-24', '不能晚于今天'],
  [{ id: 'x', kind: 'time', label }, '24:00', '时间不对'],
  [{ id: 'x', kind: 'period', label }, '2026-13', '月份不对'],
  [{ id: 'x', kind: 'choice', label, options }, 'c', '请从选项中选择'],
  [{ id: 'x', kind: 'choices', label, options }, ['a', 'a'], '选项重复了'],
  [{ id: 'x', kind: 'person', label }, { name: '王示兰' }, '请从人员中选择'],
  [{ id: 'x', kind: 'identityNumber', label }, '42039919750308002', '身份证号应为18位'],
  [{ id: 'x', kind: 'phone', label }, '12345', '电话号码不对'],
  [{ id: 'x', kind: 'file', label }, { sha256: 'short' }, '附件不完整'],
];

describe('checkField', () => {
  it.each(right)('$0.kind takes $1', (field, value) => {
    expect(checkField(field, value, context)).toBeNull();
  });

  it.each(wrong)('$0.kind refuses $1', (field, value, words) => {
    expect(checkField(field, value, context)?.zh).toBe(words);
  });

  it('leaves the unknown choice of a newer app alone', () => {
    const field: LeafField = { id: 'x', kind: 'choice', label, options };
    expect(checkField(field, 'added-later', { ...context, isNewerDefinition: true })).toBeNull();
  });
});
