// Errors of reports: part of `error-codes.ts`.

/** Each with its HTTP status and what the person can do. */
export const reportErrorCodes = {
  reportChanged: {
    status: 409,
    retryable: false,
    zh: '这份材料刚被别人改过，两份都留着，请对照后再存。',
    en: 'Somebody else changed this report; both texts are kept: compare them, then save.',
  },
  reportFrozen: {
    status: 409,
    retryable: false,
    zh: '这份材料现在不能这样改：已送核稿的请先退回，已定稿的不再改动。',
    en: 'The report cannot be changed so now: take it back from checking first; what is final stays as it is.',
  },
  reportIsPreview: {
    status: 409,
    retryable: false,
    zh: '预览稿含未审核或未锁期的记录，不能送核稿：请等锁期后新拟一份。',
    en: 'A preview holds what is not reviewed or not locked and cannot be sent: draft anew when the months are locked.',
  },
  reasonNeeded: {
    status: 400,
    retryable: false,
    zh: '自己送核的材料由自己定稿，请写明原因。',
    en: 'You sent this report yourself: to finalise it, say why.',
  },
  badDocumentNumber: {
    status: 400,
    retryable: false,
    zh: '文号的写法是“机关代字〔年份〕序号”，例如“十妇发〔2026〕5号”，并须有成文日期。',
    en: 'A document number is written like 十妇发〔2026〕5号, and needs its day.',
  },
} as const;
