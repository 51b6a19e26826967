// No classified matter in this system (`domain.md` §0): a title or number that names a grade of secrecy is refused.
import type { Constraint } from './field-types.ts';
import type { Expression } from './expression.ts';

const refused = {
  zh: '涉密文件不得录入本系统',
  en: 'Classified documents must not be entered here',
};
const doubtful = {
  zh: '提到“工作秘密”，请确认可以录入',
  en: 'It speaks of a work secret; please make sure that it may be entered',
};

/** 机密 and 绝密 refuse, 秘密 unless it is 工作秘密, which only warns. For the field of this id. */
export function secrecyRules(fieldId: string): readonly Constraint[] {
  const names = (...words: string[]): Expression => ({ containsAny: [{ field: fieldId }, words] });
  const isSecret: Expression = { and: [names('秘密'), { not: names('工作秘密') }] };
  return [
    { rule: { not: { or: [names('机密', '绝密'), isSecret] } }, message: refused, severity: 'block' },
    { rule: { not: names('工作秘密') }, message: doubtful, severity: 'warn' },
  ];
}
