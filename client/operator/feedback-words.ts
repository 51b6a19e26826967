// Words of 投诉建议: with the part that says them, because it stands before any account is open.
import type { Label } from '../../shared/forms/field-types.ts';

export const feedbackWords = {
  hint: {
    zh: '用着不便、被要求重复填报，或有人拿它考核评比，都可以提。请联系：',
    en: 'If something gets in your way, if you are made to report twice, or if this is used to rank people, say so. Please contact:',
  },
  noContact: {
    zh: '主办单位还没有填写联系方式，请先向本单位的妇联反映。',
    en: 'No contact has been given yet: please tell the federation of your own unit.',
  },
  copy: { zh: '复制联系方式', en: 'Copy the contact' },
  copied: { zh: '已复制', en: 'Copied' },
  notCopied: {
    zh: '浏览器不允许复制，请手抄',
    en: 'The browser does not allow copying: please write it down',
  },
} as const satisfies Readonly<Record<string, Label>>;
